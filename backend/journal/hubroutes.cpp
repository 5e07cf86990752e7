// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/journal/hubroutes.h"

#include "backend/http/reply.h"
#include "backend/http/router.h"
#include "backend/journal/eventhub.h"
#include "backend/protocol/jsonwriter.h"

#include <QStringBuilder>

using namespace Qt::StringLiterals;

namespace journal {

namespace schema = protocol::schema;

namespace {

QByteArray document(const EventHub &events, const EventHub &system)
{
    const protocol::WallTime now = protocol::Now::read().wall;
    protocol::JsonWriter json;
    json.beginObject().key(u"event_broadcaster");
    write(json, events.status(now));
    json.key(u"system_broadcaster");
    write(json, system.status(now));
    json.field(u"timestamp", now).endObject();
    return json.bytes();
}

void defineBroadcaster(http::Router &router)
{
    const auto since = [](const QString &what) {
        return schema::described(schema::integer(0), QString(what % u" since the start"_s));
    };
    router.define(
        u"Broadcaster"_s,
        schema::object(
            {{u"state"_s,
              schema::described(
                  schema::words({u"closed"_s, u"open"_s, u"half_open"_s, u"unavailable"_s}),
                  u"closed: all is well; open: the store cannot be written, so nothing is told; "
                  "half_open: what had to wait is being written; unavailable: nothing was told yet"_s)},
             {u"failure_count"_s,
              schema::described(schema::integer(0),
                                u"Events in a row that could not be written"_s)},
             {u"is_degraded"_s, schema::boolean()},
             {u"message"_s, schema::nullable(schema::text())},
             {u"clients"_s, schema::integer(0)},
             {u"admitted"_s, since(u"Connections"_s)},
             {u"sent"_s, since(u"Messages"_s)},
             {u"too_slow"_s, since(u"Clients cut off because they did not keep up,"_s)},
             {u"backlog_bytes"_s, schema::described(schema::integer(0), u"Not sent yet"_s)},
             {u"waiting_lines"_s,
              schema::described(schema::integer(0), u"Events that could not be written yet"_s)},
             {u"dropped_lines"_s, since(u"Events lost"_s)}}));
    router.define(u"SocketHealth"_s,
                  schema::object({{u"event_broadcaster"_s, schema::named(u"Broadcaster"_s)},
                                  {u"system_broadcaster"_s, schema::named(u"Broadcaster"_s)},
                                  {u"timestamp"_s, schema::time()}}));
}

} // namespace

void addHubRoutes(http::Router &router, const EventHub &events, const EventHub &system)
{
    defineBroadcaster(router);
    router.add(
        {.method = "GET",
         .path = u"/api/system/health/websocket"_s,
         .scope = http::Scope::Read,
         .tag = u"health"_s,
         .summary = u"Health of the event sockets"_s,
         .answers = {{.status = 200,
                      .description = u"Of /ws/events and of /ws/system"_s,
                      .schema = schema::named(u"SocketHealth"_s)}},
         .handler = [&events, &system](const http::Request &, const http::ExchangePtr &exchange) {
             http::replyJson(exchange, 200, document(events, system));
         }});
}

} // namespace journal
