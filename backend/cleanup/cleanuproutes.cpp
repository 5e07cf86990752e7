// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/cleanup/cleanuproutes.h"

#include "backend/cleanup/cleanup.h"
#include "backend/http/parameters.h"
#include "backend/http/reply.h"
#include "backend/http/router.h"
#include "backend/protocol/jsonwriter.h"

using namespace Qt::StringLiterals;

namespace cleanup {

namespace {

constexpr int Ok = 200;
constexpr int Accepted = 202;

void replyJob(const http::ExchangePtr &exchange, int status,
              const protocol::Result<protocol::CleanupJob> &job)
{
    if (!job) {
        http::replyError(exchange, job.error());
        return;
    }
    protocol::JsonWriter json;
    protocol::write(json, job.value());
    http::replyJson(exchange, status, json.bytes());
}

/// A route that begins a job.
http::Handler beginning(Cleanup &cleanup, protocol::CleanupKind kind, bool isDryByDefault)
{
    return [&cleanup, kind, isDryByDefault](const http::Request &request,
                                            const http::ExchangePtr &exchange) {
        const auto isDry = http::booleanParameter(request, u"dry_run"_s, isDryByDefault);
        replyJob(exchange, Accepted,
                 isDry ? cleanup.run(kind, isDry.value())
                       : protocol::Result<protocol::CleanupJob>(isDry.error()));
    };
}

} // namespace

void addRoutes(http::Router &router, Cleanup &cleanup)
{
    using protocol::CleanupKind;
    router.add({.method = "GET",
                .path = u"/api/system/cleanup/status"_s,
                .scope = http::Scope::Read,
                .summary = u"The cleanup: when it runs, and its job at work or last one"_s,
                .handler = [&cleanup](const http::Request &, const http::ExchangePtr &exchange) {
                    protocol::JsonWriter json;
                    protocol::write(json, cleanup.status(), protocol::Now::read().wall);
                    http::replyJson(exchange, Ok, json.bytes());
                }});
    router.add({.method = "POST",
                .path = u"/api/system/cleanup"_s,
                .scope = http::Scope::Operate,
                .parameters = {u"dry_run"_s},
                .summary = u"Remove what is older than the retention"_s,
                .handler = beginning(cleanup, CleanupKind::Retention, false)});
    router.add({.method = "POST",
                .path = u"/api/system/cleanup/orphaned-files"_s,
                .scope = http::Scope::Operate,
                .parameters = {u"dry_run"_s},
                .summary = u"Look for files that nothing knows"_s,
                .handler = beginning(cleanup, CleanupKind::Orphans, true)});
    router.add({.method = "DELETE",
                .path = u"/api/system/cleanup"_s,
                .scope = http::Scope::Operate,
                .summary = u"Cancel the cleanup at work"_s,
                .handler = [&cleanup](const http::Request &, const http::ExchangePtr &exchange) {
                    cleanup.cancel([exchange](const protocol::Result<protocol::CleanupJob> &job) {
                        replyJob(exchange, Ok, job);
                    });
                }});
}

} // namespace cleanup
