// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/supervisor/supervisorroutes.h"

#include "backend/http/parameters.h"
#include "backend/http/reply.h"
#include "backend/http/router.h"
#include "backend/journal/restarthistory.h"
#include "backend/protocol/jsonwriter.h"
#include "backend/supervisor/statusdocument.h"
#include "backend/supervisor/supervisor.h"

#include <memory>

using namespace Qt::StringLiterals;

namespace supervisor {

namespace {

using Control = void (Supervisor::*)(const QString &, const Reply &);

QByteArray success(const QString &message, const QString &workerName)
{
    protocol::JsonWriter json;
    json.beginObject().field(u"success", true).field(u"message", message);
    if (!workerName.isEmpty()) {
        json.field(u"worker_name", workerName);
    }
    json.endObject();
    return json.bytes();
}

http::Route controlRoute(Supervisor &supervisor, const QString &verb, const QString &done,
                         Control control)
{
    return {.method = "POST",
            .path = u"/api/system/supervisor/workers/{name}/"_s % verb,
            .scope = http::Scope::Operate,
            .summary = verb.left(1).toUpper() % verb.mid(1) % u" a worker"_s,
            .handler = [&supervisor, done, control](const http::Request &request,
                                                    const http::ExchangePtr &exchange) {
                const QString name = request.segments.value(u"name"_s);
                (supervisor.*control)(
                    name, [exchange, name, done](const protocol::Result<protocol::Done> &result) {
                        if (!result) {
                            http::replyError(exchange, result.error());
                            return;
                        }
                        const QString message = u"Worker '%1' %2 successfully"_s.arg(name, done);
                        http::replyJson(exchange, 200, success(message, name));
                    });
            }};
}

void replyReset(Supervisor &supervisor, const http::Request &request,
                const http::ExchangePtr &exchange)
{
    const QString name = request.segments.value(u"name"_s);
    const auto result = supervisor.reset(name);
    if (!result) {
        http::replyError(exchange, result.error());
        return;
    }
    http::replyJson(exchange, 200, success(u"Worker '%1' restart count reset"_s.arg(name), {}));
}

void replyHistory(journal::RestartHistory &history, QObject *context, const http::Request &request,
                  const http::ExchangePtr &exchange)
{
    const auto limit = http::integerParameter(
        request, {.name = u"limit"_s, .least = 1, .most = 100, .fallback = 50});
    const auto offset = http::integerParameter(request, {.name = u"offset"_s});
    if (!limit || !offset) {
        http::replyError(exchange, limit ? offset.error() : limit.error());
        return;
    }
    history.page(request.query.value(u"worker_name"_s), static_cast<int>(limit.value()),
                 offset.value(), context,
                 [exchange](const protocol::Result<protocol::RestartHistory> &page) {
                     if (!page) {
                         http::replyError(exchange, page.error());
                         return;
                     }
                     protocol::JsonWriter json;
                     protocol::write(json, page.value());
                     http::replyJson(exchange, 200, json.bytes());
                 });
}

void replyLog(const Supervisor &supervisor, const http::Request &request,
              const http::ExchangePtr &exchange)
{
    const QString name = request.segments.value(u"name"_s);
    const auto tail = http::integerParameter(
        request, {.name = u"tail"_s, .least = 1, .most = 500, .fallback = 100});
    if (const auto refused = supervisor.refusal(name)) {
        http::replyError(exchange, *refused);
        return;
    }
    if (!tail) {
        http::replyError(exchange, tail.error());
        return;
    }
    protocol::JsonWriter json;
    json.beginObject().field(u"worker_name", name).key(u"lines").beginArray();
    for (const LogLine &line : supervisor.log(name, static_cast<int>(tail.value()))) {
        json.beginObject()
            .field(u"timestamp", line.time)
            .field(u"stream", line.stream == Stream::Error ? u"stderr"_s : u"stdout"_s)
            .field(u"text", line.text)
            .endObject();
    }
    json.endArray().endObject();
    http::replyJson(exchange, 200, json.bytes());
}

void addStatus(http::Router &router, const Supervisor &supervisor)
{
    const auto document = std::make_shared<StatusDocument>();
    for (const QString &path : {u"/api/system/supervisor"_s, u"/api/system/supervisor/status"_s}) {
        router.add({.method = "GET",
                    .path = path,
                    .scope = http::Scope::Read,
                    .summary = u"Status of the supervisor and its workers"_s,
                    .handler = [&supervisor, document](const http::Request &,
                                                       const http::ExchangePtr &exchange) {
                        http::replyJson(
                            exchange, 200,
                            document->bytes(supervisor.status(), protocol::Now::read().wall));
                    }});
    }
}

} // namespace

void addRoutes(http::Router &router, Supervisor &supervisor, journal::RestartHistory &history,
               QObject *context)
{
    addStatus(router, supervisor);
    router.add(controlRoute(supervisor, u"start"_s, u"started"_s, &Supervisor::startWorker));
    router.add(controlRoute(supervisor, u"stop"_s, u"stopped"_s, &Supervisor::stopWorker));
    router.add(controlRoute(supervisor, u"restart"_s, u"restarted"_s, &Supervisor::restartWorker));
    router.add(
        {.method = "POST",
         .path = u"/api/system/supervisor/reset/{name}"_s,
         .scope = http::Scope::Operate,
         .summary = u"Set a worker's restart count to 0"_s,
         .handler = [&supervisor](const http::Request &request, const http::ExchangePtr &exchange) {
             replyReset(supervisor, request, exchange);
         }});
    router.add({.method = "GET",
                .path = u"/api/system/supervisor/restart-history"_s,
                .scope = http::Scope::Read,
                .parameters = {u"worker_name"_s, u"limit"_s, u"offset"_s},
                .summary = u"Restart history, newest first"_s,
                .handler = [&history, context](const http::Request &request,
                                               const http::ExchangePtr &exchange) {
                    replyHistory(history, context, request, exchange);
                }});
    router.add(
        {.method = "GET",
         .path = u"/api/system/supervisor/workers/{name}/logs"_s,
         .scope = http::Scope::Read,
         .parameters = {u"tail"_s},
         .summary = u"The last lines that a worker has written"_s,
         .handler = [&supervisor](const http::Request &request, const http::ExchangePtr &exchange) {
             replyLog(supervisor, request, exchange);
         }});
}

} // namespace supervisor
