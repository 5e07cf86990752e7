// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/dlqroutes.h"

#include "backend/http/parameters.h"
#include "backend/http/reply.h"
#include "backend/http/router.h"
#include "backend/pipeline/deadletters.h"
#include "backend/protocol/jsonwriter.h"
#include "backend/protocol/pipelineflow.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pipeline {

namespace {

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
    const auto limit = http::integerParameter(
        request, {.name = u"limit"_s, .least = 1, .most = 100, .fallback = 50});
    const auto cursor = http::integerParameter(request, {.name = u"cursor"_s});
    if (!limit || !cursor) {
        http::replyError(exchange, limit ? cursor.error() : limit.error());
        return;
    }
    letters.page(request.segments.value(u"queue"_s), cursor.value(),
                 static_cast<int>(limit.value()),
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

/// Digits only, so that what is no id is not taken for another one.
std::optional<qint64> idOf(const QString &text)
{
    const bool isNumber = !text.isEmpty()
        && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    bool fits = false;
    const qint64 id = text.toLongLong(&fits);
    return isNumber && fits ? std::optional(id) : std::nullopt;
}

void redressOne(DeadLetters &letters, Redress what, const http::Request &request,
                const http::ExchangePtr &exchange)
{
    constexpr qsizetype mostShown = 64;
    const QString queue = request.segments.value(u"queue"_s);
    const QString text = request.segments.value(u"id"_s);
    const auto id = idOf(text);
    if (!id) {
        http::replyStatus(exchange, 400,
                          u"Invalid id '%1': must be a whole number"_s.arg(text.left(mostShown)));
        return;
    }
    letters.redress(
        queue, *id, what,
        [exchange, queue, id = *id, what](const protocol::Result<protocol::Done> &redressed) {
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

} // namespace

void addDeadLetterRoutes(http::Router &router, DeadLetters &letters)
{
    router.add({.method = "GET",
                .path = u"/api/dlq"_s,
                .scope = http::Scope::Read,
                .summary = u"Dead letters by queue"_s,
                .handler = [&letters](const http::Request &, const http::ExchangePtr &exchange) {
                    replyCounts(letters, exchange);
                }});
    router.add(
        {.method = "GET",
         .path = u"/api/dlq/{queue}"_s,
         .scope = http::Scope::Read,
         .parameters = {u"limit"_s, u"cursor"_s},
         .summary = u"Dead letters of a queue, newest job first"_s,
         .handler = [&letters](const http::Request &request, const http::ExchangePtr &exchange) {
             replyPage(letters, request, exchange);
         }});
    router.add({.method = "POST",
                .path = u"/api/dlq/{queue}/{id}/replay"_s,
                .scope = http::Scope::Operate,
                .summary = u"Let a dead letter wait again"_s,
                .handler = handlerOf(letters, redressOne, Redress::Replay)});
    router.add({.method = "POST",
                .path = u"/api/dlq/{queue}/replay"_s,
                .scope = http::Scope::Operate,
                .summary = u"Let all dead letters of a queue wait again"_s,
                .handler = handlerOf(letters, redressAll, Redress::Replay)});
    router.add({.method = "DELETE",
                .path = u"/api/dlq/{queue}/{id}"_s,
                .scope = http::Scope::Operate,
                .summary = u"Discard a dead letter"_s,
                .handler = handlerOf(letters, redressOne, Redress::Discard)});
    router.add({.method = "DELETE",
                .path = u"/api/dlq/{queue}"_s,
                .scope = http::Scope::Operate,
                .summary = u"Discard all dead letters of a queue"_s,
                .handler = handlerOf(letters, redressAll, Redress::Discard)});
}

} // namespace pipeline
