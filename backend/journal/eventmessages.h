// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/journal/eventsocketrules.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

/// What the event sockets say beside the events themselves, as text of the wire.
namespace journal {

/// {type: "connected", message, connection_id, sequence, oldest}
QByteArray connectedMessage(const QString &connectionId, qint64 sequence, qint64 oldest,
                            const QString &journal);

/// {type: "ping" or "pong", sequence}
QByteArray positionMessage(QStringView type, qint64 sequence);

/// {type: "subscribed" or "unsubscribed", action: the same, events}
QByteArray subscriptionMessage(QStringView answer, const QStringList &patterns);

/// {type: "authenticated", scope}
QByteArray authenticatedMessage(const QString &scope);

/// {type: "resync_ack", last_sequence, complete, oldest_sequence}, and the channel when the resync
/// named one
QByteArray resyncAckMessage(qint64 lastSequence, bool complete, qint64 oldest,
                            const QString &channel);

/// {type: "changed", resource, sequence}
QByteArray changedMessage(const QString &resource, qint64 sequence);

/// {type: "error", error, message, details}
QByteArray toMessage(const Mistake &mistake);

} // namespace journal
