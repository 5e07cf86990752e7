// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/dlqroutes.h"

#include "backend/http/reply.h"
#include "backend/http/router.h"
#include "backend/pipeline/deadletters.h"
#include "backend/protocol/jsonwriter.h"
#include "backend/protocol/pipelineflow.h"

using namespace Qt::StringLiterals;

namespace pipeline {

namespace {

namespace schema = protocol::schema;

void replyCounts(DeadLetters &letters, const http::ExchangePtr &exchange)
{
    letters.count([exchange](const protocol::Result<QMap<QString, qint64>> &counted) {
        if (!counted) {
            http::replyError(exchange, counted.error());
            return;
        }
        qint64 total = 0;
        protocol::JsonWriter json;
        json.beginObject().key(u"queues");
        protocol::writeCounts(json, counted.value());
        for (const qint64 count : counted.value()) {
            total += count;
        }
        json.field(u"total", total).endObject();
        http::replyJson(exchange, 200, json.bytes());
    });
}

void replyPage(DeadLetters &letters, const http::Request &request,
               const http::ExchangePtr &exchange)
{
    letters.page(request.segment(u"queue"_s), request.integer(u"cursor"_s),
                 static_cast<int>(request.integer(u"limit"_s)),
                 [exchange](const protocol::Result<protocol::DeadLetterPage> &page) {
                     if (!page) {
                         http::replyError(exchange, page.error());
                         return;
                     }
                     protocol::JsonWriter json;
                     protocol::write(json, page.value());
                     http::replyJson(exchange, 200, json.bytes());
                 });
}

void redressOne(DeadLetters &letters, Redress what, const http::Request &request,
                const http::ExchangePtr &exchange)
{
    const QString queue = request.segment(u"queue"_s);
    const qint64 id = request.segment(u"id"_s).toLongLong();
    letters.redress(queue, id, what,
                    [exchange, queue, id, what](const protocol::Result<protocol::Done> &redressed) {
                        if (!redressed) {
                            http::replyError(exchange, redressed.error());
                            return;
                        }
                        const QString message = what == Redress::Replay
                            ? u"Job %1 of the queue '%2' waits again"_s.arg(id).arg(queue)
                            : u"Job %1 of the queue '%2' was discarded"_s.arg(id).arg(queue);
                        protocol::JsonWriter json;
                        json.beginObject()
                            .field(u"queue_name", queue)
                            .field(u"id", id)
                            .field(u"message", message)
                            .field(u"timestamp", protocol::Now::read().wall)
                            .endObject();
                        http::replyJson(exchange, 200, json.bytes());
                    });
}

void redressAll(DeadLetters &letters, Redress what, const http::Request &request,
                const http::ExchangePtr &exchange)
{
    const QString queue = request.segments.value(u"queue"_s);
    letters.redressAll(
        queue, what, [exchange, queue, what](const protocol::Result<qint64> &redressed) {
            if (!redressed) {
                http::replyError(exchange, redressed.error());
                return;
            }
            const bool isReplay = what == Redress::Replay;
            protocol::JsonWriter json;
            json.beginObject()
                .field(u"queue_name", queue)
                .field(isReplay ? u"replayed" : u"discarded", redressed.value())
                .field(u"message",
                       (isReplay ? u"Jobs of the queue '%1' that wait again: %2"_s
                                 : u"Jobs of the queue '%1' that were discarded: %2"_s)
                           .arg(queue, QString::number(redressed.value())))
                .field(u"timestamp", protocol::Now::read().wall)
                .endObject();
            http::replyJson(exchange, 200, json.bytes());
        });
}

using Redresser = void (*)(DeadLetters &, Redress, const http::Request &,
                           const http::ExchangePtr &);

http::Handler handlerOf(DeadLetters &letters, Redresser redresser, Redress what)
{
    return [&letters, redresser, what](const http::Request &request,
                                       const http::ExchangePtr &exchange) {
        redresser(letters, what, request, exchange);
    };
}

http::Parameter idSegment()
{
    return {.name = u"id"_s, .schema = schema::integer(0), .description = u"Of the job"_s};
}

/// A route that lets dead letters wait again or discards them.
http::Route redressing(DeadLetters &letters, Redress what, Redresser redresser)
{
    const bool isOne = redresser == redressOne;
    http::Route route{.method = what == Redress::Replay ? "POST"_ba : "DELETE"_ba,
                      .path = u"/api/dlq/{queue}"_s % (isOne ? u"/{id}"_s : QString())
                          % (what == Redress::Replay ? u"/replay"_s : QString()),
                      .scope = http::Scope::Operate,
                      .tag = u"dead letters"_s,
                      .answers = {{.status = 200,
                                   .description = u"Done"_s,
                                   .schema = schema::named(isOne ? u"DeadLetterRedressed"_s
                                                                 : u"DeadLettersRedressed"_s)},
                                  http::failure(404, u"There is no such queue or job"_s),
                                  http::failure(409, u"The job is no dead letter"_s),
                                  http::failure(503, u"The store cannot be written"_s)},
                      .handler = handlerOf(letters, redresser, what)};
    if (isOne) {
        route.segments = {idSegment()};
    }
    return route;
}

void addReading(http::Router &router, DeadLetters &letters)
{
    router.add({.method = "GET",
                .path = u"/api/dlq"_s,
                .scope = http::Scope::Read,
                .source = http::Source::StoreAlone,
                .tag = u"dead letters"_s,
                .summary = u"Dead letters by queue"_s,
                .answers = {{.status = 200,
                             .description = u"How many there are"_s,
                             .schema = schema::named(u"DeadLetterCounts"_s)},
                            http::failure(503, u"The store cannot be read"_s)},
                .handler = [&letters](const http::Request &, const http::ExchangePtr &exchange) {
                    replyCounts(letters, exchange);
                }});
    router.add(
        {.method = "GET",
         .path = u"/api/dlq/{queue}"_s,
         .scope = http::Scope::Read,
         .source = http::Source::StoreAlone,
         .tag = u"dead letters"_s,
         .summary = u"Dead letters of a queue, newest job first"_s,
         .parameters = http::pageParameters(http::numberCursor()),
         .answers = {{.status = 200,
                      .description = u"One page"_s,
                      .schema = schema::named(u"DeadLetters"_s)},
                     http::failure(404, u"There is no such queue"_s),
                     http::failure(503, u"The store cannot be read"_s)},
         .handler = [&letters](const http::Request &request, const http::ExchangePtr &exchange) {
             replyPage(letters, request, exchange);
         }});
}

} // namespace

void addDeadLetterRoutes(http::Router &router, DeadLetters &letters)
{
    addReading(router, letters);
    const auto add = [&](Redress what, Redresser redresser, const QString &summary) {
        http::Route route = redressing(letters, what, redresser);
        route.summary = summary;
        router.add(std::move(route));
    };
    add(Redress::Replay, redressOne, u"Let a dead letter wait again"_s);
    add(Redress::Replay, redressAll, u"Let all dead letters of a queue wait again"_s);
    add(Redress::Discard, redressOne, u"Discard a dead letter"_s);
    add(Redress::Discard, redressAll, u"Discard all dead letters of a queue"_s);
}

} // namespace pipeline
