// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/vision/connection.h"

#include <QTcpSocket>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace vision {

namespace {

constexpr auto IdleTime = 60s;
constexpr auto RequestTime = 30s;

QByteArray reasonPhrase(int status)
{
    switch (status) {
    case 200:
        return QByteArrayLiteral("OK");
    case 400:
        return QByteArrayLiteral("Bad Request");
    case 404:
        return QByteArrayLiteral("Not Found");
    case 405:
        return QByteArrayLiteral("Method Not Allowed");
    case 413:
        return QByteArrayLiteral("Payload Too Large");
    case 503:
        return QByteArrayLiteral("Service Unavailable");
    default:
        return QByteArrayLiteral("Refused");
    }
}

} // namespace

Connection::Connection(QTcpSocket *socket, HttpServer &server)
    : QObject(&server)
    , m_socket(socket)
    , m_server(server)
{
    socket->setParent(this);
    socket->setReadBufferSize(qint64(256) * 1024);
    m_deadline.setSingleShot(true);
    connect(socket, &QTcpSocket::readyRead, this, &Connection::read);
    connect(socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
    connect(&m_deadline, &QTimer::timeout, socket, &QTcpSocket::abort);
    m_deadline.start(RequestTime);
}

Connection::~Connection()
{
    m_in.clear();
    letGo();
}

/// Counts no more than what is still here.
void Connection::letGo()
{
    m_server.hold(m_in.size() - m_held);
    m_held = m_in.size();
}

/// Reads what has come; false when the server holds too much already.
bool Connection::takeBytes()
{
    const QByteArray bytes = m_socket->readAll();
    if (!m_server.hold(bytes.size())) {
        return false;
    }
    m_held += bytes.size();
    m_in += bytes;
    return true;
}

void Connection::read()
{
    if (m_busy) {
        return; // the read buffer holds what comes too early
    }
    if (m_in.isEmpty()) {
        m_deadline.start(RequestTime); // absolute: further bytes do not prolong it
    }
    if (!takeBytes()) {
        m_head.reset(); // some of its bytes are lost: nothing can follow
        answer(failure(503, u"too many bytes of requests wait"_s));
        return;
    }
    if (!m_head) {
        m_head = parseHead(m_in);
        if (!m_head) {
            return;
        }
        if (m_head->refusal != 0) {
            answer(failure(m_head->refusal, m_head->reason));
            return;
        }
        if (m_head->expectsContinue) {
            m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
        }
    }
    readBody();
}

void Connection::readBody()
{
    if (m_in.size() - m_head->bytes >= m_head->contentLength) {
        dispatch();
    }
}

void Connection::dispatch()
{
    m_busy = true;
    m_deadline.stop();
    const Request request{.method = m_head->method,
                          .path = m_head->path,
                          .contentType = m_head->contentType,
                          .body = m_in.mid(m_head->bytes, m_head->contentLength)};
    m_in.remove(0, m_head->bytes + m_head->contentLength);
    m_in.squeeze();
    letGo(); // work() counts the body from here on
    if (const auto quick = m_server.quick(request)) {
        answer(*quick);
    } else if (!m_server.work(request, this,
                              [this](const Response &response) { answer(response); })) {
        answer(failure(503, u"too many images wait"_s));
    }
}

void Connection::answer(const Response &response)
{
    const bool keep = m_head && m_head->keepAlive && response.status != 413;
    m_socket->write("HTTP/1.1 " + QByteArray::number(response.status) + ' '
                    + reasonPhrase(response.status)
                    + "\r\nContent-Type: application/json\r\nContent-Length: "
                    + QByteArray::number(response.json.size())
                    + (keep ? "\r\n\r\n" : "\r\nConnection: close\r\n\r\n") + response.json);
    m_head.reset();
    m_busy = false;
    if (!keep) {
        m_busy = true; // nothing of what follows is looked at
        m_in = {};
        letGo();
        m_socket->disconnectFromHost();
        m_deadline.start(2s);
        return;
    }
    m_deadline.start(IdleTime);
    if (!m_in.isEmpty() || m_socket->bytesAvailable() > 0) {
        QMetaObject::invokeMethod(this, &Connection::read, Qt::QueuedConnection);
    }
}

} // namespace vision
