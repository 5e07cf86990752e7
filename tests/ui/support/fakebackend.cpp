// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/fakebackend.h"

#include "backend/protocol/clock.h"
#include "tests/ui/support/documented.h"

#include <QJsonDocument>
#include <QTcpSocket>
#include <QWebSocket>

#include <utility>

namespace tests {

using namespace Qt::StringLiterals;

namespace {

qint64 contentLength(const QByteArray &head)
{
    static const QByteArray key = "content-length:";
    const qsizetype at = head.toLower().indexOf(key);
    return at < 0 ? 0 : head.sliced(at + key.size()).trimmed().split('\r').first().toLongLong();
}

} // namespace

FakeBackend::FakeBackend()
    : m_upgrader(u"fake"_s, QWebSocketServer::NonSecureMode)
{
    m_postAnswer.body = R"({"success":true,"message":"done"})";
    connect(&m_server, &QTcpServer::newConnection, this, &FakeBackend::onConnection);
    connect(&m_upgrader, &QWebSocketServer::newConnection, this, &FakeBackend::onSocket);
    comeBack();
}

FakeBackend::~FakeBackend()
{
    for (QWebSocket *socket : std::exchange(m_sockets, {})) {
        socket->disconnect(this);
        delete socket;
    }
}

QUrl FakeBackend::url() const
{
    return QUrl(u"http://127.0.0.1:%1"_s.arg(m_port));
}

void FakeBackend::set(const QString &path, const QByteArray &body, int status)
{
    setAsItIs(path, documented(path, status, body), status);
}

void FakeBackend::setAsItIs(const QString &path, const QByteArray &body, int status)
{
    m_canned.insert(path, {.body = body, .status = status});
}

void FakeBackend::setFile(const QString &path, const QByteArray &bytes, const QByteArray &type)
{
    m_canned.insert(path, {bytes, 200, type});
}

void FakeBackend::setPostAnswer(int status, const QByteArray &body)
{
    m_postAnswer = {.body = body, .status = status};
}

void FakeBackend::comeBack()
{
    if (m_server.listen(QHostAddress::LocalHost, m_port)) {
        m_port = m_server.serverPort();
    }
}

void FakeBackend::drop()
{
    m_server.close();
    for (QWebSocket *socket : std::exchange(m_sockets, {})) {
        socket->abort();
        socket->deleteLater();
    }
    for (const auto &client : std::exchange(m_clients, {})) {
        if (client) {
            client->abort();
        }
    }
}

void FakeBackend::freeze(bool frozen)
{
    m_frozen = frozen;
    if (!frozen) {
        for (const auto &late : std::exchange(m_late, {})) {
            late();
        }
    }
}

void FakeBackend::onConnection()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        m_clients.append(socket);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { onReadable(socket); });
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    }
}

void FakeBackend::onReadable(QTcpSocket *socket)
{
    const QByteArray all = socket->peek(1 << 20);
    const qsizetype end = all.indexOf("\r\n\r\n");
    if (end < 0) {
        return;
    }
    const QByteArray head = all.first(end + 4);
    if (all.size() < head.size() + contentLength(head)) {
        return;
    }
    m_lastHead = head;
    m_lastBody = all.sliced(head.size());
    if (head.toLower().contains("upgrade: websocket")) {
        socket->disconnect(); // from here on the WebSocket owns it
        m_clients.removeAll(socket);
        m_upgrader.handleConnection(socket);
        // The head has arrived already; the upgrader waits for the signal.
        Q_EMIT socket->readyRead();
        return;
    }
    socket->readAll();
    answer(socket, head);
}

void FakeBackend::answer(QTcpSocket *socket, const QByteArray &head)
{
    const QList<QByteArray> words = head.left(head.indexOf("\r\n")).split(' ');
    const QString asked = QString::fromUtf8(words.value(1));
    const QString path = asked.section(u'?', 0, 0);
    if (m_frozen) {
        m_late.emplace_back([this, guard = QPointer(socket), head] {
            if (guard) {
                answer(guard, head);
            }
        });
        return;
    }
    ++m_reads[path];
    if (words.value(0) != "GET") {
        m_posts.append(
            words.value(0) == "POST" ? path : QString::fromLatin1(words.value(0)) + u' ' + path);
        answerPost(socket);
        return;
    }
    m_lastPath = asked;
    const Canned missing{.body = R"({"detail":"Not found"})", .status = 404};
    write(*socket, m_canned.value(asked, m_canned.value(path, missing)));
}

void FakeBackend::answerPost(QTcpSocket *socket)
{
    if (!m_holdsPosts) {
        write(*socket, m_postAnswer);
        return;
    }
    m_heldPosts.emplace_back([this, guard = QPointer(socket)] {
        if (guard) {
            write(*guard, m_postAnswer);
        }
    });
}

void FakeBackend::write(QTcpSocket &socket, const Canned &canned)
{
    socket.write("HTTP/1.1 " + QByteArray::number(canned.status) + " X\r\nContent-Type: "
                 + canned.type + "\r\nContent-Length: " + QByteArray::number(canned.body.size())
                 + "\r\n\r\n" + canned.body);
}

void FakeBackend::holdPosts(bool held)
{
    m_holdsPosts = held;
    if (!held) {
        for (const auto &late : std::exchange(m_heldPosts, {})) {
            late();
        }
    }
}

void FakeBackend::onSocket()
{
    while (QWebSocket *socket = m_upgrader.nextPendingConnection()) {
        m_sockets.append(socket);
        connect(socket, &QWebSocket::textMessageReceived, this,
                [this, socket](const QString &text) { onMessage(socket, text); });
        connect(socket, &QWebSocket::disconnected, this, [this, socket] {
            m_sockets.removeAll(socket);
            socket->deleteLater();
        });
        send(socket,
             {{u"type"_s, u"connected"_s},
              {u"connection_id"_s, u"c1"_s},
              {u"sequence"_s, m_sequence},
              {u"oldest"_s, 1},
              {u"journal"_s, m_journal}});
    }
}

void FakeBackend::onMessage(QWebSocket *socket, const QString &text)
{
    if (m_frozen) {
        m_late.emplace_back([this, guard = QPointer(socket), text] {
            if (guard) {
                onMessage(guard, text);
            }
        });
        return;
    }
    const QJsonObject message = QJsonDocument::fromJson(text.toUtf8()).object();
    const QString type = message.value(u"type").toString();
    if (type == u"ping") {
        send(socket, {{u"type"_s, u"pong"_s}, {u"sequence"_s, m_sequence}});
        return;
    }
    m_received.append(message);
    if (type == u"resync" && !m_holdsReplay) {
        acknowledge(socket);
    }
}

void FakeBackend::acknowledge(QWebSocket *socket, bool isComplete)
{
    send(socket,
         {{u"type"_s, u"resync_ack"_s},
          {u"last_sequence"_s, m_sequence},
          {u"complete"_s, isComplete},
          {u"oldest_sequence"_s, 1}});
}

void FakeBackend::replay(const QList<qint64> &sequences, bool isComplete)
{
    for (const qint64 sequence : sequences) {
        QJsonObject message = eventMessage(u"event.created"_s, u"events"_s, {}, sequence);
        message.insert(u"replay"_s, true);
        broadcast(message);
    }
    for (QWebSocket *socket : m_sockets) {
        acknowledge(socket, isComplete);
    }
}

void FakeBackend::sendChanged(const QString &resource)
{
    broadcast({{u"type"_s, u"changed"_s}, {u"resource"_s, resource}, {u"sequence"_s, m_sequence}});
}

void FakeBackend::sendEvent(const QString &type, const QString &channel, const QJsonObject &data,
                            bool lost)
{
    if (lost) {
        ++m_sequence;
    }
    const qint64 previous = m_sequence;
    ++m_sequence;
    QJsonObject message = eventMessage(type, channel, data, m_sequence);
    message.insert(u"previous"_s, previous);
    broadcast(message);
}

QJsonObject FakeBackend::eventMessage(const QString &type, const QString &channel,
                                      const QJsonObject &data, qint64 sequence) const
{
    return {
        {u"type"_s, type},         {u"channel"_s, channel},
        {u"data"_s, data},         {u"timestamp"_s, protocol::toIso(protocol::Now::read().wall)},
        {u"sequence"_s, sequence}, {u"previous"_s, sequence - 1}};
}

void FakeBackend::send(QWebSocket *socket, const QJsonObject &message)
{
    socket->sendTextMessage(
        QString::fromUtf8(QJsonDocument(message).toJson(QJsonDocument::Compact)));
}

void FakeBackend::broadcast(const QJsonObject &message)
{
    for (QWebSocket *socket : m_sockets) {
        send(socket, message);
    }
}

} // namespace tests
