// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/journal/hubsupport.h"

using namespace std::chrono_literals;
using namespace hubsupport;
using namespace journal;

/// Every message of the event sockets, over real sockets on a real port.
class EventHubTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { m_fixture = std::make_unique<Fixture>(); }

    void cleanup() { m_fixture.reset(); }

    void saysConnected();
    void sendsEventsWithTheirChain();
    void filters();
    void deprecatedOnlyByName();
    void systemGetsItsChannelAndTheOthers();
    void systemShowsTheLastStatusAtOnce();
    void answersPings_data();
    void answersPings();
    void reportsMistakesAndStaysOpen_data();
    void reportsMistakesAndStaysOpen();
    void takesAnAck();
    void noticesAreThinned();

private:
    std::unique_ptr<Fixture> m_fixture;
};

void EventHubTest::saysConnected()
{
    m_fixture->append(cameraOn(u"a"_s));
    m_fixture->start(HubPath::Events);
    Client client(m_fixture->server->serverUrl());
    const QJsonObject hello = client.next(u"connected"_s);
    QCOMPARE(hello.value(u"sequence").toInteger(), 1);
    QCOMPARE(hello.value(u"oldest").toInteger(), 1);
    QVERIFY(hello.value(u"message").isString());
    const QRegularExpression id(u"^ws-events-[0-9a-f]{8}$"_s);
    QVERIFY(id.match(hello.value(u"connection_id").toString()).hasMatch());
    QCOMPARE(hello.value(u"journal").toString(), m_fixture->store->id());
    QVERIFY(!m_fixture->store->id().isEmpty());
    QCOMPARE(hello.size(), 6);
    QCOMPARE(m_fixture->hub->clients(), 1);
}

void EventHubTest::sendsEventsWithTheirChain()
{
    m_fixture->append(cameraOn(u"before"_s));
    m_fixture->start(HubPath::Events);
    const auto client = m_fixture->connected();
    m_fixture->append(cameraOn(u"a"_s));
    m_fixture->append(cameraOn(u"b"_s));
    const QJsonObject first = client->next(u"camera.enabled"_s);
    QCOMPARE(first.value(u"sequence").toInteger(), 2);
    QCOMPARE(first.value(u"previous").toInteger(), 1);
    QCOMPARE(first.value(u"channel").toString(), u"cameras"_s);
    QCOMPARE(first.value(u"data")[u"camera_id"].toString(), u"a"_s);
    QVERIFY(first.value(u"timestamp").toString().endsWith(u'Z'));
    QVERIFY(!first.contains(u"replay"));
    const QJsonObject second = client->next(u"camera.enabled"_s);
    QCOMPARE(second.value(u"sequence").toInteger(), 3);
    QCOMPARE(second.value(u"previous").toInteger(), 2);
}

void EventHubTest::filters()
{
    m_fixture->start(HubPath::Events);
    const auto client = m_fixture->connected();
    client->say(subscribe({u"Service.*"_s}));
    const QJsonObject answer = client->next(u"subscribed"_s);
    QCOMPARE(answer.value(u"action").toString(), u"subscribed"_s);
    QCOMPARE(answer.value(u"events").toArray(), QJsonArray{u"service.*"_s});
    m_fixture->append(cameraOn(u"a"_s));
    m_fixture->append(serviceIs(u"service.status_changed"_s, u"healthy"_s));
    m_fixture->append(cameraOn(u"b"_s));
    m_fixture->append(serviceIs(u"service.status_changed"_s, u"failed"_s));
    QCOMPARE(client->next(u"service.status_changed"_s).value(u"previous").toInteger(), 0);
    const QJsonObject second = client->next(u"service.status_changed"_s);
    QCOMPARE(second.value(u"sequence").toInteger(), 4);
    QCOMPARE(second.value(u"previous").toInteger(), 2);

    client->say(QJsonObject{{u"type"_s, u"unsubscribe"_s}});
    const QJsonObject gone = client->next(u"unsubscribed"_s);
    QCOMPARE(gone.value(u"action").toString(), u"unsubscribed"_s);
    QCOMPARE(gone.value(u"events").toArray(), QJsonArray{u"service.*"_s});
    m_fixture->append(serviceIs(u"service.status_changed"_s, u"healthy"_s));
    client->say(u"ping"_s);
    client->next(u"pong"_s);
    QCOMPARE(client->types().count(u"service.status_changed"_s), 2);
    QCOMPARE(client->types().count(u"camera.enabled"_s), 0);
}

void EventHubTest::deprecatedOnlyByName()
{
    m_fixture->start(HubPath::Events);
    const auto all = m_fixture->connected();
    const auto old = m_fixture->connected();
    old->say(subscribe({u"service_status"_s}));
    old->next(u"subscribed"_s);
    m_fixture->append(serviceIs(u"service_status"_s, u"healthy"_s));
    m_fixture->append(cameraOn(u"a"_s));
    QCOMPARE(all->next(u"camera.enabled"_s).value(u"previous").toInteger(), 0);
    QCOMPARE(old->next(u"service_status"_s).value(u"sequence").toInteger(), 1);
    QVERIFY(!all->types().contains(u"service_status"_s));
}

void EventHubTest::systemGetsItsChannelAndTheOthers()
{
    m_fixture->start(HubPath::System);
    const auto client = m_fixture->connected();
    const auto picky = m_fixture->connected();
    picky->say(subscribe({u"performance_*"_s}));
    picky->next(u"subscribed"_s);
    m_fixture->append(cameraOn(u"a"_s));
    m_fixture->append(serviceIs(u"service.status_changed"_s, u"healthy"_s));
    m_fixture->hub->push(R"({"type":"circuit_breaker_update","timestamp":"t"})");
    m_fixture->hub->push(R"({"type":"performance_update","host":null})");
    QCOMPARE(client->next(u"service.status_changed"_s).value(u"sequence").toInteger(), 2);
    QVERIFY(!client->next(u"circuit_breaker_update"_s).contains(u"sequence"));
    QVERIFY(client->next(u"performance_update"_s).value(u"host").isNull());
    QVERIFY(!client->types().contains(u"camera.enabled"_s));
    QVERIFY(picky->next(u"performance_update"_s).contains(u"host"));
    QVERIFY(!picky->types().contains(u"circuit_breaker_update"_s));
}

void EventHubTest::systemShowsTheLastStatusAtOnce()
{
    m_fixture->start(HubPath::System);
    const auto early = m_fixture->connected();
    m_fixture->append(systemStatus(u"healthy"_s));
    m_fixture->append(systemStatus(u"degraded"_s));
    early->next(u"system.status"_s);
    const auto late = m_fixture->connected();
    const QJsonObject status = late->next(u"system.status"_s);
    QCOMPARE(status.value(u"data")[u"health"].toString(), u"degraded"_s);
    QCOMPARE(status.value(u"replay").toBool(), true);
    m_fixture->append(systemStatus(u"healthy"_s));
    QCOMPARE(late->next(u"system.status"_s).value(u"previous").toInteger(), 2);
}

void EventHubTest::answersPings_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("message") << uR"({"type":"ping"})"_s;
    QTest::newRow("with a sequence") << uR"({"type":"ping","sequence":12})"_s;
    QTest::newRow("bare text") << u"ping"_s;
}

void EventHubTest::answersPings()
{
    QFETCH(QString, text);
    m_fixture->append(cameraOn(u"a"_s));
    m_fixture->start(HubPath::Events);
    const auto client = m_fixture->connected();
    client->say(text);
    const QJsonObject pong = client->next(u"pong"_s);
    QCOMPARE(pong, (QJsonObject{{u"type"_s, u"pong"_s}, {u"sequence"_s, 1}}));
}

void EventHubTest::reportsMistakesAndStaysOpen_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("error");
    QTest::addColumn<QString>("detail");
    QTest::newRow("not JSON") << u"{"_s.leftJustified(300, u'x') << u"invalid_json"_s
                              << u"raw_data_preview"_s;
    QTest::newRow("no type") << u"{}"_s << u"invalid_message_format"_s << u"raw_data_preview"_s;
    QTest::newRow("unknown type") << uR"({"type":"dance"})"_s << u"unknown_message_type"_s
                                  << u"supported_types"_s;
    QTest::newRow("bad data") << uR"({"type":"resync","data":{}})"_s << u"validation_error"_s
                              << u"field"_s;
}

void EventHubTest::reportsMistakesAndStaysOpen()
{
    QFETCH(QString, text);
    QFETCH(QString, detail);
    m_fixture->start(HubPath::Events);
    const auto client = m_fixture->connected();
    client->say(text);
    const QJsonObject error = client->next(u"error"_s);
    QTEST(error.value(u"error").toString(), "error");
    QVERIFY(!error.value(u"message").toString().isEmpty());
    const QJsonObject details = error.value(u"details").toObject();
    QVERIFY2(details.contains(detail), qPrintable(details.keys().join(u' ')));
    QVERIFY(details.value(u"raw_data_preview").toString().size() <= 100);
    client->say(u"ping"_s);
    QCOMPARE(client->next(u"pong"_s).value(u"type").toString(), u"pong"_s);
}

void EventHubTest::takesAnAck()
{
    m_fixture->start(HubPath::Events);
    const auto client = m_fixture->connected();
    client->say(uR"({"type":"ack","data":{"seq":5}})"_s);
    client->say(uR"({"type":"ack","data":{"seq":3}})"_s);
    client->say(u"ping"_s);
    client->next(u"pong"_s);
    const auto *socket = m_fixture->hub->findChild<EventSocket *>();
    QVERIFY(socket);
    QCOMPARE(socket->acknowledged(), 5);
    QVERIFY(!client->types().contains(u"error"_s));
}

void EventHubTest::noticesAreThinned()
{
    m_fixture->start(HubPath::Events);
    const auto client = m_fixture->connected();
    client->say(subscribe({}));
    client->next(u"subscribed"_s);
    m_fixture->append(cameraOn(u"a"_s));
    QElapsedTimer time;
    time.start();
    for (int i = 0; i < 50; ++i) {
        m_fixture->hub->changed(u"/api/system/circuit-breakers"_s);
        m_fixture->hub->changed(u"/api/system/supervisor"_s);
    }
    const auto told = [&](const QString &resource) {
        return std::count_if(
            client->heard.begin(), client->heard.end(),
            [&](const QJsonObject &message) { return message.value(u"resource") == resource; });
    };
    QTRY_COMPARE(told(u"/api/system/circuit-breakers"_s), 2);
    QTRY_COMPARE(told(u"/api/system/supervisor"_s), 2);
    QVERIFY(time.elapsed() >= 90);
    QCOMPARE(client->heard.last().value(u"type").toString(), u"changed"_s);
    QCOMPARE(client->heard.last().value(u"sequence").toInteger(), 1);
}

QTEST_GUILESS_MAIN(EventHubTest)
#include "tst_eventhub.moc"
