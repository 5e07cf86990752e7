// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/journal/journalroutes.h"

#include "backend/http/parameters.h"
#include "backend/http/reply.h"
#include "backend/http/router.h"
#include "backend/journal/journal.h"
#include "backend/protocol/eventregistry.h"
#include "backend/protocol/jsonwriter.h"

using namespace Qt::StringLiterals;

namespace journal {

namespace {

QByteArray document(const Page &page)
{
    protocol::JsonWriter json;
    json.beginObject().key(u"items").beginArray();
    for (const protocol::Event &line : page.lines) {
        json.beginObject()
            .field(u"sequence", line.sequence)
            .field(u"type", line.type)
            .field(u"channel", line.channel)
            .field(u"data", QJsonValue(line.data))
            .field(u"timestamp", line.timestamp)
            .field(u"cause", line.cause)
            .endObject();
    }
    const QJsonValue cursor =
        page.hasMore ? QJsonValue(QString::number(page.lines.last().sequence)) : QJsonValue();
    json.endArray().field(u"next_cursor", cursor).endObject();
    return json.bytes();
}

void replyPage(Journal &journal, QObject *context, const http::Request &request,
               const http::ExchangePtr &exchange)
{
    const auto limit = http::integerParameter(
        request, {.name = u"limit"_s, .least = 1, .most = 100, .fallback = 50});
    const auto cursor = http::integerParameter(request, {.name = u"cursor"_s});
    if (!limit || !cursor) {
        http::replyError(exchange, limit ? cursor.error() : limit.error());
        return;
    }
    journal.page({.channel = request.query.value(u"channel"_s),
                  .typePrefix = request.query.value(u"type"_s),
                  .before = cursor.value(),
                  .limit = static_cast<int>(limit.value())},
                 context, [exchange](const protocol::Result<Page> &page) {
                     if (page) {
                         http::replyJson(exchange, 200, document(page.value()));
                     } else {
                         http::replyError(exchange, page.error());
                     }
                 });
}

} // namespace

void addRoutes(http::Router &router, Journal &journal, const protocol::EventRegistry &registry,
               QObject *context)
{
    router.add({.method = "GET",
                .path = u"/api/system/websocket/events"_s,
                .scope = http::Scope::Read,
                .summary = u"Event types of the WebSockets with their schemas"_s,
                .handler = [&registry](const http::Request &, const http::ExchangePtr &exchange) {
                    http::replyJson(exchange, 200, registry.document());
                }});
    router.add({.method = "GET",
                .path = u"/api/journal"_s,
                .scope = http::Scope::Read,
                .parameters = {u"limit"_s, u"cursor"_s, u"channel"_s, u"type"_s},
                .summary = u"Everything that happened, newest first"_s,
                .handler = [&journal, context](const http::Request &request,
                                               const http::ExchangePtr &exchange) {
                    replyPage(journal, context, request, exchange);
                }});
}

} // namespace journal
