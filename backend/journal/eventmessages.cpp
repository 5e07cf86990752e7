// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/journal/eventmessages.h"

#include "backend/protocol/jsonwriter.h"

using namespace Qt::StringLiterals;

namespace journal {

using protocol::JsonWriter;

QByteArray connectedMessage(const QString &connectionId, qint64 sequence, qint64 oldest,
                            const QString &journal)
{
    JsonWriter json;
    json.beginObject()
        .field(u"type", u"connected"_s)
        .field(u"message", u"Connected to Signalbox"_s)
        .field(u"connection_id", connectionId)
        .field(u"sequence", sequence)
        .field(u"oldest", oldest)
        .field(u"journal", journal)
        .endObject();
    return json.bytes();
}

QByteArray positionMessage(QStringView type, qint64 sequence)
{
    JsonWriter json;
    json.beginObject().field(u"type", type).field(u"sequence", sequence).endObject();
    return json.bytes();
}

QByteArray subscriptionMessage(QStringView answer, const QStringList &patterns)
{
    JsonWriter json;
    json.beginObject().field(u"type", answer).field(u"action", answer).key(u"events").beginArray();
    for (const QString &pattern : patterns) {
        json.value(pattern);
    }
    json.endArray().endObject();
    return json.bytes();
}

QByteArray authenticatedMessage(const QString &scope)
{
    JsonWriter json;
    json.beginObject().field(u"type", u"authenticated"_s).field(u"scope", scope).endObject();
    return json.bytes();
}

QByteArray resyncAckMessage(qint64 lastSequence, bool complete, qint64 oldest,
                            const QString &channel)
{
    JsonWriter json;
    json.beginObject().field(u"type", u"resync_ack"_s);
    if (!channel.isEmpty()) {
        json.field(u"channel", channel);
    }
    json.field(u"last_sequence", lastSequence)
        .field(u"complete", complete)
        .field(u"oldest_sequence", oldest)
        .endObject();
    return json.bytes();
}

QByteArray changedMessage(const QString &resource, qint64 sequence)
{
    JsonWriter json;
    json.beginObject()
        .field(u"type", u"changed"_s)
        .field(u"resource", resource)
        .field(u"sequence", sequence)
        .endObject();
    return json.bytes();
}

QByteArray toMessage(const Mistake &mistake)
{
    JsonWriter json;
    json.beginObject()
        .field(u"type", u"error"_s)
        .field(u"error", mistake.error)
        .field(u"message", mistake.message)
        .field(u"details", mistake.details.isEmpty() ? QJsonValue() : QJsonValue(mistake.details))
        .endObject();
    return json.bytes();
}

} // namespace journal
