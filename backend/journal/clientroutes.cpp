// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/journal/clientroutes.h"

#include "backend/http/reply.h"
#include "backend/http/router.h"
#include "backend/journal/eventhub.h"
#include "backend/protocol/jsonwriter.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace journal {

namespace {

namespace schema = protocol::schema;

QJsonValue tokenOf(const Grant &grant)
{
    return grant.tokenId.isEmpty()
        ? QJsonValue()
        : QJsonObject{{u"id"_s, grant.tokenId}, {u"name"_s, grant.tokenName}};
}

void write(protocol::JsonWriter &json, const ClientInfo &client)
{
    const auto orNull = [](bool isThere, const QJsonValue &value) {
        return isThere ? value : QJsonValue();
    };
    json.beginObject()
        .field(u"id", client.id)
        .field(u"path", client.path)
        .field(u"peer", client.peer)
        .field(u"token", tokenOf(client.grant))
        .field(u"scope", orNull(!client.grant.scope.isEmpty(), client.grant.scope))
        .field(u"since", client.since)
        .field(u"subscriptions",
               client.patterns ? QJsonValue(QJsonArray::fromStringList(*client.patterns))
                               : QJsonValue())
        .field(u"backlog_bytes", client.backlogBytes)
        .field(u"acknowledged_sequence", orNull(client.acknowledged > 0, client.acknowledged))
        .endObject();
}

QByteArray document(const QList<EventHub *> &hubs)
{
    protocol::JsonWriter json;
    qint64 total = 0;
    json.beginObject().key(u"clients").beginArray();
    for (const EventHub *hub : hubs) {
        const QList<ClientInfo> clients = hub->clientInfos();
        for (const ClientInfo &client : clients) {
            write(json, client);
        }
        total += clients.size();
    }
    json.endArray()
        .field(u"total", total)
        .field(u"timestamp", protocol::Now::read().wall)
        .endObject();
    return json.bytes();
}

void defineClient(http::Router &router)
{
    using namespace protocol::schema;
    router.define(
        u"Client"_s,
        object(
            {{u"id"_s, described(text(), u"The connection_id of its greeting"_s)},
             {u"path"_s, words({u"/ws/events"_s, u"/ws/system"_s})},
             {u"peer"_s, described(text(), u"The address that it came from"_s)},
             {u"token"_s,
              described(nullable(object({{u"id"_s, text()}, {u"name"_s, text()}})),
                        u"Null where none was needed, or none has come yet"_s)},
             {u"scope"_s,
              described(nullable(words({u"read"_s, u"operate"_s, u"admin"_s})),
                        u"Null until it has logged in"_s)},
             {u"since"_s, time()},
             {u"subscriptions"_s, described(nullable(list(text())), u"Null: it gets everything"_s)},
             {u"backlog_bytes"_s, described(integer(0), u"Waits to be sent to it"_s)},
             {u"acknowledged_sequence"_s,
              described(nullable(integer(1)), u"The newest that it has acknowledged"_s)}}));
    router.define(u"Clients"_s,
                  object({{u"clients"_s, list(named(u"Client"_s))},
                          {u"total"_s, integer(0)},
                          {u"timestamp"_s, time()}}));
}

} // namespace

void addClientRoutes(http::Router &router, const QList<EventHub *> &hubs)
{
    defineClient(router);
    router.add({.method = "GET",
                .path = u"/api/clients"_s,
                .scope = http::Scope::Read,
                .tag = u"clients"_s,
                .summary = u"Who listens on the WebSockets"_s,
                .answers = {{.status = 200,
                             .description = u"Every connection"_s,
                             .schema = schema::named(u"Clients"_s)}},
                .handler = [hubs](const http::Request &, const http::ExchangePtr &exchange) {
                    http::replyJson(exchange, 200, document(hubs));
                }});
}

} // namespace journal
