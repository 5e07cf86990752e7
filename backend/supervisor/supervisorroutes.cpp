// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/supervisor/supervisorroutes.h"

#include "backend/http/reply.h"
#include "backend/http/router.h"
#include "backend/journal/restarthistory.h"
#include "backend/protocol/jsonwriter.h"
#include "backend/protocol/keptdocument.h"
#include "backend/supervisor/supervisor.h"
#include "backend/supervisor/supervisorschemas.h"
#include "backend/supervisor/workerroutes.h"

#include <memory>

using namespace Qt::StringLiterals;

namespace supervisor {

namespace {

namespace schema = protocol::schema;

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

const QString Tag = u"supervisor"_s;

/// The supervisor itself says what is wrong with a name.
http::Parameter nameSegment()
{
    return {.name = u"name"_s,
            .schema = schema::text(1),
            .description = u"Matches ^[a-zA-Z][a-zA-Z0-9_]*$"_s};
}

http::Route controlRoute(Supervisor &supervisor, const QString &verb, const QString &done,
                         Control control)
{
    return {.method = "POST",
            .path = u"/api/system/supervisor/workers/{name}/"_s % verb,
            .scope = http::Scope::Operate,
            .tag = Tag,
            .summary = verb.left(1).toUpper() % verb.mid(1) % u" a worker"_s,
            .segments = {nameSegment()},
            .answers = {{.status = 200,
                         .description = u"Done"_s,
                         .schema = schema::named(u"WorkerControlled"_s)},
                        http::failure(404, u"There is no such worker"_s),
                        http::failure(503, u"It did not come about, or nothing is supervised"_s)},
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
    history.page(request.text(u"worker_name"_s), static_cast<int>(request.integer(u"limit"_s)),
                 request.integer(u"offset"_s), context,
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

void addStatus(http::Router &router, const Supervisor &supervisor)
{
    const auto document = std::make_shared<protocol::KeptDocument<protocol::SupervisorStatus>>();
    for (const QString &path : {u"/api/system/supervisor"_s, u"/api/system/supervisor/status"_s}) {
        router.add({.method = "GET",
                    .path = path,
                    .scope = http::Scope::Read,
                    .tag = Tag,
                    .summary = u"Status of the supervisor and its workers"_s,
                    .answers = {{.status = 200,
                                 .description = u"Every worker, in the order of registration"_s,
                                 .schema = schema::named(u"SupervisorStatus"_s)}},
                    .handler = [&supervisor, document](const http::Request &,
                                                       const http::ExchangePtr &exchange) {
                        http::replyJson(
                            exchange, 200,
                            document->bytes(supervisor.status(), protocol::Now::read().wall));
                    }});
    }
}

void addHistory(http::Router &router, journal::RestartHistory &history, QObject *context)
{
    router.add({.method = "GET",
                .path = u"/api/system/supervisor/restart-history"_s,
                .scope = http::Scope::Read,
                .source = http::Source::StoreAlone,
                .tag = Tag,
                .summary = u"Restart history, newest first"_s,
                .parameters = {{.name = u"worker_name"_s,
                                .schema = schema::text(),
                                .description = u"Only this one"_s},
                               {.name = u"limit"_s,
                                .schema = schema::withDefault(schema::integer(1, 100), 50),
                                .description = u"How many at most"_s},
                               {.name = u"offset"_s,
                                .schema = schema::withDefault(schema::integer(0), 0),
                                .description = u"How many of the newest to leave out"_s}},
                .answers = {{.status = 200,
                             .description = u"One page"_s,
                             .schema = schema::named(u"RestartHistory"_s)},
                            http::failure(503, u"The store cannot be read"_s)},
                .handler = [&history, context](const http::Request &request,
                                               const http::ExchangePtr &exchange) {
                    replyHistory(history, context, request, exchange);
                }});
}

} // namespace

void addRoutes(http::Router &router, Supervisor &supervisor, journal::RestartHistory &history,
               QObject *context)
{
    defineSchemas(router);
    addStatus(router, supervisor);
    router.add(controlRoute(supervisor, u"start"_s, u"started"_s, &Supervisor::startWorker));
    router.add(controlRoute(supervisor, u"stop"_s, u"stopped"_s, &Supervisor::stopWorker));
    router.add(controlRoute(supervisor, u"restart"_s, u"restarted"_s, &Supervisor::restartWorker));
    router.add(
        {.method = "POST",
         .path = u"/api/system/supervisor/reset/{name}"_s,
         .scope = http::Scope::Operate,
         .tag = Tag,
         .summary = u"Set a worker's restart count to 0"_s,
         .description = u"A failed worker is put back under automatic restart."_s,
         .segments = {nameSegment()},
         .answers = {{.status = 200,
                      .description = u"Done"_s,
                      .schema = schema::named(u"WorkerReset"_s)},
                     http::failure(404, u"There is no such worker"_s),
                     http::failure(503, u"Nothing is supervised"_s)},
         .handler = [&supervisor](const http::Request &request, const http::ExchangePtr &exchange) {
             replyReset(supervisor, request, exchange);
         }});
    addHistory(router, history, context);
    addWorkerRoutes(router, supervisor, history, context);
}

} // namespace supervisor
