// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/journal/journalroutes.h"

#include "backend/http/reply.h"
#include "backend/http/router.h"
#include "backend/journal/journal.h"
#include "backend/journal/journalschemas.h"
#include "backend/protocol/eventregistry.h"
#include "backend/protocol/jsonwriter.h"

using namespace Qt::StringLiterals;

namespace journal {

namespace {

namespace schema = protocol::schema;

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
    json.endArray().field(u"next_cursor", cursor);
    protocol::writeTotal(json, page.total);
    json.endObject();
    return json.bytes();
}

/// The beginning of a type, also where it is written as the patterns of the sockets are: "event.*".
QString prefixOf(QString type)
{
    if (type.endsWith(u'*')) {
        type.chop(1);
    }
    return type;
}

void replyPage(Journal &journal, QObject *context, const http::Request &request,
               const http::ExchangePtr &exchange)
{
    journal.page({.channel = request.text(u"channel"_s),
                  .typePrefix = prefixOf(request.text(u"type"_s)),
                  .since = request.time(u"since"_s),
                  .until = request.time(u"until"_s),
                  .cause = request.integer(u"cause"_s),
                  .before = request.integer(u"cursor"_s),
                  .limit = static_cast<int>(request.integer(u"limit"_s))},
                 context, [exchange](const protocol::Result<Page> &page) {
                     if (page) {
                         http::replyJson(exchange, 200, document(page.value()));
                     } else {
                         http::replyError(exchange, page.error());
                     }
                 });
}

void addPages(http::Router &router, Journal &journal, QObject *context)
{
    router.add(
        {.method = "GET",
         .path = u"/api/journal"_s,
         .scope = http::Scope::Read,
         .source = http::Source::StoreAlone,
         .tag = u"journal"_s,
         .summary = u"Everything that happened, newest first"_s,
         .description = u"In the order of the sequences; between two times in the order of the "
                        "times, which is another one where a clock was set. `total` is exact to "
                        "10,000 and null beyond."_s,
         .parameters = http::pageParameters(http::numberCursor()) + http::timeParameters()
             << http::Parameter{.name = u"channel"_s,
                                .schema = schema::text(),
                                .description = u"Only this channel"_s}
             << http::Parameter{.name = u"type"_s,
                                .schema = schema::text(),
                                .description =
                                    u"Only types that begin so, such as camera. or camera.*"_s}
             << http::Parameter{.name = u"cause"_s,
                                .schema = schema::integer(1),
                                .description = u"Only what followed on the line of this number"_s},
         .answers = {{.status = 200,
                      .description = u"One page"_s,
                      .schema = schema::named(u"JournalPage"_s)},
                     http::failure(503, u"The store cannot be read"_s)},
         .handler = [&journal, context](const http::Request &request,
                                        const http::ExchangePtr &exchange) {
             replyPage(journal, context, request, exchange);
         }});
}

} // namespace

void addRoutes(http::Router &router, Journal &journal, const protocol::EventRegistry &registry,
               QObject *context)
{
    defineSchemas(router);
    router.add({.method = "GET",
                .path = u"/api/system/websocket/events"_s,
                .scope = http::Scope::Read,
                .tag = u"journal"_s,
                .summary = u"Event types of the WebSockets with their schemas"_s,
                .answers = {{.status = 200,
                             .description = u"All of them"_s,
                             .schema = schema::named(u"EventTypes"_s)}},
                .handler = [&registry](const http::Request &, const http::ExchangePtr &exchange) {
                    http::replyJson(exchange, 200, registry.document());
                }});
    addPages(router, journal, context);
}

} // namespace journal
