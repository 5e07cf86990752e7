// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <optional>

namespace protocol {

/// One line of the journal: something that happened. On the wire it is the envelope
/// {type, channel, data, timestamp, sequence, previous} of a WebSocket message.
struct Event
{
    qint64 sequence =
        0; ///< grows, not by one; survives restarts; 0 before the journal has taken it
    QString type = {}; ///< a dotted name of the registry
    QString channel = {}; ///< filled from the registry when empty
    QJsonObject data = {};
    WallTime timestamp{};
    qint64 cause = 0; ///< the sequence of the line that led to this one; 0: none

    bool operator==(const Event &) const = default;
};

/// The envelope as text. `previous` is the sequence of the last event that this connection got
/// under its filter.
QByteArray toMessage(const Event &event, qint64 previous, bool replay);

/// Reads an envelope; nothing when there is no type.
std::optional<Event> eventFromJson(const QJsonObject &object);

} // namespace protocol
