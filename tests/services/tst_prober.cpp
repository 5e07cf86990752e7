// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/prober.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::Health;

namespace {

constexpr auto Never = 1h;
constexpr auto Deadline = 300ms;

QByteArray answer(const QByteArray &body)
{
    return "HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n"
        + body;
}

QByteArray withoutEnd(qsizetype bytes)
{
    return "HTTP/1.1 200 OK\r\n\r\n" + QByteArray(bytes, ' ');
}

void fail(breakers::Registry &breakers)
{
    const auto permit = breakers.acquire(u"yolo26"_s, breakers::Use::Call);
    breakers.report(*permit, breakers::Outcome::Failure, u"broken"_s);
}

} // namespace

/// Probes of a real server that behaves as each row says.
class ProberTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void probes_data();
    void probes();
    void whatItSaidOfItselfHolds();
    void nobodyListens();
    void anotherAddressIsNoNews();
    void anOldAddressIsForgotten();
    void anOpenBreakerForbidsProbes();
    void placesAreTaken();
};

void ProberTest::probes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("hangsUp");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("error");
    const auto row = [](const char *name, const QByteArray &bytes, bool hangsUp, Health status,
                        const QString &error) {
        QTest::newRow(name) << bytes << hangsUp << static_cast<int>(status) << error;
    };
    row("well", answer(R"({"status":"healthy"})"), false, Health::Healthy, {});
    row("says nothing", "", false, Health::Unhealthy, u"Timeout after 0.3s"_s);
    row("stops in the middle", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{", false,
        Health::Unhealthy, u"Timeout after 0.3s"_s);
    row("hangs up", "", true, Health::Unhealthy, u"Connection closed"_s);
    row("a mebibyte", answer('{' + QByteArray(1048574, ' ') + '}'), false, Health::Healthy, {});
    row("one byte more", answer('{' + QByteArray(1048575, ' ') + '}'), false, Health::Unhealthy,
        u"Health answer is larger than 1 MiB"_s);
    row("without end", withoutEnd(3000000), false, Health::Unhealthy,
        u"Health answer is larger than 1 MiB"_s);
}

void ProberTest::probes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, hangsUp);
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QTcpServer::newConnection, &server, [&] {
        QTcpSocket *socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [&bytes, hangsUp, socket] {
            socket->readAll();
            socket->write(bytes);
            if (hangsUp) {
                socket->disconnectFromHost();
            }
        });
    });
    breakers::Registry breakers({{.name = u"yolo26"_s}});
    services::Prober prober(breakers, Never, bytes.size() > 1000 ? 30s : Deadline);
    QSignalSpy changed(&prober, &services::Prober::changed);
    prober.setAddress(u"yolo26"_s, QUrl(u"http://127.0.0.1:%1"_s.arg(server.serverPort())));
    changed.clear();
    QVERIFY(!prober.status().first().lastCheck);
    prober.start();
    QVERIFY(changed.wait(10000));
    QVERIFY(prober.status().first().lastCheck);
    const protocol::AiServiceHealth health = prober.status().first();
    QTEST(static_cast<int>(health.status), "status");
    QTEST(health.error.value_or(QString()), "error");
    const bool isWell = health.status == Health::Healthy;
    QCOMPARE(prober.consecutiveFailures(u"yolo26"_s), isWell ? 0 : 1);
    QCOMPARE(prober.wasHealthy(u"yolo26"_s), isWell);
    QCOMPARE(breakers.status().first().failureCount, isWell ? 0 : 1);
}

// What it said of itself at the old address goes with what was found there.
void ProberTest::whatItSaidOfItselfHolds()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QTcpServer::newConnection, &server, [&server] {
        QTcpSocket *socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket] {
            socket->readAll();
            socket->write(answer(R"({"status":"healthy","model":"yolo26m"})"));
        });
    });
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    breakers::Registry breakers({{.name = u"yolo26"_s}});
    services::Prober prober(breakers, Never, 30s);
    prober.setAddress(u"yolo26"_s, QUrl(u"http://127.0.0.1:%1"_s.arg(server.serverPort())));
    prober.start();
    QTRY_VERIFY(prober.status().first().lastCheck);
    const services::SelfDescription before = prober.description(u"yolo26"_s);
    QVERIFY(before.answered);
    prober.setAddress(u"yolo26"_s, QUrl(u"http://127.0.0.1:%1"_s.arg(silent.serverPort())));
    QCOMPARE(prober.status().first().status, Health::Healthy);
    QCOMPARE(prober.description(u"yolo26"_s), before);
    prober.setAddress(u"yolo26"_s, {});
    QVERIFY(!prober.description(u"yolo26"_s).answered);
}

void ProberTest::nobodyListens()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const quint16 port = server.serverPort();
    server.close();
    breakers::Registry breakers({{.name = u"yolo26"_s}});
    services::Prober prober(breakers, Never, 30s);
    prober.setAddress(u"yolo26"_s, QUrl(u"http://127.0.0.1:%1"_s.arg(port)));
    prober.start();
    QTRY_COMPARE(prober.status().first().error, u"Connection refused"_s);
    QVERIFY(prober.status().first().lastCheck);
    // Nothing is measured where there is no address.
    prober.setAddress(u"yolo26"_s, {});
    QVERIFY(!prober.status().first().lastCheck);
}

// A worker that is started again listens elsewhere: that it was ill holds until it was asked.
void ProberTest::anotherAddressIsNoNews()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    breakers::Registry breakers({{.name = u"yolo26"_s}});
    services::Prober prober(breakers, Never, 30s);
    prober.setAddress(u"yolo26"_s, QUrl(u"http://127.0.0.1:9"_s));
    prober.start();
    QTRY_COMPARE(prober.status().first().status, Health::Unhealthy);
    const protocol::AiServiceHealth before = prober.status().first();
    QSignalSpy changed(&prober, &services::Prober::changed);
    const QUrl next(u"http://127.0.0.1:%1"_s.arg(silent.serverPort()));
    prober.setAddress(u"yolo26"_s, next);
    QVERIFY(silent.waitForNewConnection(5000) || silent.hasPendingConnections());
    const protocol::AiServiceHealth now = prober.status().first();
    QCOMPARE(now.status, Health::Unhealthy);
    QCOMPARE(now.error, before.error);
    QCOMPARE(now.lastCheck, before.lastCheck);
    QCOMPARE(now.statusSince, before.statusSince);
    QCOMPARE(now.url, next.toString());
    QCOMPARE(prober.consecutiveFailures(u"yolo26"_s), 1);
    QVERIFY(changed.isEmpty());
}

void ProberTest::anOldAddressIsForgotten()
{
    breakers::Registry breakers({{.name = u"yolo26"_s}});
    services::Prober prober(breakers, Never, 30s);
    QCOMPARE(prober.status().first().error, u"URL not configured"_s);
    prober.setAddress(u"yolo26"_s, QUrl(u"http://127.0.0.1:9"_s));
    QCOMPARE(prober.address(u"yolo26"_s), QUrl(u"http://127.0.0.1:9"_s));
    QCOMPARE(prober.status().first().error, u"Not probed yet"_s);
    prober.setAddress(u"yolo26"_s, {});
    QCOMPARE(prober.status().first().status, Health::Unknown);
    QCOMPARE(prober.status().first().error, u"URL not configured"_s);
}

// It counts as failing, but nobody has looked: there is no time of a check.
void ProberTest::anOpenBreakerForbidsProbes()
{
    breakers::Registry breakers(
        {{.name = u"yolo26"_s, .settings = {.config = {.failureThreshold = 1}}}});
    fail(breakers);
    services::Prober prober(breakers, Never, 30s);
    prober.setAddress(u"yolo26"_s, QUrl(u"http://127.0.0.1:9"_s));
    prober.start();
    const protocol::AiServiceHealth health = prober.status().first();
    QCOMPARE(health.status, Health::Unhealthy);
    QCOMPARE(health.error, u"broken. Circuit breaker is open; no probe is sent"_s);
    QCOMPARE(prober.consecutiveFailures(u"yolo26"_s), 1);
    QVERIFY(!health.lastCheck);
    QVERIFY(!health.responseTimeMs);
}

void ProberTest::placesAreTaken()
{
    breakers::Registry breakers({{.name = u"yolo26"_s,
                                  .settings = {.config = {.failureThreshold = 1,
                                                          .recoveryTimeoutSeconds = 0.01,
                                                          .halfOpenMaxCalls = 1},
                                               .lease = 1h}}});
    fail(breakers);
    QTRY_COMPARE(breakers.stateOf(u"yolo26"_s), protocol::BreakerState::HalfOpen);
    QVERIFY(breakers.acquire(u"yolo26"_s, breakers::Use::Call));
    services::Prober prober(breakers, Never, 30s);
    prober.setAddress(u"yolo26"_s, QUrl(u"http://127.0.0.1:9"_s));
    prober.start();
    const protocol::AiServiceHealth health = prober.status().first();
    QCOMPARE(health.status, Health::Unhealthy);
    QCOMPARE(health.error,
             u"broken. Circuit breaker is half open and its trials are taken; no probe is sent"_s);
    QVERIFY(!health.lastCheck);
}

QTEST_GUILESS_MAIN(ProberTest)
#include "tst_prober.moc"
