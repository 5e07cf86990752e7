// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/certificate.h"
#include "tests/http/door.h"
#include "tests/http/tlsclient.h"
#include "tests/support/certificatefiles.h"

#include <QElapsedTimer>
#include <QWebSocket>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using support::CertificateFolder;

namespace {

QSslConfiguration configurationOf(const CertificateFolder &folder)
{
    const auto loaded =
        http::loadCertificate({.certificate = folder.certificateFile(), .key = folder.keyFile()},
                              protocol::Now::read().wall);
    return loaded ? loaded.value() : QSslConfiguration();
}

const QByteArray Ok = "GET /ok HTTP/1.1\r\nHost: @\r\n\r\n";

} // namespace

/// The gate with TLS before it: the same answers, the same limits.
class TlsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersOnOneConnection();
    void closesAfterTheLastAnswer();
    void bigAnswerArrives();
    void bigBodyIsRefusedWithAnAnswer();
    void oldProtocolsAreRefused();
    void silentClientIsCut_data();
    void silentClientIsCut();
    void plainClientIsCut();
    void whoeverLeavesInBetweenIsForgotten();
    void tooManyAreTurnedAway();
    void socketsUpgrade();
    void slowReaderIsSeen();
    void newCertificateIsForNewConnections();
    void aPageOfOursComesOverTls();

private:
    CertificateFolder m_folder;
    QSslConfiguration m_tls = configurationOf(m_folder);
};

void TlsTest::answersOnOneConnection()
{
    Door door;
    door.server.setTls(m_tls);
    TlsClient client(door.port);
    QVERIFY(client.tls().isEncrypted());
    for (int i = 0; i < 5; ++i) {
        client.send(door.withHost(Ok));
        QCOMPARE(client.take().body, "{\"ok\":true}");
    }
    client.send(door.withHost("POST /echo HTTP/1.1\r\nHost: @\r\nContent-Type: application/json\r\n"
                              "Content-Length: 2\r\n\r\n{}"));
    QCOMPARE(client.take().body, "{}");
    QCOMPARE(door.server.counters().served, 6U);
    QCOMPARE(door.server.counters().desync, 0U);
}

void TlsTest::closesAfterTheLastAnswer()
{
    Door door;
    door.server.setTls(m_tls);
    TlsClient client(door.port);
    client.send(door.withHost("GET /ok HTTP/1.1\r\nHost: @\r\nConnection: close\r\n\r\n"));
    QCOMPARE(client.take().status, 200);
    QElapsedTimer watch;
    watch.start();
    QVERIFY(client.waitForClose());
    QVERIFY2(watch.elapsed() < 900, "it says good-bye and does not linger");
    QTRY_COMPARE(door.server.liveConnections(), 0);
}

void TlsTest::bigAnswerArrives()
{
    Door door;
    door.server.setTls(m_tls);
    TlsClient client(door.port);
    client.send(door.withHost("GET /big HTTP/1.1\r\nHost: @\r\n\r\n"));
    QCOMPARE(client.take(false, 30000).body.size(), door.big.size());
    client.send(door.withHost(Ok));
    QCOMPARE(client.take().status, 200);
}

void TlsTest::bigBodyIsRefusedWithAnAnswer()
{
    Door door;
    door.server.setTls(m_tls);
    TlsClient client(door.port);
    client.send(door.withHost("POST /echo HTTP/1.1\r\nHost: @\r\nContent-Type: application/json\r\n"
                              "Content-Length: 2000000\r\n\r\n"
                              + QByteArray(65536, 'x')));
    QCOMPARE(client.take().status, 413);
    QVERIFY(client.waitForClose());
}

void TlsTest::oldProtocolsAreRefused()
{
    Door door;
    door.server.setTls(m_tls);
    QT_WARNING_PUSH
    QT_WARNING_DISABLE_DEPRECATED
    TlsClient old(door.port, QSsl::TlsV1_1);
    QT_WARNING_POP
    QVERIFY(!old.tls().isEncrypted());
    TlsClient two(door.port, QSsl::TlsV1_2);
    QCOMPARE(two.tls().sessionProtocol(), QSsl::TlsV1_2);
    TlsClient three(door.port, QSsl::TlsV1_3);
    QCOMPARE(three.tls().sessionProtocol(), QSsl::TlsV1_3);
}

void TlsTest::silentClientIsCut_data()
{
    QTest::addColumn<QByteArray>("bytes"); // one every twenty milliseconds
    QTest::newRow("silent") << QByteArray();
    // A record of TLS that is never whole.
    QTest::newRow("dribbles a handshake")
        << QByteArray(QByteArray::fromHex("160301020001") + QByteArray(400, '\0'));
}

void TlsTest::silentClientIsCut()
{
    QFETCH(const QByteArray, bytes);
    Door door({.headTimeout = 700ms});
    door.server.setTls(m_tls);
    RawClient client(door.port);
    QElapsedTimer watch;
    watch.start();
    qsizetype sent = 0;
    QTimer dribble;
    connect(&dribble, &QTimer::timeout, &dribble, [&] {
        if (sent < bytes.size()) {
            client.send(bytes.sliced(sent++, 1));
        }
    });
    dribble.start(20);
    QVERIFY(client.waitForClose());
    QVERIFY2(watch.elapsed() >= 600 && watch.elapsed() < 3000,
             qPrintable(QString::number(watch.elapsed())));
    QTRY_COMPARE(door.server.liveConnections(), 0);
}

void TlsTest::plainClientIsCut()
{
    Door door({.headTimeout = 30s});
    door.server.setTls(m_tls);
    RawClient client(door.port);
    client.send(door.withHost(Ok));
    QVERIFY(client.waitForClose(5000));
    QVERIFY(!client.rest().contains("HTTP/"));
    QTRY_COMPARE(door.server.liveConnections(), 0);
    QCOMPARE(door.server.counters().served, 0U);
}

void TlsTest::whoeverLeavesInBetweenIsForgotten()
{
    Door door;
    door.server.setTls(m_tls);
    for (int i = 0; i < 20; ++i) {
        QSslSocket socket;
        socket.setPeerVerifyMode(QSslSocket::VerifyNone);
        socket.connectToHostEncrypted(u"127.0.0.1"_s, door.port);
        QTRY_VERIFY(door.server.counters().accepted > quint64(i));
        socket.abort();
    }
    QTRY_COMPARE(door.server.liveConnections(), 0);
    TlsClient client(door.port);
    client.send(door.withHost(Ok));
    QCOMPARE(client.take().status, 200);
}

void TlsTest::tooManyAreTurnedAway()
{
    Door door({.maxPerAddress = 2, .evictionGrace = 1h});
    door.server.setTls(m_tls);
    TlsClient one(door.port);
    RawClient silent(door.port);
    QTRY_COMPARE(door.server.liveConnections(), 2);
    RawClient third(door.port);
    QVERIFY(third.waitForClose());
    QVERIFY(third.rest().isEmpty()); // plain words would be noise to it
    QCOMPARE(door.server.counters().refusedFull, 1U);
    one.send(door.withHost(Ok));
    QCOMPARE(one.take().status, 200);
}

void TlsTest::socketsUpgrade()
{
    Door door;
    door.server.setTls(m_tls);
    QWebSocket *theirs = nullptr;
    connect(&door.server, &http::HttpServer::webSocketOpened, this,
            [&](const http::WebSocketConnection &opened) {
                theirs = opened.socket;
                theirs->sendTextMessage(u"hello"_s);
                connect(theirs, &QWebSocket::textMessageReceived, theirs,
                        [theirs](const QString &text) { theirs->sendTextMessage(text); });
            });
    QWebSocket client;
    QStringList heard;
    connect(&client, &QWebSocket::textMessageReceived, this,
            [&](const QString &text) { heard.append(text); });
    QSslConfiguration trusting = client.sslConfiguration();
    trusting.setPeerVerifyMode(QSslSocket::VerifyNone);
    client.setSslConfiguration(trusting);
    client.open(QUrl(u"wss://127.0.0.1:%1/ws/events"_s.arg(door.port)));
    QTRY_COMPARE(heard.value(0), u"hello"_s);
    client.sendTextMessage(u"again"_s);
    QTRY_COMPARE(heard.value(1), u"again"_s);
    client.close();
    QTRY_COMPARE(door.server.liveConnections(), 0);
}

void TlsTest::slowReaderIsSeen()
{
    Door door;
    door.server.setTls(m_tls);
    std::function<qint64()> unsent;
    QWebSocket *theirs = nullptr;
    connect(&door.server, &http::HttpServer::webSocketOpened, this,
            [&](const http::WebSocketConnection &opened) {
                theirs = opened.socket;
                unsent = opened.unsent;
            });
    TlsClient client(door.port);
    client.tls().setReadBufferSize(1024); // it reads no more than that
    client.send(door.withHost(
        "GET /ws/events HTTP/1.1\r\nHost: @\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
    QTRY_VERIFY(theirs);
    constexpr qint64 many = 8 * 1024 * 1024;
    for (qint64 sent = 0; sent < 4 * many; sent += 65536) {
        theirs->sendTextMessage(QString(65536, u'x'));
    }
    QTRY_VERIFY2(unsent() > many, qPrintable(QString::number(unsent())));
}

void TlsTest::newCertificateIsForNewConnections()
{
    Door door;
    door.server.setTls(m_tls);
    TlsClient before(door.port);
    const CertificateFolder next;
    door.server.setTls(configurationOf(next));
    TlsClient after(door.port);
    QVERIFY(before.tls().peerCertificate() != after.tls().peerCertificate());
    QCOMPARE(after.tls().peerCertificate(), configurationOf(next).localCertificate());
    before.send(door.withHost(Ok));
    QCOMPARE(before.take().status, 200);
}

void TlsTest::aPageOfOursComesOverTls()
{
    Door door;
    door.server.setTls(m_tls);
    const auto statusFor = [&](const QByteArray &scheme) {
        TlsClient client(door.port);
        client.send(
            door.withHost("GET /ok HTTP/1.1\r\nHost: @\r\nOrigin: " + scheme + "@\r\n\r\n"));
        return client.take().status;
    };
    QCOMPARE(statusFor("https://"), 200);
    QCOMPARE(statusFor("http://"), 403);
}

QTEST_GUILESS_MAIN(TlsTest)
#include "tst_tls.moc"
