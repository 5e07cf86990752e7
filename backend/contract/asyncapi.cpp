// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/contract/asyncapi.h"

#include "backend/contract/about.h"
#include "backend/journal/messageschemas.h"
#include "backend/journal/parentnames.h"
#include "backend/protocol/eventregistry.h"
#include "backend/protocol/jsonwriter.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace contract {

namespace {

using protocol::EventRegistry;
using protocol::JsonWriter;

/// The two paths.
enum class Path
{
    Events,
    System
};

QString nameOf(Path path)
{
    return path == Path::Events ? u"events"_s : u"system"_s;
}

// A message of both sides has one name for each.
QString clientName(const QString &type)
{
    return u"client."_s % type;
}

bool isOn(Path path, const EventRegistry &registry, const QString &type)
{
    return path == Path::Events || registry.channelOf(type) == u"system";
}

QStringList sentOn(Path path, const EventRegistry &registry)
{
    QStringList names;
    const QStringList types = registry.types();
    for (const QString &type : types) {
        if (isOn(path, registry, type)) {
            names.append(type);
        }
    }
    const auto others = journal::serverMessages();
    for (const auto &message : others) {
        if (path == Path::System || !message.isOnSystemOnly) {
            names.append(message.type);
        }
    }
    return names;
}

QStringList received()
{
    QStringList names;
    const auto messages = journal::clientMessages();
    for (const auto &message : messages) {
        names.append(clientName(message.type));
    }
    return names;
}

void writeReference(JsonWriter &json, const QString &target)
{
    json.beginObject().field(u"$ref", target).endObject();
}

/// The query of the upgrade.
void writeQuery(JsonWriter &json)
{
    namespace schema = protocol::schema;
    const auto names = schema::withDefault(
        schema::described(schema::words(journal::wordsOfNames()),
                          u"parent: event types under the names that the original sends"_s),
        journal::wordsOfNames().first());
    json.key(u"bindings").beginObject().key(u"ws").beginObject().key(u"query");
    protocol::write(json, schema::object({schema::optional(u"names"_s, names)}));
    json.endObject().endObject();
}

void writeChannel(JsonWriter &json, Path path, const EventRegistry &registry)
{
    json.key(nameOf(path))
        .beginObject()
        .field(u"address", QString(u"/ws/"_s % nameOf(path)))
        .field(u"description",
               path == Path::Events
                   ? u"Everything that happens, on all six channels of the registry"_s
                   : u"The system channel, performance and circuit breakers"_s)
        .key(u"messages")
        .beginObject();
    const QStringList names = sentOn(path, registry) + received();
    for (const QString &name : names) {
        json.key(name);
        writeReference(json, u"#/components/messages/"_s % name);
    }
    json.endObject();
    writeQuery(json);
    json.endObject();
}

void writeOperation(JsonWriter &json, Path path, const QString &action, const QStringList &names)
{
    const QString channel = u"#/channels/"_s % nameOf(path);
    json.key(QString(action % u'.' % nameOf(path)))
        .beginObject()
        .field(u"action", action)
        .field(u"summary",
               action == u"send" ? u"What a client is told"_s : u"What a client may say"_s)
        .key(u"channel");
    writeReference(json, channel);
    json.key(u"messages").beginArray();
    for (const QString &name : names) {
        writeReference(json, channel % u"/messages/"_s % name);
    }
    json.endArray().endObject();
}

/// The registry's schema of the payload, with the keys that an event of ours always has.
QJsonObject payloadOf(const EventRegistry &registry, const QString &type)
{
    QJsonObject payload = registry.payloadSchema(type);
    const QStringList required = registry.requiredKeys(type);
    if (!required.isEmpty()) {
        payload.insert(u"required"_s, QJsonArray::fromStringList(required));
    }
    return payload;
}

void writeEnvelope(JsonWriter &json, const EventRegistry &registry, const QString &type)
{
    namespace schema = protocol::schema;
    const auto field = [&json](QStringView name, const protocol::Schema &shape) {
        json.key(name);
        protocol::write(json, shape);
    };
    json.beginObject().field(u"type", u"object"_s).key(u"properties").beginObject();
    field(u"type", schema::words({type}));
    field(u"channel", schema::words({registry.channelOf(type)}));
    json.field(u"data", QJsonValue(payloadOf(registry, type)));
    field(u"timestamp", schema::time());
    field(u"sequence",
          schema::described(schema::integer(1), u"Grows, not by one; survives restarts"_s));
    field(u"previous",
          schema::described(schema::integer(0),
                            u"Of the event before it on this connection: another one is a gap"_s));
    field(
        u"replay",
        schema::described(
            schema::boolean(),
            u"true after a resync, and for the status that a connection begins with: not part of the chain of `previous`"_s));
    json.endObject().key(u"required").beginArray();
    for (const QString &name :
         {u"type"_s, u"channel"_s, u"data"_s, u"timestamp"_s, u"sequence"_s, u"previous"_s}) {
        json.value(name);
    }
    json.endArray().endObject();
}

void writeMessages(JsonWriter &json, const EventRegistry &registry)
{
    const auto begin = [&json](const QString &name, const QString &type,
                               const QString &description) {
        json.key(name)
            .beginObject()
            .field(u"name", type)
            .field(u"title", type)
            .field(u"summary", description)
            .key(u"payload");
    };
    const QStringList types = registry.types();
    for (const QString &type : types) {
        begin(type, type, registry.descriptionOf(type));
        writeEnvelope(json, registry, type);
        json.endObject();
    }
    const auto ours = journal::serverMessages();
    for (const auto &message : ours) {
        begin(message.type, message.type, message.description);
        protocol::write(json, message.schema);
        json.endObject();
    }
    const auto theirs = journal::clientMessages();
    for (const auto &message : theirs) {
        begin(clientName(message.type), message.type, message.description);
        protocol::write(json, message.schema);
        json.endObject();
    }
}

void writeInfo(JsonWriter &json)
{
    json.key(u"info")
        .beginObject()
        .field(u"title", u"Signalbox"_s)
        .field(u"version", QStringLiteral(SIGNALBOX_VERSION))
        .field(u"description", AboutSockets.toString())
        .key(u"license")
        .beginObject()
        .field(u"name", u"GPL-3.0-or-later"_s)
        .endObject()
        .endObject();
}

} // namespace

QByteArray asyncApi(const EventRegistry &registry)
{
    JsonWriter json;
    json.beginObject()
        .field(u"asyncapi", u"3.0.0"_s)
        .field(u"defaultContentType", u"application/json"_s);
    writeInfo(json);
    json.key(u"channels").beginObject();
    for (const Path path : {Path::Events, Path::System}) {
        writeChannel(json, path, registry);
    }
    json.endObject().key(u"operations").beginObject();
    for (const Path path : {Path::Events, Path::System}) {
        writeOperation(json, path, u"send"_s, sentOn(path, registry));
        writeOperation(json, path, u"receive"_s, received());
    }
    json.endObject().key(u"components").beginObject().key(u"messages").beginObject();
    writeMessages(json, registry);
    json.endObject().endObject().endObject();
    return json.bytes();
}

} // namespace contract
