// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/cleanup/cleanuproutes.h"

#include "backend/cleanup/cleanup.h"
#include "backend/cleanup/cleanupschemas.h"
#include "backend/http/reply.h"
#include "backend/http/router.h"
#include "backend/protocol/jsonwriter.h"
#include "backend/protocol/keptdocument.h"

#include <memory>

using namespace Qt::StringLiterals;

namespace cleanup {

namespace {

namespace schema = protocol::schema;

constexpr int Ok = 200;
constexpr int Accepted = 202;
const QString Tag = u"cleanup"_s;

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
http::Route beginning(Cleanup &cleanup, protocol::CleanupKind kind, bool isDryByDefault)
{
    return {.method = "POST",
            .scope = http::Scope::Operate,
            .tag = Tag,
            .parameters = {{.name = u"dry_run"_s,
                            .schema = schema::withDefault(schema::boolean(), isDryByDefault),
                            .description = u"Look only, remove nothing"_s}},
            .answers = {{.status = Accepted,
                         .description = u"The job has begun"_s,
                         .schema = schema::named(u"CleanupJob"_s)},
                        http::failure(409, u"Another one is at work"_s),
                        http::failure(503, u"The cleanup service is not running"_s)},
            .handler = [&cleanup, kind](const http::Request &request,
                                        const http::ExchangePtr &exchange) {
                replyJob(exchange, Accepted, cleanup.run(kind, request.boolean(u"dry_run"_s)));
            }};
}

} // namespace

void addRoutes(http::Router &router, Cleanup &cleanup)
{
    using protocol::CleanupKind;
    defineSchemas(router);
    const auto document = std::make_shared<protocol::KeptDocument<protocol::CleanupStatus>>();
    router.add(
        {.method = "GET",
         .path = u"/api/system/cleanup/status"_s,
         .scope = http::Scope::Read,
         .tag = Tag,
         .summary = u"The cleanup: when it runs, and its job at work or last one"_s,
         .answers = {{.status = Ok,
                      .description = u"How it stands"_s,
                      .schema = schema::named(u"CleanupStatus"_s)}},
         .handler = [&cleanup, document](const http::Request &, const http::ExchangePtr &exchange) {
             http::replyJson(exchange, Ok,
                             document->bytes(cleanup.status(), protocol::Now::read().wall));
         }});
    http::Route retention = beginning(cleanup, CleanupKind::Retention, false);
    retention.path = u"/api/system/cleanup"_s;
    retention.summary = u"Remove what is older than the retention"_s;
    router.add(std::move(retention));
    http::Route orphans = beginning(cleanup, CleanupKind::Orphans, true);
    orphans.path = u"/api/system/cleanup/orphaned-files"_s;
    orphans.summary = u"Look for files that nothing knows"_s;
    router.add(std::move(orphans));
    router.add({.method = "DELETE",
                .path = u"/api/system/cleanup"_s,
                .scope = http::Scope::Operate,
                .tag = Tag,
                .summary = u"Cancel the cleanup at work"_s,
                .answers = {{.status = Ok,
                             .description = u"The job that was cancelled"_s,
                             .schema = schema::named(u"CleanupJob"_s)},
                            http::failure(404, u"None is at work"_s),
                            http::failure(409, u"None is at work"_s)},
                .handler = [&cleanup](const http::Request &, const http::ExchangePtr &exchange) {
                    cleanup.cancel([exchange](const protocol::Result<protocol::CleanupJob> &job) {
                        replyJob(exchange, Ok, job);
                    });
                }});
}

} // namespace cleanup
