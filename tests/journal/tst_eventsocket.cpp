// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/journal/hubsupport.h"

#include <QTcpSocket>
#include <QTimer>

using namespace std::chrono_literals;
using namespace hubsupport;
using namespace journal;

/// How a connection is kept, refused and ended.
class EventSocketTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { m_fixture = std::make_unique<Fixture>(); }

    void cleanup() { m_fixture.reset(); }

    void pingsByItself();
    void closesTheSilent();
    void authenticates_data();
    void authenticates();
    void nothingBeforeTheToken();
    void noTokenInTime();
    void revokes();
    void refusesBinary();
    void refusesTooMuch();
    void theSlowAreCutOff();
    void aBurstCutsNobodyOff();
    void aClientThatStopsReading();
    void comingAndGoing();
    void saysGoodBye();

private:
    std::unique_ptr<Fixture> m_fixture;
};

void EventSocketTest::pingsByItself()
{
    m_fixture->start(HubPath::Events, {.ping = 20ms});
    const auto client = m_fixture->connected();
    QCOMPARE(client->next(u"ping"_s), (QJsonObject{{u"type"_s, u"ping"_s}, {u"sequence"_s, 0}}));
    client->say(uR"({"type":"pong","sequence":0})"_s);
    client->next(u"ping"_s);
    QVERIFY(!client->types().contains(u"error"_s));
    QCOMPARE(Limits().ping, 30s);
    QCOMPARE(Limits().silence, 300s);
}

void EventSocketTest::closesTheSilent()
{
    m_fixture->start(HubPath::Events, {.ping = 1h, .silence = 1s});
    const auto silent = m_fixture->connected();
    const auto talking = m_fixture->connected();
    QTimer talk;
    connect(&talk, &QTimer::timeout, this, [&] { talking->say(u"ping"_s); });
    talk.start(50ms);
    QTRY_VERIFY(silent->closed);
    QCOMPARE(static_cast<int>(silent->socket.closeCode()), 1000);
    QCOMPARE(silent->socket.closeReason(), u"Idle timeout"_s);
    QVERIFY(!talking->closed);
    QTRY_COMPARE(m_fixture->hub->clients(), 1);
}

void EventSocketTest::authenticates_data()
{
    QTest::addColumn<QString>("token");
    QTest::addColumn<QString>("scope"); // empty: refused
    QTest::newRow("right") << u"sb_good"_s << u"operate"_s;
    QTest::newRow("wrong") << u"sb_bad"_s << QString();
}

void EventSocketTest::authenticates()
{
    QFETCH(QString, token);
    QFETCH(QString, scope);
    m_fixture->start(HubPath::Events, {}, {.tokenNeeded = true, .check = [](const QString &given) {
                                               return given == u"sb_good"
                                                   ? std::optional(Grant{.scope = u"operate"_s})
                                                   : std::nullopt;
                                           }});
    const auto client = m_fixture->connected();
    client->say(
        QJsonObject{{u"type"_s, u"authenticate"_s}, {u"data"_s, QJsonObject{{u"token"_s, token}}}});
    if (scope.isEmpty()) {
        QTRY_VERIFY(client->closed);
        QCOMPARE(static_cast<int>(client->socket.closeCode()), 1008);
        return;
    }
    QCOMPARE(client->next(u"authenticated"_s),
             (QJsonObject{{u"type"_s, u"authenticated"_s}, {u"scope"_s, scope}}));
}

void EventSocketTest::nothingBeforeTheToken()
{
    m_fixture->start(HubPath::Events, {}, {.tokenNeeded = true, .check = [](const QString &) {
                                               return std::optional(Grant{.scope = u"read"_s});
                                           }});
    const auto client = m_fixture->connected();
    m_fixture->append(cameraOn(u"a"_s));
    m_fixture->hub->changed(u"/api/system/supervisor"_s);
    client->say(resync(0));
    QCOMPARE(client->next(u"error"_s).value(u"error").toString(), u"validation_error"_s);
    client->say(uR"({"type":"authenticate","data":{"token":"t"}})"_s);
    client->next(u"authenticated"_s);
    QCOMPARE(client->types(), (QStringList{u"connected"_s, u"error"_s, u"authenticated"_s}));
    m_fixture->append(cameraOn(u"b"_s));
    // connected said 0: the client sees that it has missed something.
    QCOMPARE(client->next(u"camera.enabled"_s).value(u"previous").toInteger(), 1);
}

void EventSocketTest::noTokenInTime()
{
    m_fixture->start(HubPath::Events, {.authentication = 50ms}, {.tokenNeeded = true});
    const auto client = m_fixture->connected();
    QTRY_VERIFY(client->closed);
    QCOMPARE(static_cast<int>(client->socket.closeCode()), 1008);
    QCOMPARE(Limits().authentication, 10s);
}

void EventSocketTest::revokes()
{
    m_fixture->start(HubPath::Events, {}, {.grant = {.scope = u"read"_s, .tokenId = u"t1"_s}});
    const auto client = m_fixture->connected();
    m_fixture->hub->revoke(u"t2"_s);
    client->say(u"ping"_s);
    QCOMPARE(client->next(u"pong"_s).value(u"type").toString(), u"pong"_s);
    m_fixture->hub->revoke(u"t1"_s);
    QTRY_VERIFY(client->closed);
    QCOMPARE(static_cast<int>(client->socket.closeCode()), 1008);
}

void EventSocketTest::refusesBinary()
{
    m_fixture->start(HubPath::Events);
    const auto client = m_fixture->connected();
    client->socket.sendBinaryMessage("ping");
    QTRY_VERIFY(client->closed);
    QCOMPARE(static_cast<int>(client->socket.closeCode()), 1003);
}

void EventSocketTest::refusesTooMuch()
{
    m_fixture->start(HubPath::Events);
    const auto client = m_fixture->connected();
    client->say(QString(65'536, u'x'));
    QCOMPARE(client->next(u"error"_s).value(u"error").toString(), u"invalid_json"_s);
    client->say(QString(65'537, u'x'));
    QTRY_VERIFY(client->closed);
    QCOMPARE(static_cast<int>(client->socket.closeCode()), 1009);
    QTRY_COMPARE(m_fixture->hub->clients(), 0);
}

void EventSocketTest::theSlowAreCutOff()
{
    qint64 unsent = 0;
    m_fixture->start(HubPath::Events, {}, {}, [&unsent] { return unsent; });
    const auto client = m_fixture->connected();
    unsent = 1'048'576;
    m_fixture->append(cameraOn(u"just so"_s));
    client->next(u"camera.enabled"_s);
    unsent = 1'048'577;
    m_fixture->append(cameraOn(u"too much"_s));
    QCOMPARE(client->next(u"error"_s).value(u"error").toString(), u"too_slow"_s);
    QTRY_VERIFY(client->closed);
    QCOMPARE(static_cast<int>(client->socket.closeCode()), 4013);
    QCOMPARE(client->types().count(u"camera.enabled"_s), 1);
    QTRY_COMPARE(m_fixture->hub->clients(), 0);
}

// More than the backlog in one turn of the loop, but the kernel takes it.
void EventSocketTest::aBurstCutsNobodyOff()
{
    m_fixture->start(HubPath::System, {.backlogBytes = 100'000});
    const auto client = m_fixture->connected();
    const QByteArray message =
        R"({"type":"performance_update","filler":")" + QByteArray(20'000, 'x') + R"("})";
    for (int i = 0; i < 20; ++i) {
        m_fixture->hub->push(message);
    }
    QTRY_COMPARE(client->types().count(u"performance_update"_s), 20);
    QVERIFY(!client->closed);
}

void EventSocketTest::aClientThatStopsReading()
{
    m_fixture->start(HubPath::System, {.goodbye = 100ms});
    const auto healthy = m_fixture->connected();
    QTcpSocket stuck;
    stuck.setReadBufferSize(1);
    stuck.connectToHost(QHostAddress(QHostAddress::LocalHost), m_fixture->server->serverPort());
    QVERIFY(stuck.waitForConnected());
    stuck.write("GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
    QTRY_COMPARE(m_fixture->hub->clients(), 2);
    const QByteArray message =
        R"({"type":"performance_update","filler":")" + QByteArray(100'000, 'x') + R"("})";
    int pushed = 0;
    const bool cut = QTest::qWaitFor(
        [&] {
            for (int i = 0; i < 5 && healthy->types().count(u"performance_update"_s) > pushed - 5;
                 ++i) {
                m_fixture->hub->push(message);
                ++pushed;
            }
            return m_fixture->hub->clients() == 1;
        },
        20'000);
    QVERIFY(cut);
    QTRY_COMPARE(healthy->types().count(u"performance_update"_s), pushed);
    QVERIFY(!healthy->closed);
}

void EventSocketTest::comingAndGoing()
{
    m_fixture->start(HubPath::Events);
    for (int i = 0; i < 30; ++i) {
        const auto client = m_fixture->connected();
        if (i % 2 == 0) {
            client->say(resync(0));
            client->socket.abort();
        } else {
            client->socket.close();
        }
    }
    QTRY_COMPARE(m_fixture->hub->clients(), 0);
    QTRY_COMPARE(m_fixture->hub->findChildren<EventSocket *>().size(), 0);
}

void EventSocketTest::saysGoodBye()
{
    m_fixture->start(HubPath::Events);
    const auto client = m_fixture->connected();
    m_fixture->hub->closeAll();
    QTRY_VERIFY(client->closed);
    QCOMPARE(static_cast<int>(client->socket.closeCode()), 1001);
    QTRY_COMPARE(m_fixture->hub->clients(), 0);
}

QTEST_GUILESS_MAIN(EventSocketTest)
#include "tst_eventsocket.moc"
