// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/journal/eventhub.h"
#include "tests/storage/storagesupport.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QWebSocket>
#include <QWebSocketServer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace journal;
using protocol::Event;
using storage::Storage;

namespace {

/// A client with real sockets that keeps what it hears.
class Client final
{
public:
    explicit Client(const QUrl &url)
    {
        QObject::connect(&socket, &QWebSocket::textMessageReceived, &socket,
                         [this](const QString &text) {
                             heard.append(QJsonDocument::fromJson(text.toUtf8()).object());
                         });
        QObject::connect(&socket, &QWebSocket::disconnected, &socket, [this] { closed = true; });
        socket.open(url);
    }

    /// The first message of this type from `from` on; waits for it.
    QJsonObject next(const QString &type)
    {
        QJsonObject found;
        const bool came = QTest::qWaitFor([&] {
            for (; seen < heard.size(); ++seen) {
                if (heard.at(seen).value(u"type").toString() == type) {
                    found = heard.at(seen++);
                    return true;
                }
            }
            return false;
        });
        return came ? found : QJsonObject{{u"type"_s, u"nothing came"_s}};
    }

    QStringList types() const
    {
        QStringList types;
        for (const QJsonObject &message : heard) {
            types.append(message.value(u"type").toString());
        }
        return types;
    }

    void say(const QString &text) { socket.sendTextMessage(text); }

    void say(const QJsonObject &message)
    {
        say(QString::fromUtf8(QJsonDocument(message).toJson(QJsonDocument::Compact)));
    }

    QWebSocket socket;
    QList<QJsonObject> heard = {};
    qsizetype seen = 0;
    bool closed = false;
};

Event cameraOn(const QString &camera)
{
    return {.type = u"camera.enabled"_s,
            .data = {{u"camera_id"_s, camera}, {u"enabled_at"_s, u"2025-12-27T10:30:00Z"_s}}};
}

Event serviceIs(const QString &type, const QString &status)
{
    return {.type = type, .data = {{u"service"_s, u"clip"_s}, {u"status"_s, status}}};
}

Event systemStatus(const QString &health)
{
    return {.type = u"system.status"_s,
            .data = {{u"gpu"_s, QJsonObject()},
                     {u"cameras"_s, QJsonObject()},
                     {u"queue"_s, QJsonObject()},
                     {u"health"_s, health}}};
}

QJsonObject resync(qint64 last)
{
    return {{u"type"_s, u"resync"_s}, {u"data"_s, QJsonObject{{u"last_sequence"_s, last}}}};
}

QJsonObject subscribe(const QJsonArray &patterns)
{
    return {{u"type"_s, u"subscribe"_s}, {u"data"_s, QJsonObject{{u"events"_s, patterns}}}};
}

/// The sequences of the events among the messages.
QList<qint64> sequencesOf(const QList<QJsonObject> &messages)
{
    QList<qint64> sequences;
    for (const QJsonObject &message : messages) {
        if (message.contains(u"previous")) {
            sequences.append(message.value(u"sequence").toInteger());
        }
    }
    return sequences;
}

} // namespace

/// Every message of the event sockets, over real sockets on a real port.
class EventHubTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void saysConnected();
    void sendsEventsWithTheirChain();
    void filters();
    void deprecatedOnlyByName();
    void systemGetsItsChannelAndTheOthers();
    void systemShowsTheLastStatusAtOnce();
    void answersPings_data();
    void answersPings();
    void pingsByItself();
    void closesTheSilent();
    void reportsMistakesAndStaysOpen_data();
    void reportsMistakesAndStaysOpen();
    void takesAnAck();
    void resyncReplaysWhatWasMissed();
    void resyncTellsAGap_data();
    void resyncTellsAGap();
    void resyncUnderTheFilter();
    void resyncAmongLiveEvents();
    void resyncTwiceAtOnce();
    void noticesAreThinned();
    void authenticates_data();
    void authenticates();
    void nothingBeforeTheToken();
    void noTokenInTime();
    void revokes();
    void refusesBinary();
    void refusesTooMuch();
    void theSlowAreCutOff();
    void aClientThatStopsReading();
    void comingAndGoing();
    void saysGoodBye();

private:
    void start(HubPath path, const Limits &limits = {}, const Access &access = {},
               const std::function<qint64()> &unsent = {});
    std::unique_ptr<Client> connected();
    void append(const Event &event);

    const protocol::EventRegistry m_registry;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Storage> m_store;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<EventHub> m_hub;
    std::unique_ptr<QWebSocketServer> m_server;
};

void EventHubTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    auto opened = Storage::open(m_folder->filePath(u"signalbox.db"_s));
    QVERIFY(opened.ok());
    m_store = std::move(opened.value());
    m_journal = std::make_unique<Journal>(*m_store, m_registry, u"here"_s);
}

void EventHubTest::cleanup()
{
    m_server.reset();
    m_hub.reset();
    m_journal.reset();
    m_store.reset();
}

void EventHubTest::start(HubPath path, const Limits &limits, const Access &access,
                         const std::function<qint64()> &unsent)
{
    m_hub = std::make_unique<EventHub>(path, *m_journal, m_registry, limits);
    m_server = std::make_unique<QWebSocketServer>(u"test"_s, QWebSocketServer::NonSecureMode);
    QVERIFY(m_server->listen(QHostAddress::LocalHost));
    connect(m_server.get(), &QWebSocketServer::newConnection, m_hub.get(),
            [=, this] { m_hub->admit(m_server->nextPendingConnection(), unsent, access); });
}

std::unique_ptr<Client> EventHubTest::connected()
{
    auto client = std::make_unique<Client>(m_server->serverUrl());
    if (client->next(u"connected"_s).value(u"type") != u"connected"_s) {
        qFatal("no connection");
    }
    return client;
}

void EventHubTest::append(const Event &event)
{
    const qint64 before = m_journal->sequence();
    m_journal->append(event);
    QVERIFY(QTest::qWaitFor([&] { return m_journal->sequence() == before + 1; }));
}

void EventHubTest::saysConnected()
{
    append(cameraOn(u"a"_s));
    start(HubPath::Events);
    Client client(m_server->serverUrl());
    const QJsonObject hello = client.next(u"connected"_s);
    QCOMPARE(hello.value(u"sequence").toInteger(), 1);
    QCOMPARE(hello.value(u"oldest").toInteger(), 1);
    QVERIFY(hello.value(u"message").isString());
    const QRegularExpression id(u"^ws-events-[0-9a-f]{8}$"_s);
    QVERIFY(id.match(hello.value(u"connection_id").toString()).hasMatch());
    QCOMPARE(hello.size(), 5);
    QCOMPARE(m_hub->clients(), 1);
}

void EventHubTest::sendsEventsWithTheirChain()
{
    append(cameraOn(u"before"_s));
    start(HubPath::Events);
    const auto client = connected();
    append(cameraOn(u"a"_s));
    append(cameraOn(u"b"_s));
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
    start(HubPath::Events);
    const auto client = connected();
    client->say(subscribe({u"Service.*"_s}));
    const QJsonObject answer = client->next(u"subscribed"_s);
    QCOMPARE(answer.value(u"action").toString(), u"subscribed"_s);
    QCOMPARE(answer.value(u"events").toArray(), QJsonArray{u"service.*"_s});
    append(cameraOn(u"a"_s));
    append(serviceIs(u"service.status_changed"_s, u"healthy"_s));
    append(cameraOn(u"b"_s));
    append(serviceIs(u"service.status_changed"_s, u"failed"_s));
    QCOMPARE(client->next(u"service.status_changed"_s).value(u"previous").toInteger(), 0);
    const QJsonObject second = client->next(u"service.status_changed"_s);
    QCOMPARE(second.value(u"sequence").toInteger(), 4);
    QCOMPARE(second.value(u"previous").toInteger(), 2);

    client->say(QJsonObject{{u"type"_s, u"unsubscribe"_s}});
    const QJsonObject gone = client->next(u"unsubscribed"_s);
    QCOMPARE(gone.value(u"action").toString(), u"unsubscribed"_s);
    QCOMPARE(gone.value(u"events").toArray(), QJsonArray{u"service.*"_s});
    append(serviceIs(u"service.status_changed"_s, u"healthy"_s));
    client->say(u"ping"_s);
    client->next(u"pong"_s);
    QCOMPARE(client->types().count(u"service.status_changed"_s), 2);
    QCOMPARE(client->types().count(u"camera.enabled"_s), 0);
}

void EventHubTest::deprecatedOnlyByName()
{
    start(HubPath::Events);
    const auto all = connected();
    const auto old = connected();
    old->say(subscribe({u"service_status"_s}));
    old->next(u"subscribed"_s);
    append(serviceIs(u"service_status"_s, u"healthy"_s));
    append(cameraOn(u"a"_s));
    QCOMPARE(all->next(u"camera.enabled"_s).value(u"previous").toInteger(), 0);
    QCOMPARE(old->next(u"service_status"_s).value(u"sequence").toInteger(), 1);
    QVERIFY(!all->types().contains(u"service_status"_s));
}

void EventHubTest::systemGetsItsChannelAndTheOthers()
{
    start(HubPath::System);
    const auto client = connected();
    const auto picky = connected();
    picky->say(subscribe({u"performance_*"_s}));
    picky->next(u"subscribed"_s);
    append(cameraOn(u"a"_s));
    append(serviceIs(u"service.status_changed"_s, u"healthy"_s));
    m_hub->push(R"({"type":"circuit_breaker_update","timestamp":"t"})");
    m_hub->push(R"({"type":"performance_update","host":null})");
    QCOMPARE(client->next(u"service.status_changed"_s).value(u"sequence").toInteger(), 2);
    QVERIFY(!client->next(u"circuit_breaker_update"_s).contains(u"sequence"));
    QVERIFY(client->next(u"performance_update"_s).value(u"host").isNull());
    QVERIFY(!client->types().contains(u"camera.enabled"_s));
    QVERIFY(picky->next(u"performance_update"_s).contains(u"host"));
    QVERIFY(!picky->types().contains(u"circuit_breaker_update"_s));
}

void EventHubTest::systemShowsTheLastStatusAtOnce()
{
    start(HubPath::System);
    const auto early = connected();
    append(systemStatus(u"healthy"_s));
    append(systemStatus(u"degraded"_s));
    early->next(u"system.status"_s);
    const auto late = connected();
    const QJsonObject status = late->next(u"system.status"_s);
    QCOMPARE(status.value(u"data")[u"health"].toString(), u"degraded"_s);
    QCOMPARE(status.value(u"replay").toBool(), true);
    append(systemStatus(u"healthy"_s));
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
    append(cameraOn(u"a"_s));
    start(HubPath::Events);
    const auto client = connected();
    client->say(text);
    const QJsonObject pong = client->next(u"pong"_s);
    QCOMPARE(pong, (QJsonObject{{u"type"_s, u"pong"_s}, {u"sequence"_s, 1}}));
}

void EventHubTest::pingsByItself()
{
    start(HubPath::Events, {.ping = 20ms});
    const auto client = connected();
    QCOMPARE(client->next(u"ping"_s), (QJsonObject{{u"type"_s, u"ping"_s}, {u"sequence"_s, 0}}));
    client->say(uR"({"type":"pong","sequence":0})"_s);
    client->next(u"ping"_s);
    QVERIFY(!client->types().contains(u"error"_s));
    QCOMPARE(Limits().ping, 30s);
    QCOMPARE(Limits().silence, 300s);
}

void EventHubTest::closesTheSilent()
{
    start(HubPath::Events, {.ping = 1h, .silence = 1s});
    const auto silent = connected();
    const auto talking = connected();
    QTimer talk;
    connect(&talk, &QTimer::timeout, this, [&] { talking->say(u"ping"_s); });
    talk.start(50ms);
    QTRY_VERIFY(silent->closed);
    QCOMPARE(static_cast<int>(silent->socket.closeCode()), 1000);
    QCOMPARE(silent->socket.closeReason(), u"Idle timeout"_s);
    QVERIFY(!talking->closed);
    QTRY_COMPARE(m_hub->clients(), 1);
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
    start(HubPath::Events);
    const auto client = connected();
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
    start(HubPath::Events);
    const auto client = connected();
    client->say(uR"({"type":"ack","data":{"seq":5}})"_s);
    client->say(uR"({"type":"ack","data":{"seq":3}})"_s);
    client->say(u"ping"_s);
    client->next(u"pong"_s);
    const auto *socket = m_hub->findChild<EventSocket *>();
    QVERIFY(socket);
    QCOMPARE(socket->acknowledged(), 5);
    QVERIFY(!client->types().contains(u"error"_s));
}

void EventHubTest::resyncReplaysWhatWasMissed()
{
    for (int i = 0; i < 5; ++i) {
        append(cameraOn(u"cam%1"_s.arg(i)));
    }
    start(HubPath::Events, {.replayChunk = 2});
    const auto client = connected();
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
    append(cameraOn(u"live"_s));
    const QJsonObject live = client->next(u"camera.enabled"_s);
    QCOMPARE(live.value(u"previous").toInteger(), 5);
    QVERIFY(!live.contains(u"replay"));
}

void EventHubTest::resyncTellsAGap_data()
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

void EventHubTest::resyncTellsAGap()
{
    QFETCH(qint64, after);
    QFETCH(QList<qint64>, replayed);
    for (int i = 0; i < 10; ++i) {
        append(cameraOn(u"cam%1"_s.arg(i)));
    }
    QVERIFY(written<int>(*m_store, [](storage::Transaction &tx) {
                return tx.change(u"DELETE FROM journal WHERE sequence <= 4"_s);
            }).ok());
    start(HubPath::Events, {.replayLines = 4});
    const auto client = connected();
    client->say(resync(after));
    const QJsonObject ack = client->next(u"resync_ack"_s);
    QTEST(ack.value(u"complete").toBool(), "complete");
    QCOMPARE(ack.value(u"last_sequence").toInteger(), 10);
    QCOMPARE(ack.value(u"oldest_sequence").toInteger(), 5);
    QCOMPARE(sequencesOf(client->heard), replayed);
    append(cameraOn(u"live"_s));
    QTRY_COMPARE(sequencesOf(client->heard).value(replayed.size()), 11);
    QCOMPARE(client->heard.last().value(u"previous").toInteger(), 10);
}

void EventHubTest::resyncUnderTheFilter()
{
    append(cameraOn(u"a"_s));
    append(serviceIs(u"service.status_changed"_s, u"healthy"_s));
    append(cameraOn(u"b"_s));
    start(HubPath::Events);
    const auto client = connected();
    client->say(subscribe({u"service.*"_s}));
    client->say(resync(0));
    QCOMPARE(client->next(u"resync_ack"_s).value(u"last_sequence").toInteger(), 2);
    QCOMPARE(sequencesOf(client->heard), QList<qint64>{2});
    append(serviceIs(u"service.status_changed"_s, u"failed"_s));
    QTRY_COMPARE(sequencesOf(client->heard), (QList<qint64>{2, 4}));
    QCOMPARE(client->heard.last().value(u"previous").toInteger(), 2);
}

// Clients come back again and again while events pour in: each must have each event once and in
// order, counted from what it knew before.
void EventHubTest::resyncAmongLiveEvents()
{
    constexpr qint64 Events = 600;
    constexpr int Clients = 12;
    for (int i = 0; i < 3; ++i) {
        append(cameraOn(u"known"_s));
    }
    start(HubPath::Events, {.replayChunk = 7});
    std::vector<std::unique_ptr<Client>> clients;
    QTimer feed;
    qint64 appended = m_journal->sequence();
    connect(&feed, &QTimer::timeout, this, [&] {
        for (int i = 0; i < 4 && appended < Events; ++i, ++appended) {
            m_journal->append(cameraOn(u"cam%1"_s.arg(appended)));
        }
        if (clients.size() < Clients && appended > std::ssize(clients) * 40) {
            clients.push_back(std::make_unique<Client>(m_server->serverUrl()));
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
    QTRY_COMPARE_WITH_TIMEOUT(m_journal->sequence(), Events, 20'000);
    QCOMPARE(clients.size(), Clients);
    for (const auto &client : clients) {
        QTRY_VERIFY_WITH_TIMEOUT(!sequencesOf(client->heard).isEmpty()
                                     && sequencesOf(client->heard).last() == Events,
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
        QCOMPARE(position, Events);
    }
}

void EventHubTest::resyncTwiceAtOnce()
{
    append(cameraOn(u"a"_s));
    start(HubPath::Events);
    const auto client = connected();
    client->say(resync(0));
    client->say(resync(0));
    QTRY_VERIFY(client->types().contains(u"resync_ack"_s));
    client->say(u"ping"_s);
    client->next(u"pong"_s);
    // Each is answered: with its replay, or with the advice to wait.
    QCOMPARE(client->types().count(u"resync_ack"_s) + client->types().count(u"error"_s), 2);
}

void EventHubTest::noticesAreThinned()
{
    start(HubPath::Events);
    const auto client = connected();
    client->say(subscribe({}));
    client->next(u"subscribed"_s);
    append(cameraOn(u"a"_s));
    QElapsedTimer time;
    time.start();
    for (int i = 0; i < 50; ++i) {
        m_hub->changed(u"/api/system/circuit-breakers"_s);
        m_hub->changed(u"/api/system/supervisor"_s);
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

void EventHubTest::authenticates_data()
{
    QTest::addColumn<QString>("token");
    QTest::addColumn<QString>("scope"); // empty: refused
    QTest::newRow("right") << u"sb_good"_s << u"operate"_s;
    QTest::newRow("wrong") << u"sb_bad"_s << QString();
}

void EventHubTest::authenticates()
{
    QFETCH(QString, token);
    QFETCH(QString, scope);
    start(HubPath::Events, {}, {.tokenNeeded = true, .check = [](const QString &given) {
                                    return given == u"sb_good"
                                        ? std::optional(Grant{.scope = u"operate"_s})
                                        : std::nullopt;
                                }});
    const auto client = connected();
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

void EventHubTest::nothingBeforeTheToken()
{
    start(HubPath::Events, {}, {.tokenNeeded = true, .check = [](const QString &) {
                                    return std::optional(Grant{.scope = u"read"_s});
                                }});
    const auto client = connected();
    append(cameraOn(u"a"_s));
    m_hub->changed(u"/api/system/supervisor"_s);
    client->say(resync(0));
    QCOMPARE(client->next(u"error"_s).value(u"error").toString(), u"validation_error"_s);
    client->say(uR"({"type":"authenticate","data":{"token":"t"}})"_s);
    client->next(u"authenticated"_s);
    QCOMPARE(client->types(), (QStringList{u"connected"_s, u"error"_s, u"authenticated"_s}));
    append(cameraOn(u"b"_s));
    // connected said 0: the client sees that it has missed something.
    QCOMPARE(client->next(u"camera.enabled"_s).value(u"previous").toInteger(), 1);
}

void EventHubTest::noTokenInTime()
{
    start(HubPath::Events, {.authentication = 50ms}, {.tokenNeeded = true});
    const auto client = connected();
    QTRY_VERIFY(client->closed);
    QCOMPARE(static_cast<int>(client->socket.closeCode()), 1008);
    QCOMPARE(Limits().authentication, 10s);
}

void EventHubTest::revokes()
{
    start(HubPath::Events, {}, {.grant = {.scope = u"read"_s, .tokenId = u"t1"_s}});
    const auto client = connected();
    m_hub->revoke(u"t2"_s);
    client->say(u"ping"_s);
    QCOMPARE(client->next(u"pong"_s).value(u"type").toString(), u"pong"_s);
    m_hub->revoke(u"t1"_s);
    QTRY_VERIFY(client->closed);
    QCOMPARE(static_cast<int>(client->socket.closeCode()), 1008);
}

void EventHubTest::refusesBinary()
{
    start(HubPath::Events);
    const auto client = connected();
    client->socket.sendBinaryMessage("ping");
    QTRY_VERIFY(client->closed);
    QCOMPARE(static_cast<int>(client->socket.closeCode()), 1003);
}

void EventHubTest::refusesTooMuch()
{
    start(HubPath::Events);
    const auto client = connected();
    client->say(QString(65'536, u'x'));
    QCOMPARE(client->next(u"error"_s).value(u"error").toString(), u"invalid_json"_s);
    client->say(QString(65'537, u'x'));
    QTRY_VERIFY(client->closed);
    QCOMPARE(static_cast<int>(client->socket.closeCode()), 1009);
    QTRY_COMPARE(m_hub->clients(), 0);
}

void EventHubTest::theSlowAreCutOff()
{
    qint64 unsent = 0;
    start(HubPath::Events, {}, {}, [&unsent] { return unsent; });
    const auto client = connected();
    unsent = 1'048'576;
    append(cameraOn(u"just so"_s));
    client->next(u"camera.enabled"_s);
    unsent = 1'048'577;
    append(cameraOn(u"too much"_s));
    QCOMPARE(client->next(u"error"_s).value(u"error").toString(), u"too_slow"_s);
    QTRY_VERIFY(client->closed);
    QCOMPARE(static_cast<int>(client->socket.closeCode()), 4013);
    QCOMPARE(client->types().count(u"camera.enabled"_s), 1);
    QTRY_COMPARE(m_hub->clients(), 0);
}

// It says hello and never reads again: it is cut off with a bounded backlog, the others lose
// nothing.
void EventHubTest::aClientThatStopsReading()
{
    start(HubPath::System, {.goodbye = 100ms});
    const auto healthy = connected();
    QTcpSocket stuck;
    stuck.setReadBufferSize(1);
    stuck.connectToHost(QHostAddress(QHostAddress::LocalHost), m_server->serverPort());
    QVERIFY(stuck.waitForConnected());
    stuck.write("GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
    QTRY_COMPARE(m_hub->clients(), 2);
    const QByteArray message =
        R"({"type":"performance_update","filler":")" + QByteArray(100'000, 'x') + R"("})";
    int pushed = 0;
    const bool cut = QTest::qWaitFor(
        [&] {
            for (int i = 0; i < 5 && healthy->types().count(u"performance_update"_s) > pushed - 5;
                 ++i) {
                m_hub->push(message);
                ++pushed;
            }
            return m_hub->clients() == 1;
        },
        20'000);
    QVERIFY(cut);
    QTRY_COMPARE(healthy->types().count(u"performance_update"_s), pushed);
    QVERIFY(!healthy->closed);
}

void EventHubTest::comingAndGoing()
{
    start(HubPath::Events);
    for (int i = 0; i < 30; ++i) {
        const auto client = connected();
        if (i % 2 == 0) {
            client->say(resync(0));
            client->socket.abort();
        } else {
            client->socket.close();
        }
    }
    QTRY_COMPARE(m_hub->clients(), 0);
    QTRY_COMPARE(m_hub->findChildren<EventSocket *>().size(), 0);
}

void EventHubTest::saysGoodBye()
{
    start(HubPath::Events);
    const auto client = connected();
    m_hub->closeAll();
    QTRY_VERIFY(client->closed);
    QCOMPARE(static_cast<int>(client->socket.closeCode()), 1001);
    QTRY_COMPARE(m_hub->clients(), 0);
}

QTEST_GUILESS_MAIN(EventHubTest)
#include "tst_eventhub.moc"
