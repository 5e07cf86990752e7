// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"

#include <QString>

#include <optional>

namespace protocol {

class JsonWriter;

/// Whether what happens reaches those who listen.
enum class BroadcasterState
{
    Unavailable, ///< it has said nothing yet
    Closed, ///< all is well (a closed circuit)
    HalfOpen, ///< what had to wait goes out just now
    Open ///< nothing can be told
};

QString toText(BroadcasterState state);

/// One of the two sockets in GET /api/system/health/websocket. The first four are the original's
/// keys, the others are added.
struct Broadcaster
{
    BroadcasterState state = BroadcasterState::Unavailable;
    qint64 failureCount = 0; ///< journal lines in a row that could not be written
    bool isDegraded = true;
    std::optional<QString> message = {}; ///< why
    qint64 clients = 0;
    qint64 admitted = 0; ///< connections since the start
    qint64 sent = 0; ///< messages since the start
    qint64 tooSlow = 0; ///< clients cut off since the start
    qint64 backlogBytes = 0; ///< not sent yet
    qint64 waitingLines = 0; ///< that the journal could not write yet
    qint64 droppedLines = 0; ///< that it lost since the start

    bool operator==(const Broadcaster &) const = default;
};

void write(JsonWriter &json, const Broadcaster &broadcaster);

} // namespace protocol
