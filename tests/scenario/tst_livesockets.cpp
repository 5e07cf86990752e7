// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/iserror.h"
#include "tests/scenario/support/socketclient.h"

using namespace Qt::StringLiterals;
using scenario::Base;
using scenario::Daemon;
using scenario::Headers;
using scenario::SocketClient;
using scenario::waitUntil;
using scenario::Workers;

namespace {

// Nobody listens on port 1, so that the breaker opens with the first probe.
const QString Config = u"[ai]\n"
                       "embedded = \"false\"\n"
                       "probe_interval_seconds = 1\n"
                       "[ai.yolo26]\n"
                       "url = \"http://127.0.0.1:1\"\n"
                       "[breakers]\n"
                       "failure_threshold = 1\n"
                       "[supervisor]\n"
                       "backoff_base_seconds = 0.1\n"
                       "[[worker]]\n"
                       "name = \"sleeper\"\n"
                       "command = [\"/bin/sleep\", \"1000\"]\n"_s;

QJsonObject subscription(const QString &type, const QStringList &patterns)
{
    return {{u"type"_s, type},
            {u"data"_s, QJsonObject{{u"events"_s, QJsonArray::fromStringList(patterns)}}}};
}

} // namespace

/// The two WebSockets of a real daemon.
class LiveSocketsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void subscribeFilters();
    void resyncReplays();
    void systemSocketTellsTheSystem();
    void mistakesAreAnswered_data();
    void mistakesAreAnswered();
    void wrongFramesClose_data();
    void wrongFramesClose();
    void refusedUpgrades_data();
    void refusedUpgrades();
    void stopSaysGoodbye();

private:
    QUrl events() const { return m_daemon.socketUrl(u"/ws/events"_s); }

    Daemon m_daemon{{.toml = Config}};
};

void LiveSocketsTest::initTestCase()
{
    QVERIFY2(m_daemon.start(), m_daemon.errorText().constData());
    QVERIFY(m_daemon.waitForWorker(u"sleeper"_s, u"running"_s));
}

// The second client hears everything: it tells when the first one would have heard, too.
void LiveSocketsTest::subscribeFilters()
{
    SocketClient some(events());
    SocketClient all(events());
    QVERIFY(!some.greeting().isEmpty());
    QVERIFY(!all.greeting().isEmpty());
    some.send(subscription(u"subscribe"_s, {u"Service.*"_s}));
    QCOMPARE(some.next(u"subscribed"_s),
             (QJsonObject{{u"type"_s, u"subscribed"_s},
                          {u"action"_s, u"subscribed"_s},
                          {u"events"_s, QJsonArray{u"service.*"_s}}}));
    const qsizetype before = some.events().size();
    QCOMPARE(m_daemon.post(Workers + "sleeper/restart").status, 200);
    QVERIFY(!some.nextStatus(u"worker:sleeper"_s, u"running"_s).isEmpty());
    const QList<QJsonObject> heard = some.events().mid(before);
    QVERIFY(heard.size() >= 2);
    for (qsizetype i = 0; i < heard.size(); ++i) {
        QCOMPARE(heard[i].value(u"type").toString(), u"service.status_changed"_s);
        QVERIFY(i == 0 || heard[i].value(u"previous") == heard[i - 1].value(u"sequence"));
    }

    some.send(subscription(u"unsubscribe"_s, {u"service.*"_s}));
    QVERIFY(!some.next(u"unsubscribed"_s).isEmpty());
    const qsizetype silent = some.events().size();
    QCOMPARE(m_daemon.post(Workers + "sleeper/stop").status, 200);
    QVERIFY(!all.nextStatus(u"worker:sleeper"_s, u"stopped"_s).isEmpty());
    some.send({{u"type"_s, u"ping"_s}});
    QVERIFY(some.next(u"pong"_s).contains(u"sequence"));
    QCOMPARE(some.events().size(), silent);
    QCOMPARE(m_daemon.post(Workers + "sleeper/start").status, 200);
    QVERIFY(!all.nextStatus(u"worker:sleeper"_s, u"running"_s).isEmpty());
}

void LiveSocketsTest::resyncReplays()
{
    QJsonObject last;
    {
        SocketClient first(events());
        QVERIFY(!first.greeting().isEmpty());
        QCOMPARE(m_daemon.post(Workers + "sleeper/restart").status, 200);
        last = first.nextStatus(u"worker:sleeper"_s, u"running"_s);
        QVERIFY(!last.isEmpty());
    }
    const qint64 seen = last.value(u"sequence").toInteger();
    scenario::killHard(m_daemon.workerProcesses().value(u"sleeper"_s));
    QVERIFY(
        waitUntil([this] { return m_daemon.worker(u"sleeper"_s).value(u"restart_count") == 1; }));
    // The journal has it a moment after the supervisor knows.
    QVERIFY(waitUntil([this] {
        const QJsonArray lines = m_daemon.get("/api/journal?type=service.status_changed&limit=1")
                                     .json()[u"items"_s]
                                     .toArray();
        const QJsonValue data = lines.first()[u"data"];
        return data[u"service"] == u"worker:sleeper"_s && data[u"status"] == u"running"_s;
    }));

    SocketClient second(events());
    const QJsonObject greeting = second.greeting();
    QVERIFY(greeting.value(u"sequence").toInteger() > seen);
    second.send({{u"type"_s, u"resync"_s}, {u"data"_s, QJsonObject{{u"last_sequence"_s, seen}}}});
    const QJsonObject acknowledged = second.next(u"resync_ack"_s);
    QCOMPARE(acknowledged.value(u"complete"), QJsonValue(true));
    QStringList states;
    qint64 sequence = seen;
    for (const QJsonObject &event : second.events()) {
        if (event.value(u"replay") != QJsonValue(true)) {
            continue;
        }
        QVERIFY(event.value(u"sequence").toInteger() > sequence);
        sequence = event.value(u"sequence").toInteger();
        if (event.value(u"data")[u"service"] == u"worker:sleeper"_s) {
            states.append(event.value(u"data")[u"status"].toString());
        }
    }
    QCOMPARE(states, QStringList({u"crashed"_s, u"restarting"_s, u"running"_s}));
    // The chain goes on from the last that this client was to get.
    QCOMPARE(acknowledged.value(u"last_sequence").toInteger(), sequence);
}

void LiveSocketsTest::systemSocketTellsTheSystem()
{
    SocketClient client(m_daemon.socketUrl(u"/ws/system"_s));
    QVERIFY(!client.greeting().isEmpty());
    const QJsonObject status = client.next(u"system.status"_s);
    QCOMPARE(status.value(u"channel").toString(), u"system"_s);
    QVERIFY(status.value(u"data")[u"queue"][u"pending"].isDouble());
    QCOMPARE(m_daemon.post(Base + "circuit-breakers/yolo26/reset").status, 200);
    const QJsonObject update = client.next(u"circuit_breaker_update"_s);
    QVERIFY(!update.contains(u"sequence"));
    const QJsonValue data = update.value(u"data");
    QCOMPARE(data[u"summary"][u"total"].toInt(), 5);
    QCOMPARE(data[u"breakers"].toObject().size(), 5);
    QVERIFY(data[u"breakers"][u"yolo26"][u"state"].isString());
    QCOMPARE(m_daemon.post(Workers + "sleeper/restart").status, 200);
    const QJsonObject changed = client.next([](const QJsonObject &message) {
        return message.value(u"type") == u"changed"_s
            && message.value(u"resource") == u"/api/system/supervisor"_s;
    });
    QVERIFY(changed.contains(u"sequence"));
    for (const QJsonObject &event : client.events()) {
        QCOMPARE(event.value(u"channel").toString(), u"system"_s);
    }
    QVERIFY(m_daemon.waitForWorker(u"sleeper"_s, u"running"_s));
}

void LiveSocketsTest::mistakesAreAnswered_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("error");

    QTest::newRow("no JSON") << u"hello"_s << u"invalid_json"_s;
    QTest::newRow("a list") << u"[]"_s << u"invalid_message_format"_s;
    QTest::newRow("no type") << u"{}"_s << u"invalid_message_format"_s;
    QTest::newRow("data that is a text")
        << uR"({"type":"subscribe","data":"x"})"_s << u"invalid_message_format"_s;
    QTest::newRow("an invented type") << uR"({"type":"shutdown"})"_s << u"unknown_message_type"_s;
    QTest::newRow("subscribe to nothing") << uR"({"type":"subscribe"})"_s << u"validation_error"_s;
    QTest::newRow("subscribe to a number")
        << uR"({"type":"subscribe","data":{"events":[1]}})"_s << u"validation_error"_s;
    QTest::newRow("resync from before the beginning")
        << uR"({"type":"resync","data":{"last_sequence":-1}})"_s << u"validation_error"_s;
}

void LiveSocketsTest::mistakesAreAnswered()
{
    QFETCH(QString, text);
    QFETCH(QString, error);

    SocketClient client(events());
    QVERIFY(!client.greeting().isEmpty());
    client.socket().sendTextMessage(text);
    const QJsonObject answer = client.next(u"error"_s);
    QCOMPARE(answer.value(u"error").toString(), error);
    QVERIFY(answer.value(u"message").isString());
    QVERIFY(answer.contains(u"details"));
    client.send({{u"type"_s, u"ping"_s}});
    QVERIFY(!client.next(u"pong"_s).isEmpty());
}

void LiveSocketsTest::wrongFramesClose_data()
{
    QTest::addColumn<bool>("isBinary");
    QTest::addColumn<int>("size");
    QTest::addColumn<int>("code");

    QTest::newRow("binary") << true << 1 << 1003;
    QTest::newRow("a text over 64 KiB") << false << 65537 << 1009;
}

void LiveSocketsTest::wrongFramesClose()
{
    QFETCH(bool, isBinary);
    QFETCH(int, size);
    QFETCH(int, code);

    SocketClient client(events());
    QVERIFY(!client.greeting().isEmpty());
    const QByteArray bytes(size, ' ');
    if (isBinary) {
        client.socket().sendBinaryMessage(bytes);
    } else {
        client.socket().sendTextMessage(QString::fromLatin1(bytes));
    }
    QVERIFY(
        waitUntil([&] { return client.socket().state() == QAbstractSocket::UnconnectedState; }));
    QCOMPARE(int(client.socket().closeCode()), code);
}

void LiveSocketsTest::refusedUpgrades_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<Headers>("headers");
    QTest::addColumn<int>("status");

    QTest::newRow("foreign Origin")
        << QByteArray("/ws/events") << Headers{{"Origin", "https://evil.example"}} << 403;
    QTest::newRow("foreign Host") << QByteArray("/ws/events") << Headers{{"Host", "evil.example"}}
                                  << 421;
    QTest::newRow("a wrong token")
        << QByteArray("/ws/system") << Headers{{"Authorization", "Bearer x"}} << 401;
    QTest::newRow("unknown path") << QByteArray("/ws/nowhere") << Headers{} << 404;
    QTest::newRow("a token in the URL") << QByteArray("/ws/events?token=x") << Headers{} << 400;
}

void LiveSocketsTest::refusedUpgrades()
{
    QFETCH(QByteArray, path);
    QFETCH(Headers, headers);
    QFETCH(int, status);

    headers += Headers{{"Connection", "Upgrade"},
                       {"Upgrade", "websocket"},
                       {"Sec-WebSocket-Version", "13"},
                       {"Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="}};
    scenario::isError(m_daemon.request("GET", path, headers), status);
}

void LiveSocketsTest::stopSaysGoodbye()
{
    SocketClient client(events());
    QVERIFY(!client.greeting().isEmpty());
    QCOMPARE(m_daemon.terminate(), std::optional(0));
    QVERIFY(
        waitUntil([&] { return client.socket().state() == QAbstractSocket::UnconnectedState; }));
    QCOMPARE(client.socket().closeCode(), QWebSocketProtocol::CloseCodeGoingAway);
}

QTEST_GUILESS_MAIN(LiveSocketsTest)
#include "tst_livesockets.moc"
