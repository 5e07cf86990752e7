// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/upgrades.h"

#include "backend/http/gate.h"
#include "backend/http/lingering.h"

#include <QPointer>
#include <QTcpSocket>
#include <QWebSocket>
#include <QWebSocketServer>

namespace http {

using namespace Qt::StringLiterals;

namespace {

constexpr int MostLingering = 64; // half of the descriptors that connections leave to the rest

} // namespace

Upgrades::Upgrades(const Limits &limits, Opened opened)
    : m_limits(limits)
    , m_opened(std::move(opened))
    , m_server(std::make_unique<QWebSocketServer>(u"signalbox"_s, QWebSocketServer::NonSecureMode))
{
    connect(m_server.get(), &QWebSocketServer::newConnection, this, &Upgrades::onConnection);
}

Upgrades::~Upgrades() = default;

void Upgrades::take(Gate *gate, UpgradeRequest request)
{
    QTcpSocket *socket = gate->socket();
    m_waiting.insert({socket->peerAddress(), socket->peerPort()}, {gate, std::move(request)});
    m_server->handleConnection(socket);
}

void Upgrades::forget(Gate *gate)
{
    m_waiting.removeIf([gate](auto it) { return it->gate == gate; });
}

void Upgrades::onConnection()
{
    while (QWebSocket *socket = m_server->nextPendingConnection()) {
        const auto found = m_waiting.find({socket->peerAddress(), socket->peerPort()});
        if (found == m_waiting.end()) {
            socket->abort();
            socket->deleteLater();
            continue;
        }
        const Waiting waiting = *found;
        m_waiting.erase(found);
        open(socket, waiting);
    }
}

void Upgrades::open(QWebSocket *socket, Waiting waiting)
{
    const auto most = static_cast<quint64>(m_limits.websocketMessageBytes);
    socket->setMaxAllowedIncomingFrameSize(most);
    socket->setMaxAllowedIncomingMessageSize(most);
    waiting.gate->stopDeadline();
    const QPointer<Gate> gate(waiting.gate);
    socket->setParent(this); // those that are still there at the end go with us
    ++m_open;
    connect(socket, &QObject::destroyed, this, [this] { --m_open; });
    // A QWebSocket that is deleted while connected leaves its inner socket behind.
    connect(socket, &QObject::destroyed, waiting.gate, &Gate::abort);
    // It says so twice: before its own frame, and passed on from the stream.
    connect(
        socket, &QWebSocket::aboutToClose, this,
        [this, stream = QPointer<QTcpSocket>(waiting.gate->socket())] {
            if (stream) {
                linger(*stream);
            }
        },
        Qt::SingleShotConnection);
    // QWebSocket answers pings by itself, whether anybody reads the answers or not.
    connect(waiting.gate->socket(), &QIODevice::readyRead, waiting.gate,
            [gate, most = 2 * m_limits.websocketBacklogBytes] {
                if (gate && gate->unsent() > most) {
                    gate->abort();
                }
            });
    m_opened({.socket = socket,
              .path = std::move(waiting.request.path),
              .query = std::move(waiting.request.query),
              .principal = std::move(waiting.request.principal),
              .peer = waiting.gate->peer(),
              .unsent = [gate] { return gate ? gate->unsent() : 0; },
              .loggedIn =
                  [gate] {
                      if (Gate *still = gate.data()) {
                          still->loggedIn();
                      }
                  }});
}

void Upgrades::linger(const QTcpSocket &socket)
{
    if (m_lingering >= MostLingering) {
        return;
    }
    ++m_lingering;
    auto *rest = new Lingering(
        socket, {.forClose = m_limits.writeTimeout, .afterwards = m_limits.lingerTimeout}, this);
    connect(rest, &QObject::destroyed, this, [this] { --m_lingering; });
}

} // namespace http
