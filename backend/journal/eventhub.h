// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/journal/eventsocket.h"
#include "backend/journal/hubhealthrules.h"
#include "backend/journal/journal.h"

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QString>
#include <QTimer>

#include <functional>
#include <optional>

class QWebSocket;

namespace journal {

/// Which path a hub serves.
enum class HubPath
{
    Events, ///< /ws/events: all six channels
    System ///< /ws/system: the system channel, and messages outside the registry
};

/// All sockets of one path. New ones are told the last `system.status` on /ws/system.
class EventHub final : public QObject
{
    Q_OBJECT

public:
    EventHub(HubPath path, Journal &journal, const protocol::EventRegistry &registry,
             const Limits &limits = {}, QObject *parent = nullptr);

    /// Takes an upgraded socket over. `unsent` counts the bytes that are not sent yet, those under
    /// TLS included (QWebSocket::bytesToWrite() does not); without it the socket is asked.
    void admit(QWebSocket *socket, std::function<qint64()> unsent = {}, Access access = {},
               Names names = Names::Registry);

    /// A GET of the resource would now answer differently. Everybody is told, at most ten times a
    /// second for each resource; the last change is never left untold.
    void changed(const QString &resource);

    /// Sends a message outside the registry (`performance_update`, `circuit_breaker_update`): JSON
    /// with a `type`, to those who want that type.
    void push(const QByteArray &message);

    /// Closes the connections of a token that is not good any more (1008).
    void revoke(const QString &tokenId);

    /// Says good-bye to everybody (1001): we are going.
    void closeAll();

    qsizetype clients() const { return m_sockets.size(); }

    const SocketCounts &counts() const { return *m_counts; }

    HubFigures figures() const;

    /// This hub's part of GET /api/system/health/websocket.
    protocol::Broadcaster status(protocol::WallTime now) const;
    QList<ClientInfo> clientInfos() const;

Q_SIGNALS:
    void clientsChanged();

private:
    void take(const protocol::Event &event);
    void remove(EventSocket *socket);
    void notify(const QString &resource);
    void notifyDue();
    void arm();

    HubPath m_path;
    Journal &m_journal;
    const protocol::EventRegistry &m_registry;
    Limits m_limits;
    QList<EventSocket *> m_sockets = {};
    std::shared_ptr<SocketCounts> m_counts = std::make_shared<SocketCounts>();
    HubFigures m_past = {}; ///< of those that have gone
    std::optional<protocol::Event> m_status = {};
    NoticeRules m_notices = {};
    QTimer m_timer;
};

} // namespace journal
