// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/http/door.h"
#include "tests/http/rawclient.h"

#include <QElapsedTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The gate's states, deadlines and limits, with real sockets.
class GateTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepAliveServesMany();
    void pipelinedRequestsAreAnsweredInOrder();
    void pipelinedBehindALateAnswerIsNotServed();
    void expectGetsContinue();
    void deadlines_data();
    void deadlines();
    void silentClientIsClosed();
    void idleConnectionIsClosed();
    void slowReaderIsCut();
    void fullDoorAnswers503();
    void fullDoorEvictsTheOldestIdle();
    void provenConnectionsKeepTheirPlace();
    void addressesHaveALimit();
    void connectionsEndAfterManyRequests();
    void closeLetsRequestsFinish();
    void answerAfterTheServerHasGone();
};

namespace {

const QByteArray Ok = "GET /ok HTTP/1.1\r\nHost: @\r\n\r\n";

QByteArray get(const QByteArray &target)
{
    return "GET " + target + " HTTP/1.1\r\nHost: @\r\n\r\n";
}

QByteArray post(const QByteArray &target, const QByteArray &body)
{
    return "POST " + target + " HTTP/1.1\r\nHost: @\r\nContent-Type: application/json\r\n"
        + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

} // namespace

void GateTest::keepAliveServesMany()
{
    Door door;
    RawClient client(door.port);
    for (int i = 0; i < 200; ++i) {
        const QByteArray body = QByteArray::number(i);
        client.send(door.withHost(post(i % 2 == 0 ? "/echo" : "/late", body)));
        QCOMPARE(client.take().body, body);
    }
    QCOMPARE(door.server.counters().served, 200U);
    QCOMPARE(door.server.counters().accepted, 1U);
}

void GateTest::pipelinedRequestsAreAnsweredInOrder()
{
    Door door;
    RawClient client(door.port);
    client.send(door.withHost(post("/echo", "1") + post("/echo", "22") + Ok + post("/echo", "3")));
    QCOMPARE(client.take().body, "1");
    QCOMPARE(client.take().body, "22");
    QCOMPARE(client.take().body, "{\"ok\":true}");
    QCOMPARE(client.take().body, "3");
    QVERIFY(client.isOpen());
}

void GateTest::pipelinedBehindALateAnswerIsNotServed()
{
    Door door;
    RawClient client(door.port);
    client.send(door.withHost(post("/late", "first") + post("/echo", "second")));
    const RawAnswer answer = client.take();
    QCOMPARE(answer.body, "first");
    QVERIFY(client.waitForClose());
    QCOMPARE(client.rest(), "");
    QCOMPARE(door.echoed, 0);
}

void GateTest::expectGetsContinue()
{
    Door door;
    RawClient client(door.port);
    client.send(door.withHost("POST /echo HTTP/1.1\r\nHost: @\r\nExpect: 100-continue\r\n"
                              "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n"));
    QCOMPARE(client.take().status, 100);
    client.send("{}");
    QCOMPARE(client.take().body, "{}");
}

void GateTest::deadlines_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::newRow("half a head") << QByteArray("GET /ok HTT") << 408;
    QTest::newRow("half a body") << post("/echo", QByteArray(100, 'x')).chopped(50) << 408;
    QTest::newRow("half a second head") << QByteArray(Ok + "GET") << 408;
    QTest::newRow("a handler without an answer") << get("/kept") << 504;
}

void GateTest::deadlines()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const int, status);
    Door door({.headTimeout = 200ms, .bodyTimeout = 200ms, .handlerTimeout = 200ms});
    RawClient client(door.port);
    QElapsedTimer time;
    time.start();
    client.send(door.withHost(bytes));
    if (bytes.startsWith(Ok)) {
        QCOMPARE(client.take().status, 200);
    }
    // Dribbling does not help: the deadline is for the whole.
    QTimer dribble;
    QObject::connect(&dribble, &QTimer::timeout, &client.socket, [&client, status] {
        if (status == 408) {
            client.send("x");
        }
    });
    dribble.start(90ms);
    const RawAnswer answer = client.take();
    QCOMPARE(answer.status, status);
    QVERIFY(time.elapsed() >= 180);
    dribble.stop();
    QVERIFY(client.waitForClose());
    // The late answer of a kept exchange is dropped.
    for (const auto &exchange : door.kept) {
        http::replyJson(exchange, 200, "late");
    }
    QVERIFY(waitUntil([&door] { return door.server.liveConnections() == 0; }));
    QCOMPARE(door.server.counters().deadlines, 1U);
}

void GateTest::silentClientIsClosed()
{
    Door door({.headTimeout = 100ms});
    RawClient client(door.port);
    QVERIFY(client.waitForClose());
    QCOMPARE(client.rest(), "");
}

void GateTest::idleConnectionIsClosed()
{
    Door door({.idleTimeout = 100ms});
    RawClient client(door.port);
    client.send(door.withHost(Ok));
    QCOMPARE(client.take().status, 200);
    QVERIFY(client.waitForClose());
    QCOMPARE(client.rest(), "");
}

void GateTest::slowReaderIsCut()
{
    Door door({.writeTimeout = 200ms});
    RawClient client(door.port);
    client.socket.setReadBufferSize(1024);
    client.send(door.withHost(get("/big") + get("/big") + get("/big")));
    // The first answer stalls, the others are never made.
    QVERIFY(waitUntil([&door] { return door.server.counters().deadlines == 1; }));
    QCOMPARE(door.server.counters().served, 1U);
    QVERIFY(waitUntil([&door] { return door.server.liveConnections() == 0; }));
}

void GateTest::fullDoorAnswers503()
{
    Door door({.maxConnections = 3, .evictionGrace = 1h});
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 3; ++i) {
        clients.push_back(std::make_unique<RawClient>(door.port));
        clients.back()->send(door.withHost(Ok));
        QCOMPARE(clients.back()->take().status, 200);
    }
    RawClient one(door.port);
    one.send(door.withHost(Ok));
    const RawAnswer refused = one.take();
    QCOMPARE(refused.status, 503);
    QCOMPARE(refused.field("retry-after"), "1");
    QCOMPARE(refused.body, "{\"detail\":\"Too many connections\"}");
    QVERIFY(one.waitForClose());
    clients.pop_back();
    QVERIFY(waitUntil([&door] { return door.server.liveConnections() == 2; }));
    RawClient other(door.port);
    other.send(door.withHost(Ok));
    QCOMPARE(other.take().status, 200);
    QCOMPARE(door.server.counters().refusedFull, 1U);
}

void GateTest::fullDoorEvictsTheOldestIdle()
{
    Door door({.maxConnections = 3, .evictionGrace = 0ms});
    RawClient first(door.port);
    QVERIFY(waitUntil([&door] { return door.server.liveConnections() == 1; }));
    RawClient second(door.port);
    QVERIFY(waitUntil([&door] { return door.server.liveConnections() == 2; }));
    RawClient third(door.port);
    QVERIFY(waitUntil([&door] { return door.server.liveConnections() == 3; }));
    RawClient fourth(door.port);
    fourth.send(door.withHost(Ok));
    QCOMPARE(fourth.take().status, 200);
    QVERIFY(first.waitForClose());
    QVERIFY(second.isOpen());
    QVERIFY(third.isOpen());
    QCOMPARE(door.server.counters().evicted, 1U);
}

void GateTest::provenConnectionsKeepTheirPlace()
{
    Door door({.maxConnections = 3, .evictionGrace = 0ms});
    RawClient console(door.port);
    console.send(door.withHost(Ok));
    QCOMPARE(console.take().status, 200);
    std::vector<std::unique_ptr<RawClient>> silent(20);
    for (auto &client : silent) {
        client = std::make_unique<RawClient>(door.port);
    }
    QVERIFY(waitUntil([&door] { return door.server.counters().accepted == 21; }));
    console.send(door.withHost(Ok));
    QCOMPARE(console.take().status, 200);
    QVERIFY(door.server.liveConnections() <= 3);
}

void GateTest::addressesHaveALimit()
{
    Door door({.maxPerAddress = 1, .evictionGrace = 1h});
    RawClient one(door.port);
    one.send(door.withHost(Ok));
    QCOMPARE(one.take().status, 200);
    RawClient two(door.port);
    QCOMPARE(two.take().status, 503);
    QCOMPARE(door.server.counters().refusedFull, 1U);
}

void GateTest::connectionsEndAfterManyRequests()
{
    Door door({.maxRequestsPerConnection = 2});
    RawClient client(door.port);
    client.send(door.withHost(Ok));
    QCOMPARE(client.take().field("connection"), "");
    client.send(door.withHost(Ok));
    QCOMPARE(client.take().field("connection"), "close");
    QVERIFY(client.waitForClose());
}

void GateTest::closeLetsRequestsFinish()
{
    Door door;
    RawClient idle(door.port);
    idle.send(door.withHost(Ok));
    QCOMPARE(idle.take().status, 200);
    RawClient busy(door.port);
    busy.send(door.withHost(get("/kept")));
    QVERIFY(waitUntil([&door] { return door.kept.size() == 1; }));
    door.server.close();
    QVERIFY(idle.waitForClose());
    QTcpSocket late;
    late.connectToHost(QHostAddress::LocalHost, door.port);
    QVERIFY(waitUntil([&late] { return late.error() == QAbstractSocket::ConnectionRefusedError; }));
    http::replyJson(door.kept.front(), 200, "1");
    const RawAnswer answer = busy.take();
    QCOMPARE(answer.body, "1");
    QCOMPARE(answer.field("connection"), "close");
    QVERIFY(busy.waitForClose());
    QVERIFY(waitUntil([&door] { return door.server.liveConnections() == 0; }));
}

void GateTest::answerAfterTheServerHasGone()
{
    auto door = std::make_unique<Door>();
    RawClient client(door->port);
    client.send(door->withHost(get("/kept")));
    QVERIFY(waitUntil([&door] { return door->kept.size() == 1; }));
    const auto kept = door->kept;
    door.reset();
    std::thread([&kept] { http::replyJson(kept.front(), 200, "{}"); }).join();
    QVERIFY(client.waitForClose());
    QCOMPARE(client.rest(), "");
}

QTEST_GUILESS_MAIN(GateTest)
#include "tst_gate.moc"
