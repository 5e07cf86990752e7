// SPDX-License-Identifier: GPL-3.0-or-later
// The answering half of the gate; the reading half is in gate.cpp.
#include "backend/http/apiserver.h"
#include "backend/http/gate.h"
#include "backend/http/gateserver.h"

#include <QSslSocket>
#include <QTcpSocket>

#include <sys/socket.h>

namespace http {

namespace {

constexpr qint64 MostSwallowed = qint64(256) * 1024;
constexpr qint64 LeastProgress = qint64(64) * 1024; // of an answer within one write timeout
constexpr qsizetype LargeBody = qsizetype(64) * 1024;

// A large body is not copied behind its head: the socket keeps the bytes that there are.
void write(QTcpSocket &socket, const Response &response, AfterAnswer after, BodyPart part)
{
    if (part == BodyPart::Head || response.body.size() < LargeBody) {
        socket.write(toWire(response, after, part));
        return;
    }
    socket.write(toWire(response, after, BodyPart::Head));
    socket.write(response.body);
}

} // namespace

qint64 Gate::unsent() const
{
    const auto *tls = qobject_cast<QSslSocket *>(m_socket);
    return m_socket->bytesToWrite() + (tls ? tls->encryptedBytesToWrite() : 0);
}

void Gate::finish(quint64 serial, const Response &response)
{
    const bool isOpen = m_socket->state() == QAbstractSocket::ConnectedState;
    if (serial != m_serial || m_state != State::Busy || !isOpen) {
        return;
    }
    m_state = State::Flushing;
    m_isProven = true;
    m_isWhole = true;
    m_progress = 0;
    ++m_server->counters().served;
    arm(m_server->limits().writeTimeout);
    m_share = m_part == BodyPart::Whole ? response.share : nullptr;
    write(*m_socket, response, m_after, m_part);
    // The loop writes it, with those of other connections: a flush for each costs a third of the
    // throughput.
    if (m_after == AfterAnswer::Close) {
        beginClose();
    }
}

void Gate::onFlushed()
{
    m_share.reset();
    m_after == AfterAnswer::Close ? beginClose() : nextRequest();
}

void Gate::nextRequest()
{
    m_reader.clear();
    m_state = State::Head;
    m_waitingSince = std::chrono::steady_clock::now();
    arm(m_server->limits().idleTimeout);
    m_held.reset();
}

void Gate::onBytesWritten(qint64 bytes)
{
    if (!m_server) {
        return;
    }
    if (m_state == State::Flushing && unsent() == 0) {
        return onFlushed();
    }
    if (m_state == State::Closing && unsent() == 0) {
        m_share.reset();
        m_swallowed = 0;
        if (m_isEncrypted && m_isWhole) {
            arm(m_server->limits().lingerTimeout);
            return m_socket->disconnectFromHost(); // says good-bye inside TLS
        }
        ::shutdown(static_cast<int>(m_socket->socketDescriptor()), SHUT_WR);
        return arm(m_server->limits().lingerTimeout);
    }
    m_progress += bytes;
    const bool isWriting = m_state == State::Flushing || m_state == State::Closing;
    if (isWriting && m_progress >= LeastProgress) {
        m_progress = 0;
        arm(m_server->limits().writeTimeout);
    }
}

void Gate::refuse(const Response &response)
{
    ++m_server->counters().refused;
    m_isWhole = false;
    m_part = m_reader.head().method == "HEAD" ? BodyPart::Head : BodyPart::Whole;
    m_state = State::Closing;
    m_socket->write(toWire(response, AfterAnswer::Close, m_part));
    m_socket->flush();
    beginClose();
}

void Gate::beginClose()
{
    m_state = State::Closing;
    m_progress = 0;
    detach();
    m_held.reset();
    if (m_socket->state() != QAbstractSocket::ConnectedState) {
        return abort();
    }
    arm(m_server->limits().writeTimeout);
    swallow();
    if (m_state == State::Closing && unsent() == 0) {
        onBytesWritten(0);
    }
}

void Gate::swallow()
{
    m_swallowed += m_socket->skip(m_socket->bytesAvailable());
    if (m_swallowed > MostSwallowed) {
        abort();
    }
}

void Gate::detach()
{
    if (m_isHandedOver) {
        m_server->parser().detach(m_socket);
    }
}

void Gate::abort()
{
    m_state = State::Closing;
    m_deadline.stop();
    m_share.reset();
    if (m_server) {
        detach();
    }
    m_socket->abort();
    m_socket->deleteLater();
}

void Gate::retire()
{
    m_after = AfterAnswer::Close;
    if (m_state == State::Head) {
        abort();
    }
}

} // namespace http
