// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/event.h"

#include "backend/protocol/json.h"
#include "backend/protocol/jsonwriter.h"

namespace protocol {

QByteArray toMessage(const Event &event, qint64 previous, bool replay)
{
    JsonWriter json;
    json.beginObject()
        .field(u"type", event.type)
        .field(u"channel", event.channel)
        .field(u"data", QJsonValue(event.data))
        .field(u"timestamp", event.timestamp)
        .field(u"sequence", event.sequence)
        .field(u"previous", previous);
    if (replay) {
        json.field(u"replay", true);
    }
    json.endObject();
    return json.bytes();
}

std::optional<Event> eventFromJson(const QJsonObject &object)
{
    const QString type = object.value(u"type").toString();
    if (type.isEmpty()) {
        return std::nullopt;
    }
    return Event{.sequence = object.value(u"sequence").toInteger(),
                 .type = type,
                 .channel = object.value(u"channel").toString(),
                 .data = object.value(u"data").toObject(),
                 .timestamp = timeOf(object, u"timestamp").value_or(WallTime{}),
                 .cause = object.value(u"cause").toInteger()};
}

} // namespace protocol
