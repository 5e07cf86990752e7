// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/eventregistry.h"

#include <QJsonObject>
#include <QList>
#include <QStringList>
#include <QUrl>
#include <QWebSocket>

namespace scenario {

/// Listens at /ws/events, keeps every event and checks each against its registry schema, its
/// channel, and the chain of sequence and previous.
class EventRecorder final
{
public:
    explicit EventRecorder(QUrl url);

    /// Waits for the server's greeting.
    bool connectNow();

    /// The data of all events of this type, in the order of arrival.
    QList<QJsonObject> dataOf(const QString &type) const;

    /// What was wrong with events, one line each.
    QStringList faults() const { return m_faults; }

private:
    void take(const QString &text);
    void check(const QJsonObject &message);

    QUrl m_url;
    QWebSocket m_socket;
    protocol::EventRegistry m_registry;
    QList<QJsonObject> m_events;
    QStringList m_faults;
    qint64 m_last = 0;
    bool m_isGreeted = false;
};

} // namespace scenario
