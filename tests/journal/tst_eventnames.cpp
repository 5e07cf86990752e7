// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/journal/hubsupport.h"

using namespace hubsupport;
using namespace journal;

/// A connection under the original's names, and how a line is written once for many clients.
class EventNamesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { m_fixture = std::make_unique<Fixture>(); }

    void cleanup() { m_fixture.reset(); }

    void textsOfOneLine();
    void everythingUnderTheParentsNames();
    void patternsUnderTheParentsNames_data();
    void patternsUnderTheParentsNames();
    void replaysUnderTheParentsNames();
    void theStatusUnderItsParentsName();
    void aResyncGetsItsChannelBack();
    void figures();

private:
    /// A line of each kind, in the order in which the product tells them.
    QList<Event> lines() const
    {
        return {cameraOn(u"a"_s),
                {.type = u"camera.status_changed"_s,
                 .data = {{u"camera_id"_s, u"a"_s},
                          {u"status"_s, u"online"_s},
                          {u"timestamp"_s, u"2025-12-27T10:30:00Z"_s}}},
                serviceIs(u"service.status_changed"_s, u"healthy"_s),
                serviceIs(u"service_status"_s, u"healthy"_s),
                systemStatus(u"healthy"_s)};
    }

    static QStringList eventsOf(const Client &client)
    {
        QStringList types;
        for (const QJsonObject &message : client.heard) {
            if (message.contains(u"previous")) {
                types.append(message.value(u"type").toString());
            }
        }
        return types;
    }

    std::unique_ptr<Fixture> m_fixture;
};

void EventNamesTest::textsOfOneLine()
{
    Event event = serviceIs(u"service_status"_s, u"healthy"_s);
    event.sequence = 7;
    event.channel = u"system"_s;
    event.timestamp = protocol::WallTime{};
    const QString rest = uR"(,"channel":"system","data":{"service":"clip","status":"healthy"},)"
                         uR"("timestamp":"1970-01-01T00:00:00.000Z","sequence":7,"previous":)"_s;
    EventText live(event, m_fixture->registry);
    QVERIFY(live.isDeprecated());
    QCOMPARE(live.toText(Names::Registry, 5), uR"({"type":"service_status")"_s + rest + u"5}"_s);
    QCOMPARE(live.toText(Names::Registry, 6), uR"({"type":"service_status")"_s + rest + u"6}"_s);
    // Many clients share one text.
    QCOMPARE(live.toText(Names::Registry, 6).constData(),
             live.toText(Names::Registry, 6).constData());
    event.type = u"system.status"_s;
    EventText again(event, m_fixture->registry, Telling::Replay);
    QCOMPARE(again.toText(Names::Parent, 0),
             uR"({"type":"system_status")"_s + rest + uR"(0,"replay":true})"_s);
    QCOMPARE(again.toText(Names::Registry, 0),
             uR"({"type":"system.status")"_s + rest + uR"(0,"replay":true})"_s);
}

void EventNamesTest::everythingUnderTheParentsNames()
{
    m_fixture->start(HubPath::Events, {}, {}, {}, Names::Parent);
    const auto client = m_fixture->connected();
    m_fixture->append(lines());
    client->next(u"system_status"_s);
    QCOMPARE(eventsOf(*client),
             (QStringList{u"camera.enabled"_s, u"camera_status"_s, u"service_status"_s,
                          u"system_status"_s}));
    // Line 3 was left out, and the chain says so: it is no gap.
    const QList<QJsonObject> heard = client->heard;
    QCOMPARE(sequencesOf(heard), (QList<qint64>{1, 2, 4, 5}));
    QCOMPARE(heard.last().value(u"previous").toInteger(), 4);
    QCOMPARE(heard.at(heard.size() - 2).value(u"previous").toInteger(), 2);
    QCOMPARE(heard.last().value(u"channel").toString(), u"system"_s);
}

void EventNamesTest::patternsUnderTheParentsNames_data()
{
    QTest::addColumn<QJsonArray>("patterns");
    QTest::addColumn<QStringList>("types");
    const QString service = u"service_status"_s;
    const QString camera = u"camera_status"_s;
    QTest::newRow("its own name") << QJsonArray{u"camera_status"_s} << QStringList{camera};
    QTest::newRow("the registry's name")
        << QJsonArray{u"camera.status_changed"_s} << QStringList{camera};
    QTest::newRow("a pattern of its own")
        << QJsonArray{u"*_status"_s} << QStringList{camera, service, u"system_status"_s};
    QTest::newRow("a pattern of the registry's")
        << QJsonArray{u"camera.*"_s} << QStringList{u"camera.enabled"_s, camera};
    QTest::newRow("the newer of two names")
        << QJsonArray{u"service.status_changed"_s} << QStringList{service};
    QTest::newRow("upper case") << QJsonArray{u"CAMERA_STATUS"_s} << QStringList{camera};
    QTest::newRow("none of ours") << QJsonArray{u"worker_status"_s} << QStringList{};
    QTest::newRow("nothing") << QJsonArray{} << QStringList{};
}

void EventNamesTest::patternsUnderTheParentsNames()
{
    QFETCH(QJsonArray, patterns);
    QFETCH(QStringList, types);
    m_fixture->start(HubPath::Events, {}, {}, {}, Names::Parent);
    const auto client = m_fixture->connected();
    client->say(subscribe(patterns));
    client->next(u"subscribed"_s);
    m_fixture->append(lines());
    client->say(u"ping"_s);
    client->next(u"pong"_s);
    QCOMPARE(eventsOf(*client), types);
}

void EventNamesTest::replaysUnderTheParentsNames()
{
    m_fixture->append(lines());
    m_fixture->start(HubPath::Events, {}, {}, {}, Names::Parent);
    const auto client = m_fixture->connected();
    client->say(resync(1));
    QCOMPARE(client->next(u"resync_ack"_s).value(u"complete").toBool(), true);
    QCOMPARE(eventsOf(*client),
             (QStringList{u"camera_status"_s, u"service_status"_s, u"system_status"_s}));
}

void EventNamesTest::theStatusUnderItsParentsName()
{
    m_fixture->start(HubPath::System, {}, {}, {}, Names::Parent);
    m_fixture->append(systemStatus(u"degraded"_s));
    const auto client = m_fixture->connected();
    const QJsonObject status = client->next(u"system_status"_s);
    QCOMPARE(status.value(u"data")[u"health"].toString(), u"degraded"_s);
    QCOMPARE(status.value(u"replay").toBool(), true);
}

// {"type":"resync","data":{"channel":…,"last_sequence":n}} is what clients of the original send.
void EventNamesTest::aResyncGetsItsChannelBack()
{
    m_fixture->start(HubPath::Events);
    const auto client = m_fixture->connected();
    client->say(uR"({"type":"resync","data":{"channel":"events","last_sequence":0}})"_s);
    const QJsonObject ack = client->next(u"resync_ack"_s);
    QCOMPARE(ack.value(u"channel").toString(), u"events"_s);
    QCOMPARE(ack.value(u"last_sequence").toInteger(), 0);
    client->say(resync(0));
    QVERIFY(!client->next(u"resync_ack"_s).contains(u"channel"));
}

void EventNamesTest::figures()
{
    qint64 unsent = 0;
    m_fixture->start(HubPath::Events, {}, {}, [&unsent] { return unsent; });
    QCOMPARE(m_fixture->hub->figures(), HubFigures());
    const auto first = m_fixture->connected();
    auto second = m_fixture->connected();
    m_fixture->append(cameraOn(u"a"_s));
    // Each was told `connected` and the line.
    QCOMPARE(m_fixture->hub->figures(), (HubFigures{.clients = 2, .admitted = 2, .sent = 4}));
    second.reset();
    QTRY_COMPARE(m_fixture->hub->figures(), (HubFigures{.clients = 1, .admitted = 2, .sent = 4}));
    unsent = 2'000'000;
    QCOMPARE(m_fixture->hub->figures().backlogBytes, 2'000'000);
    m_fixture->append(cameraOn(u"b"_s));
    QTRY_COMPARE(m_fixture->hub->figures(), (HubFigures{.admitted = 2, .sent = 4, .tooSlow = 1}));
}

QTEST_GUILESS_MAIN(EventNamesTest)
#include "tst_eventnames.moc"
