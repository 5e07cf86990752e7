// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/journal/hubsupport.h"

#include <QTimer>

using namespace std::chrono_literals;
using namespace hubsupport;
using namespace journal;

/// What a client gets that comes back.
class EventResyncTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { m_fixture = std::make_unique<Fixture>(); }

    void cleanup() { m_fixture.reset(); }

    void resyncReplaysWhatWasMissed();
    void resyncTellsAGap_data();
    void resyncTellsAGap();
    void resyncUnderTheFilter();
    void resyncAmongLiveEvents();
    void resyncTwiceAtOnce();

private:
    std::unique_ptr<Fixture> m_fixture;
};

void EventResyncTest::resyncReplaysWhatWasMissed()
{
    for (int i = 0; i < 5; ++i) {
        m_fixture->append(cameraOn(u"cam%1"_s.arg(i)));
    }
    m_fixture->start(HubPath::Events, {.replayChunk = 2});
    const auto client = m_fixture->connected();
    client->say(resync(2));
    const QJsonObject ack = client->next(u"resync_ack"_s);
    QCOMPARE(ack,
             (QJsonObject{{u"type"_s, u"resync_ack"_s},
                          {u"last_sequence"_s, 5},
                          {u"complete"_s, true},
                          {u"oldest_sequence"_s, 1}}));
    QCOMPARE(sequencesOf(client->heard), (QList<qint64>{3, 4, 5}));
    for (qsizetype i = 1; i <= 3; ++i) {
        QCOMPARE(client->heard.at(i).value(u"replay").toBool(), true);
        QCOMPARE(client->heard.at(i).value(u"previous").toInteger(), i + 1);
    }
    m_fixture->append(cameraOn(u"live"_s));
    const QJsonObject live = client->next(u"camera.enabled"_s);
    QCOMPARE(live.value(u"previous").toInteger(), 5);
    QVERIFY(!live.contains(u"replay"));
}

void EventResyncTest::resyncTellsAGap_data()
{
    QTest::addColumn<qint64>("after");
    QTest::addColumn<bool>("complete");
    QTest::addColumn<QList<qint64>>("replayed");
    // Lines 1 to 4 are gone, 5 to 10 are there, four are replayed at most.
    QTest::newRow("nothing missed") << qint64(10) << true << QList<qint64>{};
    QTest::newRow("some missed") << qint64(8) << true << QList<qint64>{9, 10};
    QTest::newRow("as many as are replayed") << qint64(6) << true << QList<qint64>{7, 8, 9, 10};
    QTest::newRow("one more") << qint64(5) << false << QList<qint64>{7, 8, 9, 10};
    QTest::newRow("older than the journal") << qint64(2) << false << QList<qint64>{7, 8, 9, 10};
    QTest::newRow("from another journal") << qint64(99) << false << QList<qint64>{};
}

void EventResyncTest::resyncTellsAGap()
{
    QFETCH(qint64, after);
    QFETCH(QList<qint64>, replayed);
    for (int i = 0; i < 10; ++i) {
        m_fixture->append(cameraOn(u"cam%1"_s.arg(i)));
    }
    QVERIFY(written<int>(*m_fixture->store, [](storage::Transaction &tx) {
                return tx.change(u"DELETE FROM journal WHERE sequence <= 4"_s);
            }).ok());
    m_fixture->start(HubPath::Events, {.replayLines = 4});
    const auto client = m_fixture->connected();
    client->say(resync(after));
    const QJsonObject ack = client->next(u"resync_ack"_s);
    QTEST(ack.value(u"complete").toBool(), "complete");
    QCOMPARE(ack.value(u"last_sequence").toInteger(), 10);
    QCOMPARE(ack.value(u"oldest_sequence").toInteger(), 5);
    QCOMPARE(sequencesOf(client->heard), replayed);
    m_fixture->append(cameraOn(u"live"_s));
    QTRY_COMPARE(sequencesOf(client->heard).value(replayed.size()), 11);
    QCOMPARE(client->heard.last().value(u"previous").toInteger(), 10);
}

void EventResyncTest::resyncUnderTheFilter()
{
    m_fixture->append(cameraOn(u"a"_s));
    m_fixture->append(serviceIs(u"service.status_changed"_s, u"healthy"_s));
    m_fixture->append(cameraOn(u"b"_s));
    m_fixture->start(HubPath::Events);
    const auto client = m_fixture->connected();
    client->say(subscribe({u"service.*"_s}));
    client->say(resync(0));
    QCOMPARE(client->next(u"resync_ack"_s).value(u"last_sequence").toInteger(), 2);
    QCOMPARE(sequencesOf(client->heard), QList<qint64>{2});
    m_fixture->append(serviceIs(u"service.status_changed"_s, u"failed"_s));
    QTRY_COMPARE(sequencesOf(client->heard), (QList<qint64>{2, 4}));
    QCOMPARE(client->heard.last().value(u"previous").toInteger(), 2);
}

void EventResyncTest::resyncAmongLiveEvents()
{
    constexpr qint64 eventCount = 600;
    constexpr int clientCount = 12;
    for (int i = 0; i < 3; ++i) {
        m_fixture->append(cameraOn(u"known"_s));
    }
    m_fixture->start(HubPath::Events, {.replayChunk = 7});
    std::vector<std::unique_ptr<Client>> clients;
    QTimer feed;
    qint64 appended = m_fixture->journal->sequence();
    connect(&feed, &QTimer::timeout, this, [&] {
        for (int i = 0; i < 4 && appended < eventCount; ++i, ++appended) {
            m_fixture->journal->append(cameraOn(u"cam%1"_s.arg(appended)));
        }
        if (clients.size() < clientCount && appended > std::ssize(clients) * 40) {
            clients.push_back(std::make_unique<Client>(m_fixture->server->serverUrl()));
            QWebSocket *socket = &clients.back()->socket;
            connect(socket, &QWebSocket::textMessageReceived, socket,
                    [socket](const QString &text) {
                        if (text.contains(u"\"connected\"")) {
                            socket->sendTextMessage(
                                uR"({"type":"resync","data":{"last_sequence":3}})"_s);
                        }
                    });
        }
    });
    feed.start(1ms);
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->journal->sequence(), eventCount, 20'000);
    QCOMPARE(clients.size(), clientCount);
    for (const auto &client : clients) {
        QTRY_VERIFY_WITH_TIMEOUT(!sequencesOf(client->heard).isEmpty()
                                     && sequencesOf(client->heard).last() == eventCount,
                                 20'000);
        // What came live before the replay began comes again in it.
        qint64 position = 3;
        bool acknowledged = false;
        for (const QJsonObject &message : std::as_const(client->heard)) {
            const bool isEvent = message.contains(u"previous");
            if (message.value(u"type") == u"resync_ack"_s) {
                QVERIFY(message.value(u"complete").toBool());
                QCOMPARE(message.value(u"last_sequence").toInteger(), position);
                acknowledged = true;
            } else if (isEvent && (acknowledged || message.value(u"replay").toBool())) {
                QCOMPARE(message.value(u"replay").toBool(), !acknowledged);
                QCOMPARE(message.value(u"previous").toInteger(), position);
                QCOMPARE(message.value(u"sequence").toInteger(), position + 1);
                ++position;
            }
        }
        QCOMPARE(position, eventCount);
    }
}

void EventResyncTest::resyncTwiceAtOnce()
{
    m_fixture->append(cameraOn(u"a"_s));
    m_fixture->start(HubPath::Events);
    const auto client = m_fixture->connected();
    client->say(resync(0));
    client->say(resync(0));
    // Each is answered: with its replay, or with the advice to wait.
    QTRY_COMPARE(client->types().count(u"resync_ack"_s) + client->types().count(u"error"_s), 2);
}

QTEST_GUILESS_MAIN(EventResyncTest)
#include "tst_eventresync.moc"
