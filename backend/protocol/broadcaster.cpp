// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/broadcaster.h"

#include "backend/protocol/jsonwriter.h"

using namespace Qt::StringLiterals;

namespace protocol {

QString toText(BroadcasterState state)
{
    switch (state) {
    case BroadcasterState::Unavailable:
        return u"unavailable"_s;
    case BroadcasterState::Closed:
        return u"closed"_s;
    case BroadcasterState::HalfOpen:
        return u"half_open"_s;
    case BroadcasterState::Open:
        return u"open"_s;
    }
    return u"unavailable"_s;
}

void write(JsonWriter &json, const Broadcaster &broadcaster)
{
    json.beginObject()
        .field(u"state", toText(broadcaster.state))
        .field(u"failure_count", broadcaster.failureCount)
        .field(u"is_degraded", broadcaster.isDegraded)
        .field(u"message", broadcaster.message)
        .field(u"clients", broadcaster.clients)
        .field(u"admitted", broadcaster.admitted)
        .field(u"sent", broadcaster.sent)
        .field(u"too_slow", broadcaster.tooSlow)
        .field(u"backlog_bytes", broadcaster.backlogBytes)
        .field(u"waiting_lines", broadcaster.waitingLines)
        .field(u"dropped_lines", broadcaster.droppedLines)
        .endObject();
}

} // namespace protocol
