// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/http/deadline.h"
#include "backend/http/headreader.h"
#include "backend/http/request.h"
#include "backend/http/response.h"
#include "backend/protocol/clock.h"

#include <QHostAddress>
#include <QObject>

#include <chrono>
#include <memory>

class QTcpSocket;

namespace http {

class GateServer;

/// An IPv4 address that came in the dress of an IPv6 one, as itself.
QHostAddress unmapped(const QHostAddress &address);

/// Watches one connection: looks at each request head before Qt's parser does, holds every
/// deadline, writes every answer.
///
/// A child of its socket, so that it dies with it; its slots on the socket are connected before
/// Qt's and therefore run first.
class Gate final : public QObject
{
public:
    enum class State
    {
        Head, ///< waits for a request, or for the rest of its head
        Body,
        Busy, ///< the handler has it
        Flushing, ///< the answer is not yet with the kernel
        Closing, ///< answered for the last time; swallows a little so that the answer arrives
        WebSocket
    };

    Gate(GateServer *server, QTcpSocket *socket, quint64 id, const QHostAddress &peer);
    ~Gate() override;

    void start();

    /// Qt has parsed a request. When it is not the one that was checked, the connection is cut.
    void dispatch(const QByteArray &body, qsizetype fields);

    /// Keeps Qt from reading on until the answer is out (6.5).
    void hold(std::shared_ptr<void> responder);

    /// The answer to the request of that serial; late ones are dropped.
    void finish(quint64 serial, const Response &response);

    /// Plain and encrypted bytes still to write.
    qint64 unsent() const;
    void abort();

    /// The server takes no more requests: idle ones close now, the others after their answer.
    void retire();

    /// The server forgets this gate, or is being destroyed.
    void orphan() { m_server = nullptr; }

    /// The WebSocket handshake is done.
    void stopDeadline() { m_deadline.stop(); }

    State state() const { return m_state; }

    /// True when a request of this connection has been answered by a handler; not for a WebSocket
    /// that has yet to log in.
    bool isProven() const { return m_isProven && !m_mustLogIn; }

    /// A WebSocket that came without credentials.
    bool mustLogIn() const { return m_mustLogIn; }

    void loggedIn() { m_mustLogIn = false; }

    /// When it began to wait for a request, or for a log-in.
    protocol::SteadyTime waitingSince() const { return m_waitingSince; }

    quint64 id() const { return m_id; }

    const QHostAddress &peer() const { return m_peer; }

    QTcpSocket *socket() const { return m_socket; }

private:
    void onReadyRead();
    void onBytesWritten(qint64 bytes);
    void onDeadline();
    void onDisconnected();
    void readHead();
    void deferPipelined();
    void acceptHead(qint64 takenBefore);
    void readBody();
    void handOver();
    void toWebSocket(QHash<QString, QString> query);
    void refuse(const Response &response);
    void nextRequest();
    void beginClose();
    void swallow();
    void onFlushed();
    void detach();
    void arm(std::chrono::milliseconds timeout);

    GateServer *m_server; ///< null once the server has let go of it
    QTcpSocket *m_socket;
    quint64 m_id;
    QHostAddress m_peer;
    bool m_isEncrypted;
    Deadline m_deadline;
    HeadReader m_reader;
    RawRequest m_request;
    std::shared_ptr<void> m_held;
    std::shared_ptr<void> m_share; ///< of the answer that is being written
    protocol::SteadyTime m_waitingSince;
    State m_state = State::Head;
    AfterAnswer m_after = AfterAnswer::KeepAlive;
    BodyPart m_part = BodyPart::Whole;
    quint64 m_serial = 0;
    qint64 m_left = 0; ///< bytes of the request that have not arrived
    qint64 m_length = 0;
    qint64 m_progress = 0; ///< bytes written since the write deadline was set
    qint64 m_swallowed = 0;
    qsizetype m_fields = 0;
    int m_requests = 0;
    bool m_isHandedOver = false;
    bool m_isProven = false;
    bool m_mustLogIn = false;
    bool m_isWhole = false; ///< nothing more of its request can be on the way
};

} // namespace http
