// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/supervisor/workerroutes.h"

#include "backend/http/reply.h"
#include "backend/http/router.h"
#include "backend/journal/restarthistory.h"
#include "backend/supervisor/logwaits.h"
#include "backend/supervisor/supervisor.h"
#include "backend/supervisor/workerdocument.h"

#include <QHash>

#include <memory>

using namespace Qt::StringLiterals;

namespace supervisor {

namespace {

namespace schema = protocol::schema;

constexpr qint64 LongestWait = 25; ///< seconds; below the door's patience with a handler
const QString Tag = u"supervisor"_s;

http::Parameter nameSegment()
{
    return {.name = u"name"_s,
            .schema = schema::text(1),
            .description = u"Matches ^[a-zA-Z][a-zA-Z0-9_]*$"_s};
}

/// One for each worker that was asked for: those that there are, and no other name.
using Documents = QHash<QString, WorkerDocument>;

/// What the answer about one worker is made from.
struct Sources
{
    const Supervisor &supervisor;
    journal::RestartHistory &history;
    std::shared_ptr<Documents> documents = std::make_shared<Documents>();
};

void replyWorker(const Sources &from, QObject *context, const http::Request &request,
                 const http::ExchangePtr &exchange)
{
    const QString name = request.segment(u"name"_s);
    if (const auto refused = from.supervisor.refusal(name)) {
        http::replyError(exchange, *refused);
        return;
    }
    from.history.newest(name, context,
                        [&supervisor = from.supervisor, documents = from.documents, name,
                         exchange](const protocol::Result<protocol::RestartHistory> &newest) {
                            if (!newest) {
                                http::replyError(exchange, newest.error());
                                return;
                            }
                            const Worker &worker = *supervisor.worker(name);
                            http::replyJson(
                                exchange, 200,
                                (*documents)[name].bytes(worker.definition(),
                                                         factsOf(worker, newest.value()),
                                                         protocol::Now::read().wall));
                        });
}

void replyLog(const Supervisor &supervisor, LogWaits &waits, const http::Request &request,
              const http::ExchangePtr &exchange)
{
    const QString name = request.segment(u"name"_s);
    if (const auto refused = supervisor.refusal(name)) {
        http::replyError(exchange, *refused);
        return;
    }
    LogWish wish{.tail = static_cast<int>(request.integer(u"tail"_s))};
    if (request.query.contains(u"after"_s)) {
        wish.after = request.integer(u"after"_s);
    }
    const auto answer = [&supervisor, name, wish, exchange] {
        http::replyJson(exchange, 200, logDocument(*supervisor.worker(name), wish));
    };
    const bool isFollowing = request.boolean(u"follow"_s);
    const std::chrono::seconds wait(isFollowing ? LongestWait : request.integer(u"wait"_s));
    if (!wish.after || wait.count() == 0) {
        answer(); // without a line to begin behind there is nothing to wait for
    } else if (!waits.wait(name, *wish.after, wait, answer)) {
        http::Response full =
            http::errorResponse(503, u"Too many follow logs at once; ask again later"_s);
        full.headers.append({"Retry-After"_ba, "5"_ba});
        exchange->reply(std::move(full));
    }
}

QList<http::Parameter> logParameters()
{
    return {{.name = u"tail"_s,
             .schema = schema::withDefault(schema::integer(1, 500), 100),
             .description = u"How many at most, the newest of them"_s},
            {.name = u"after"_s,
             .schema = schema::integer(0),
             .description = u"Only those behind this number, the `last` of an answer"_s},
            {.name = u"wait"_s,
             .schema = schema::withDefault(schema::integer(0, LongestWait), 0),
             .description = u"So many seconds for a line behind `after`, when there is none yet"_s},
            {.name = u"follow"_s,
             .schema = schema::withDefault(schema::boolean(), false),
             .description = u"The same as the longest wait"_s}};
}

void addLogs(http::Router &router, Supervisor &supervisor, QObject *context)
{
    auto *const waits = new LogWaits(supervisor, context);
    router.add({.method = "GET",
                .path = u"/api/system/supervisor/workers/{name}/logs"_s,
                .scope = http::Scope::Read,
                .tag = Tag,
                .summary = u"The last lines that a worker has written"_s,
                .description = u"To follow a log, ask with `after` set to the `last` of the answer "
                               "before and `follow=true`, again and again: it answers when there "
                               "is a line, or after 25 seconds without one. `missed` says how "
                               "many lines are gone in between."_s,
                .segments = {nameSegment()},
                .parameters = logParameters(),
                .answers = {{.status = 200,
                             .description = u"Oldest first"_s,
                             .schema = schema::named(u"WorkerLog"_s)},
                            http::failure(404, u"There is no such worker"_s),
                            http::failure(503,
                                          u"Nothing is supervised, or too many follow logs; "
                                          "then Retry-After says when to ask again"_s)},
                .handler = [&supervisor, waits](const http::Request &request,
                                                const http::ExchangePtr &exchange) {
                    replyLog(supervisor, *waits, request, exchange);
                }});
}

} // namespace

void addWorkerRoutes(http::Router &router, Supervisor &supervisor, journal::RestartHistory &history,
                     QObject *context)
{
    const Sources from{.supervisor = supervisor, .history = history};
    const http::Answer none = http::failure(404, u"There is no such worker"_s);
    const http::Answer away = http::failure(503, u"Nothing is supervised"_s);
    router.add({.method = "GET",
                .path = u"/api/system/supervisor/workers/{name}"_s,
                .scope = http::Scope::Read,
                .tag = Tag,
                .summary = u"A worker with its definition, its last exit and its newest restarts"_s,
                .segments = {nameSegment()},
                .answers = {{.status = 200,
                             .description =
                                 u"The worker; secrets and the values of its environment are ***"_s,
                             .schema = schema::named(u"WorkerDetails"_s)},
                            none,
                            away},
                .handler = [from, context](const http::Request &request,
                                           const http::ExchangePtr &exchange) {
                    replyWorker(from, context, request, exchange);
                }});
    addLogs(router, supervisor, context);
}

} // namespace supervisor
