// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/gate.h"

#include "backend/http/apiserver.h"
#include "backend/http/gateserver.h"

#include <QSslSocket>
#include <QTcpSocket>

#include <algorithm>

namespace http {

using namespace Qt::StringLiterals;

namespace {

QByteArray bytesOf(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

} // namespace

QHostAddress unmapped(const QHostAddress &address)
{
    bool isFour = false;
    const quint32 four = address.toIPv4Address(&isFour);
    return isFour ? QHostAddress(four) : address;
}

Gate::Gate(GateServer *server, QTcpSocket *socket, quint64 id, const QHostAddress &peer)
    : QObject(socket)
    , m_server(server)
    , m_socket(socket)
    , m_id(id)
    , m_peer(peer)
    , m_isEncrypted(qobject_cast<QSslSocket *>(socket) != nullptr)
    , m_waitingSince(std::chrono::steady_clock::now())
{
    connect(&m_deadline, &Deadline::passed, this, &Gate::onDeadline);
    connect(socket, &QIODevice::readyRead, this, &Gate::onReadyRead);
    connect(socket, &QAbstractSocket::disconnected, this, &Gate::onDisconnected);
    if (auto *tls = qobject_cast<QSslSocket *>(socket)) {
        // Its bytesWritten() comes between the encryption and the socket, when neither has them.
        connect(tls, &QSslSocket::encryptedBytesWritten, this, &Gate::onBytesWritten);
    } else {
        connect(socket, &QIODevice::bytesWritten, this, &Gate::onBytesWritten);
    }
}

Gate::~Gate()
{
    if (m_server) {
        m_server->forget(this);
    }
}

void Gate::start()
{
    arm(m_server->limits().headTimeout);
}

void Gate::arm(std::chrono::milliseconds timeout)
{
    m_deadline.set(timeout);
}

void Gate::onReadyRead()
{
    if (!m_server) {
        return;
    }
    m_server->setCurrent(nullptr);
    switch (m_state) {
    case State::Head:
        return readHead();
    case State::Body:
        return readBody();
    case State::Flushing:
        m_socket->flush();
        return m_state == State::Head ? readHead() : deferPipelined();
    case State::Busy:
        return deferPipelined();
    case State::Closing:
        return swallow();
    case State::WebSocket:
        return;
    }
}

/// A request behind an unfinished answer: that one goes out, this one must come again.
void Gate::deferPipelined()
{
    if (m_socket->bytesAvailable() > 0) {
        detach();
        m_after = AfterAnswer::Close;
    }
}

void Gate::readHead()
{
    if (m_socket->bytesAvailable() == 0) {
        return;
    }
    if (m_reader.size() == 0) {
        arm(m_server->limits().headTimeout);
    }
    // Once the socket is Qt's, Qt has taken what was seen before.
    const auto earlier = m_isHandedOver ? HeadReader::Earlier::Taken : HeadReader::Earlier::Waiting;
    const qint64 takenBefore = m_isHandedOver ? m_reader.size() : 0;
    const Verdict verdict = m_reader.read(*m_socket, m_server->headLimits(), earlier);
    if (verdict.scan == Scan::More) {
        return;
    }
    if (verdict.scan == Scan::Reject) {
        return refuse(errorResponse(verdict.status, QString::fromLatin1(verdict.why)));
    }
    auto admission = m_server->hooks().admit(m_reader.head(),
                                             {.peer = m_peer,
                                              .local = unmapped(m_socket->localAddress()),
                                              .isEncrypted = m_isEncrypted});
    if (admission.refusal) {
        return refuse(*admission.refusal);
    }
    const Head &head = m_reader.head();
    m_request = {.method = bytesOf(head.method),
                 .path = bytesOf(head.path),
                 .query = bytesOf(head.query),
                 .ifNoneMatch = bytesOf(head.ifNoneMatch.value_or("")),
                 .principal = std::move(admission.principal),
                 .peer = m_peer};
    head.upgradeWebSocket ? toWebSocket(std::move(admission.query)) : acceptHead(takenBefore);
}

void Gate::acceptHead(qint64 takenBefore)
{
    const Head &head = m_reader.head();
    if (++m_requests >= m_server->limits().maxRequestsPerConnection || !head.keepAlive) {
        m_after = AfterAnswer::Close;
    }
    m_part = head.method == "HEAD" ? BodyPart::Head : BodyPart::Whole;
    m_fields = static_cast<qsizetype>(head.fields);
    m_length = static_cast<qint64>(head.contentLength);
    m_left = static_cast<qint64>(head.bytes) + m_length - takenBefore;
    m_state = State::Body;
    ++m_serial;
    if (m_length > 0) {
        arm(m_server->limits().bodyTimeout);
    }
    const bool isWaiting = head.expectContinue && m_socket->bytesAvailable() < m_left;
    if (isWaiting && !ApiServer::continuesByItself()) {
        m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
    }
    m_isHandedOver ? readBody() : handOver();
}

void Gate::handOver()
{
    m_isHandedOver = true;
    m_server->handOver(m_socket); // Qt connects its slots now, behind ours
    QMetaObject::invokeMethod(m_socket, &QIODevice::readyRead, Qt::QueuedConnection);
}

void Gate::readBody()
{
    m_left -= std::min(m_left, m_socket->bytesAvailable());
    if (m_left == 0) {
        m_state = State::Busy;
        arm(m_server->limits().handlerTimeout);
    }
    m_server->setCurrent(this);
}

void Gate::hold(std::shared_ptr<void> responder)
{
    m_held = std::move(responder);
}

void Gate::dispatch(const QByteArray &body, qsizetype fields)
{
    const bool isTheSame = m_state == State::Busy && body.size() == m_length && fields == m_fields;
    if (!isTheSame) {
        ++m_server->counters().desync;
        return abort();
    }
    m_request.body = body;
    m_server->handle(std::move(m_request), {.gate = m_id, .serial = m_serial});
}

void Gate::onDisconnected()
{
    m_deadline.stop();
    m_share.reset();
    // Later it is Qt's to delete; twice does no harm.
    if (!m_isHandedOver || m_state == State::Closing) {
        m_socket->deleteLater();
    }
    // A responder must not outlive its stream, nor go inside the stream's own slots (6.5).
    if (m_held) {
        QMetaObject::invokeMethod(
            this, [this] { m_held.reset(); }, Qt::QueuedConnection);
    }
}

void Gate::onDeadline()
{
    m_server->counters().deadlines += m_state == State::Closing ? 0 : 1;
    switch (m_state) {
    case State::Head:
        return m_reader.size() == 0
            ? abort()
            : refuse(errorResponse(408, u"The request head took too long"_s));
    case State::Body:
        return refuse(errorResponse(408, u"The request body took too long"_s));
    case State::Busy:
        m_after = AfterAnswer::Close;
        return finish(m_serial, errorResponse(504, u"The answer took too long"_s));
    case State::Flushing:
    case State::Closing:
    case State::WebSocket:
        return abort();
    }
}

void Gate::toWebSocket(QHash<QString, QString> query)
{
    constexpr std::chrono::seconds handshakeTimeout(10);
    m_state = State::WebSocket;
    m_mustLogIn = m_request.principal.scope == Scope::None;
    m_waitingSince = std::chrono::steady_clock::now();
    arm(handshakeTimeout);
    // A proxy may use a kept-alive connection again for its upgrade.
    if (m_isHandedOver) {
        m_server->parser().release(m_socket, m_server);
        m_held.reset();
    }
    m_isHandedOver = true; // QWebSocketServer deletes it when it is disconnected
    disconnect(m_socket, &QIODevice::readyRead, this, nullptr);
    disconnect(m_socket, &QIODevice::bytesWritten, this, nullptr);
    if (auto *tls = qobject_cast<QSslSocket *>(m_socket)) {
        disconnect(tls, &QSslSocket::encryptedBytesWritten, this, nullptr);
    }
    m_socket->setReadBufferSize(m_server->limits().websocketMessageBytes + 64);
    m_server->upgrade(this,
                      {.path = QString::fromUtf8(m_request.path),
                       .query = std::move(query),
                       .principal = std::move(m_request.principal)});
}

} // namespace http
