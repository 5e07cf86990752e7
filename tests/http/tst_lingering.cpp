// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/http/door.h"
#include "tests/http/rawclient.h"

#include <QDir>
#include <QWebSocket>
#include <QtEndian>

#include <array>
#include <cerrno>

#include <sys/socket.h>
#include <unistd.h>

/// What the other end of a WebSocket learns when it is closed.
class LingeringTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoIsStillSendingIsToldWhy_data();
    void whoIsStillSendingIsToldWhy();
    void whatIsNotWrittenGoesOutFirst();
    void whoNeverEndsIsLeft();
    void whoNeverStopsIsLeft();
    void whoNeverReadsIsLeft();
    void manyAreLeftAtOnce();
};

namespace {

using namespace std::chrono_literals;

/// A client's end without Qt's socket, which closes by itself as soon as the other end does.
class Client
{
public:
    /// Its WebSocket is open.
    explicit Client(Door &door)
    {
        QObject context;
        QObject::connect(
            &door.server, &http::HttpServer::webSocketOpened, &context,
            [this](const http::WebSocketConnection &connection) { peer = connection.socket; });
        RawClient client(door.port);
        client.send(door.withHost("GET /ws/events HTTP/1.1\r\nHost: @\r\nConnection: Upgrade\r\n"
                                  "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                                  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
        if (client.take().status == 101 && waitUntil([this] { return peer != nullptr; })) {
            m_descriptor = ::dup(static_cast<int>(client.socket.socketDescriptor()));
        }
    }

    ~Client() { ::close(m_descriptor); }

    Client(const Client &) = delete;
    Client &operator=(const Client &) = delete;

    bool send(const QByteArray &bytes) const
    {
        return ::send(m_descriptor, bytes.constData(), static_cast<size_t>(bytes.size()),
                      MSG_NOSIGNAL | MSG_DONTWAIT)
            == bytes.size();
    }

    /// Reads what there is; true when nothing more comes.
    bool hasEnded()
    {
        std::array<char, 65536> buffer = {};
        ssize_t count = 0;
        do {
            count = ::recv(m_descriptor, buffer.data(), buffer.size(), MSG_DONTWAIT);
            received.append(buffer.data(), std::max<ssize_t>(count, 0));
        } while (count > 0);
        fault = count == 0 ? 0 : errno;
        return fault != EAGAIN;
    }

    QWebSocket *peer = nullptr; ///< the server's end
    QByteArray received = {};
    int fault = 0; ///< how it ended, 0: in order

private:
    int m_descriptor = -1;
};

qsizetype descriptors()
{
    return QDir(QStringLiteral("/proc/self/fd")).count();
}

/// The code of the frame that ends these bytes.
int closeCode(const QByteArray &bytes)
{
    const qsizetype at = bytes.size() - 4;
    return at < 0 || !bytes.sliced(at).startsWith("\x88\x02")
        ? -1
        : qFromBigEndian<quint16>(bytes.constData() + at + 2);
}

} // namespace

void LingeringTest::whoIsStillSendingIsToldWhy_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<int>("code");
    QTest::newRow("too much") << QByteArray("\x81\xff\0\0\0\0\0\x10\0\0\0\0\0\0", 14) << 1009;
    QTest::newRow("closed by us") << QByteArray("\x81\xfe\xff\xff\0\0\0\0", 8) << 1008;
}

void LingeringTest::whoIsStillSendingIsToldWhy()
{
    QFETCH(const QByteArray, head);
    QFETCH(const int, code);
    Door door({.lingerTimeout = 60s});
    Client client(door);
    QVERIFY(client.peer);
    QVERIFY(client.send(head + QByteArray(4096, 'x')));
    if (code == 1008) {
        client.peer->close(QWebSocketProtocol::CloseCodePolicyViolated);
    }
    QVERIFY(waitUntil([&door] { return door.server.liveConnections() == 0; }));
    // The answer to what comes after a close is there at once on the same machine.
    for (int i = 0; i < 4; ++i) {
        QVERIFY(client.send(QByteArray(4096, 'x')));
        QCoreApplication::processEvents();
    }
    QVERIFY(waitUntil([&client] { return client.hasEnded(); }));
    QCOMPARE(client.fault, 0);
    QVERIFY2(client.received.startsWith('\x88'), client.received.toHex().constData());
    QCOMPARE(qFromBigEndian<quint16>(client.received.constData() + 2), code);
}

void LingeringTest::whatIsNotWrittenGoesOutFirst()
{
    Door door({.writeTimeout = 10s});
    Client client(door);
    QVERIFY(client.peer);
    constexpr qsizetype size = qsizetype(16) * 1024 * 1024;
    client.peer->sendBinaryMessage(QByteArray(size, 'b'));
    client.peer->close(QWebSocketProtocol::CloseCodeNormal);
    QVERIFY(waitUntil([&client] { return client.hasEnded(); }));
    QCOMPARE(client.fault, 0);
    QVERIFY(client.received.size() > size);
    QCOMPARE(closeCode(client.received), 1000);
}

// It neither closes nor sends anything: in the end what it sends is refused.
void LingeringTest::whoNeverEndsIsLeft()
{
    Door door({.lingerTimeout = 50ms});
    Client client(door);
    QVERIFY(client.peer);
    const qsizetype before = descriptors();
    client.peer->close();
    QVERIFY(waitUntil([&client] { return client.hasEnded(); }));
    QVERIFY(waitUntil([before] { return descriptors() < before; }));
    QVERIFY(waitUntil([&client] { return !client.send("x"); }));
}

void LingeringTest::whoNeverStopsIsLeft()
{
    Door door({.lingerTimeout = 60s});
    Client client(door);
    QVERIFY(client.peer);
    const qsizetype before = descriptors();
    client.peer->close();
    QVERIFY(waitUntil([&] {
        (void)client.send(QByteArray(65536, 'x'));
        return descriptors() < before;
    }));
}

// The socket waits for what it has to write, and the second descriptor waits no longer than that.
void LingeringTest::whoNeverReadsIsLeft()
{
    Door door({.writeTimeout = 50ms, .lingerTimeout = 60s});
    Client client(door);
    QVERIFY(client.peer);
    client.peer->sendBinaryMessage(QByteArray(qsizetype(16) * 1024 * 1024, 'b'));
    const qsizetype before = descriptors();
    client.peer->close();
    QCOMPARE(descriptors(), before + 1);
    QVERIFY(waitUntil([before] { return descriptors() == before; }));
    QCOMPARE(door.server.liveConnections(), 1);
}

// What lingers holds a descriptor, and those are few.
void LingeringTest::manyAreLeftAtOnce()
{
    Door door({.maxConnections = 120, .lingerTimeout = 60s});
    std::vector<std::unique_ptr<Client>> clients;
    const qsizetype before = descriptors();
    for (int i = 0; i < 80; ++i) {
        clients.push_back(std::make_unique<Client>(door));
        QVERIFY(clients.back()->peer);
    }
    for (const auto &client : clients) {
        client->peer->close();
    }
    QVERIFY(waitUntil([&door] { return door.server.liveConnections() == 0; }));
    QCOMPARE(descriptors() - before, 80 + 64);
    clients.clear();
    QVERIFY(waitUntil([before] { return descriptors() == before; }));
}

QTEST_GUILESS_MAIN(LingeringTest)
#include "tst_lingering.moc"
