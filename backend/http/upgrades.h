// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/http/limits.h"
#include "backend/http/principal.h"

#include <QHash>
#include <QHostAddress>
#include <QObject>
#include <QString>

#include <functional>
#include <memory>
#include <utility>

class QTcpSocket;
class QWebSocket;
class QWebSocketServer;

namespace http {

class Gate;

/// A WebSocket that has been let in.
struct WebSocketConnection
{
    QWebSocket *socket = nullptr; ///< the receiver's, to be ended by deleteLater()
    QString path = {};
    QHash<QString, QString> query = {}; ///< the parameters that the path knows
    Principal principal = {}; ///< Scope::None: it has yet to log in
    QHostAddress peer = {};
    std::function<qint64()> unsent = {}; ///< bytes still to write, 0 when it has gone
    std::function<void()> loggedIn = {}; ///< to be called then: until then it may be evicted
};

struct UpgradeRequest
{
    QString path = {};
    QHash<QString, QString> query = {};
    Principal principal = {};
};

/// Turns admitted connections into WebSockets, with a QWebSocketServer that never listens.
class Upgrades final : public QObject
{
public:
    using Opened = std::function<void(WebSocketConnection)>;

    Upgrades(const Limits &limits, Opened opened);
    ~Upgrades() override;

    /// The gate's socket belongs to QWebSocketServer from here on.
    void take(Gate *gate, UpgradeRequest request);
    void forget(Gate *gate);

    /// Those that are open or about to be.
    qsizetype count() const { return m_waiting.size() + m_open; }

private:
    struct Waiting
    {
        Gate *gate = nullptr;
        UpgradeRequest request = {};
    };

    void onConnection();
    void open(QWebSocket *socket, Waiting waiting);
    void linger(const QTcpSocket &socket);

    Limits m_limits;
    Opened m_opened;
    qsizetype m_open = 0;
    int m_lingering = 0;
    std::unique_ptr<QWebSocketServer> m_server;
    QHash<std::pair<QHostAddress, quint16>, Waiting> m_waiting; ///< by the peer's address and port
};

} // namespace http
