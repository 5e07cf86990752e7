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

/// The envelope as text up to the figure of its last key, `previous`: the sequence of the last
/// event that a connection got under its filter. `type` is what the event is called there.
QByteArray messageHead(const Event &event, const QString &type);

/// Reads an envelope; nothing when there is no type.
std::optional<Event> eventFromJson(const QJsonObject &object);

} // namespace protocol
