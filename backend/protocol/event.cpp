// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/event.h"

#include "backend/protocol/json.h"
#include "backend/protocol/jsonwriter.h"

namespace protocol {

QByteArray messageHead(const Event &event, const QString &type)
{
    JsonWriter json;
    json.beginObject()
        .field(u"type", type)
        .field(u"channel", event.channel)
        .field(u"data", QJsonValue(event.data))
        .field(u"timestamp", event.timestamp)
        .field(u"sequence", event.sequence)
        .endObject();
    return json.bytes().chopped(1) + ",\"previous\":";
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
