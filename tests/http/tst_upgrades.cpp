// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/http/door.h"
#include "tests/http/rawclient.h"

#include <QSignalSpy>
#include <QWebSocket>

using namespace Qt::StringLiterals;

/// Who may become a WebSocket, and what becomes of it.
class UpgradesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void admission_data();
    void admission();
    void placesAreKeptForRequests();
    void parametersAreChecked();
    void receiverGetsWhatItNeeds();
    void messages_data();
    void messages();
    void usedConnectionMayUpgrade();
    void socketsLeaveNothingBehind();
    void deletingAConnectedSocketEndsIt();
    void logInLaterIsLimited();
    void whoHasYetToLogInGivesWay();
    void strangersHoldNotAllWebSockets();
    void strangersOfAnAddressGiveWay();
};

namespace {

QByteArray upgrade(const QByteArray &path, const QByteArray &fields = {})
{
    return "GET " + path + " HTTP/1.1\r\nHost: @\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + fields
        + "\r\n";
}

http::PolicySettings withToken(bool isRequired)
{
    return {.requireToken = isRequired,
            .tokenCheck = [](const QByteArray &authorization,
                             const QByteArray &) -> protocol::Result<http::Principal> {
                if (authorization == "Bearer right") {
                    return http::Principal{.id = u"t"_s, .scope = http::Scope::Read};
                }
                return protocol::Error{protocol::ErrorKind::Forbidden, u"no"_s};
            }};
}

/// A receiver that keeps what it gets.
struct Receiver
{
    explicit Receiver(Door &door)
    {
        QObject::connect(&door.server, &http::HttpServer::webSocketOpened, &context,
                         [this](const http::WebSocketConnection &connection) {
                             connections.append(connection);
                             QObject::connect(connection.socket, &QWebSocket::disconnected,
                                              connection.socket, &QObject::deleteLater);
                             QObject::connect(connection.socket, &QWebSocket::textMessageReceived,
                                              &context,
                                              [this](const QString &text) { texts.append(text); });
                         });
    }

    QObject context;
    QList<http::WebSocketConnection> connections;
    QStringList texts;
};

QUrl urlOf(const Door &door, const QString &path)
{
    return QUrl(u"ws://127.0.0.1:%1%2"_s.arg(door.port).arg(path));
}

} // namespace

void UpgradesTest::admission_data()
{
    QTest::addColumn<bool>("isRequired");
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<int>("status");
    const QByteArray events = upgrade("/ws/events");
    QTest::newRow("good") << false << events << 101;
    QTest::newRow("with a query") << false << upgrade("/ws/events?a=1") << 101;
    QTest::newRow("our origin") << false << upgrade("/ws/events", "Origin: http://@\r\n") << 101;
    QTest::newRow("unknown path") << false << upgrade("/ws/other") << 404;
    QTest::newRow("a route is no socket") << false << upgrade("/ok") << 404;
    QTest::newRow("another spelling") << false << upgrade("/ws/%65vents") << 404;
    QTest::newRow("foreign origin")
        << false << upgrade("/ws/events", "Origin: http://evil\r\n") << 403;
    QTest::newRow("null origin") << false << upgrade("/ws/events", "Origin: null\r\n") << 403;
    QTest::newRow("cross site") << false << upgrade("/ws/events", "Sec-Fetch-Site: cross-site\r\n")
                                << 403;
    QTest::newRow("foreign host") << false << QByteArray(events).replace("@", "evil.example")
                                  << 421;
    QTest::newRow("token in the URL") << false << upgrade("/ws/events?token=right") << 400;
    QTest::newRow("a wrong token")
        << false << upgrade("/ws/events", "Authorization: Bearer wrong\r\n") << 401;
    QTest::newRow("no token") << true << events << 401;
    QTest::newRow("no token on an unknown path") << true << upgrade("/ws/other") << 401;
    QTest::newRow("the right token")
        << true << upgrade("/ws/events", "Authorization: Bearer right\r\n") << 101;
    QTest::newRow("no token, to log in later") << true << upgrade("/ws/open") << 101;
    QTest::newRow("a wrong token, to log in later")
        << true << upgrade("/ws/open", "Authorization: Bearer wrong\r\n") << 401;
    QTest::newRow("a known word") << false << upgrade("/ws/open?names=parent") << 101;
    QTest::newRow("an encoded word") << false << upgrade("/ws/open?n%61mes=p%61rent&b") << 101;
    QTest::newRow("an unknown word") << false << upgrade("/ws/open?names=child") << 400;
    QTest::newRow("no word") << false << upgrade("/ws/open?names=") << 400;
    QTest::newRow("a word in other letters") << false << upgrade("/ws/open?names=Parent") << 400;
    QTest::newRow("a word twice") << false << upgrade("/ws/open?names=parent&names=parent") << 400;
    QTest::newRow("a malformed word") << false << upgrade("/ws/open?names=%ff") << 400;
    QTest::newRow("an unknown word, to log in later")
        << true << upgrade("/ws/open?names=child") << 400;
    QTest::newRow("a word that the path does not know")
        << false << upgrade("/ws/events?names=child") << 101;
    QTest::newRow("post") << false << QByteArray(events).replace("GET", "POST") << 400;
    QTest::newRow("old version") << false << QByteArray(events).replace(": 13", ": 12") << 400;
    QTest::newRow("a short key") << false << QByteArray(events).replace("ZQ==", "") << 400;
    QTest::newRow("a plain request")
        << false << QByteArray("GET /ws/events HTTP/1.1\r\nHost: @\r\n\r\n") << 426;
    QTest::newRow("its head alone")
        << false << QByteArray("HEAD /ws/events HTTP/1.1\r\nHost: @\r\n\r\n") << 426;
}

void UpgradesTest::admission()
{
    QFETCH(const bool, isRequired);
    QFETCH(const QByteArray, raw);
    QFETCH(const int, status);
    Door door({}, withToken(isRequired));
    Receiver receiver(door);
    const QByteArray bytes = door.withHost(raw);
    for (const qsizetype cut : {bytes.size(), bytes.size() / 2, qsizetype(1)}) {
        RawClient client(door.port);
        client.send(bytes.first(cut));
        QCoreApplication::processEvents();
        client.send(bytes.sliced(cut));
        QCOMPARE(client.take(raw.startsWith("HEAD")).status, status);
        if (status != 101 && status != 404) {
            QVERIFY(client.waitForClose());
        }
    }
    QVERIFY(waitUntil([&] { return receiver.connections.size() == (status == 101 ? 3 : 0); }));
}

// They stay for days; a probe of a load balancer must still find a place.
void UpgradesTest::placesAreKeptForRequests()
{
    Door door({.maxConnections = 16}, withToken(false));
    Receiver receiver(door);
    const QByteArray bytes = door.withHost(upgrade("/ws/events"));
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 14; ++i) {
        clients.push_back(std::make_unique<RawClient>(door.port));
        clients.back()->send(bytes);
        QCOMPARE(clients.back()->take().status, 101);
    }
    RawClient beyond(door.port);
    beyond.send(bytes);
    QCOMPARE(beyond.take().status, 503);
    RawClient probe(door.port);
    probe.send(door.withHost("GET /ok HTTP/1.1\r\nHost: @\r\n\r\n"));
    QCOMPARE(probe.take().status, 200);
    // Who goes makes room.
    clients.pop_back();
    QVERIFY(waitUntil([&] {
        RawClient next(door.port);
        next.send(bytes);
        return next.take().status == 101;
    }));
}

void UpgradesTest::parametersAreChecked()
{
    Door door;
    Receiver receiver(door);
    RawClient refused(door.port);
    refused.send(door.withHost(upgrade("/ws/open?names=child")));
    QCOMPARE(refused.take().body,
             QByteArray(R"({"detail":"Query parameter 'names' must be one of registry, parent, )"
                        R"(not 'child'"})"));
    QVERIFY(receiver.connections.isEmpty());
    RawClient client(door.port);
    client.send(door.withHost(upgrade("/ws/open?names=parent&other=1")));
    QVERIFY(waitUntil([&] { return receiver.connections.size() == 1; }));
    QCOMPARE(receiver.connections.first().query,
             (QHash<QString, QString>{{u"names"_s, u"parent"_s}}));
}

void UpgradesTest::receiverGetsWhatItNeeds()
{
    Door door({}, withToken(true));
    Receiver receiver(door);
    QWebSocket client;
    QNetworkRequest request(urlOf(door, u"/ws/events"_s));
    request.setRawHeader("Authorization", "Bearer right");
    client.open(request);
    QVERIFY(waitUntil([&receiver] { return receiver.connections.size() == 1; }));
    const auto connection = receiver.connections.constFirst();
    QCOMPARE(connection.path, u"/ws/events"_s);
    QCOMPARE(connection.principal.id, u"t"_s);
    QCOMPARE(connection.principal.scope, http::Scope::Read);
    QVERIFY(connection.peer.isLoopback());
    // A client that does not read leaves bytes unsent.
    QVERIFY(waitUntil([&client] { return client.state() == QAbstractSocket::ConnectedState; }));
    client.setReadBufferSize(1024);
    const QString large(qsizetype{64} * 1024, u'x');
    for (int i = 0; i < 200; ++i) {
        connection.socket->sendTextMessage(large);
    }
    QVERIFY(connection.unsent() > qint64{1024} * 1024);
    client.abort();
    QVERIFY(waitUntil([&door] { return door.server.liveConnections() == 0; }));
    QCOMPARE(connection.unsent(), 0);
}

void UpgradesTest::messages_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<bool>("isTaken");
    QTest::newRow("small") << 1 << true;
    QTest::newRow("64 KiB") << 65536 << true;
    QTest::newRow("64 KiB and one") << 65537 << false;
    QTest::newRow("1 MiB") << 1048576 << false;
}

void UpgradesTest::messages()
{
    QFETCH(const int, size);
    QFETCH(const bool, isTaken);
    Door door;
    Receiver receiver(door);
    QWebSocket client;
    client.open(urlOf(door, u"/ws/events"_s));
    QVERIFY(waitUntil([&receiver] { return receiver.connections.size() == 1; }));
    QVERIFY(waitUntil([&client] { return client.state() == QAbstractSocket::ConnectedState; }));
    client.sendTextMessage(QString(size, u'x'));
    if (isTaken) {
        QVERIFY(waitUntil([&receiver] { return receiver.texts.size() == 1; }));
        QCOMPARE(receiver.texts.constFirst().size(), size);
        return;
    }
    QVERIFY(waitUntil([&client] { return client.state() == QAbstractSocket::UnconnectedState; }));
    QCOMPARE(client.closeCode(), QWebSocketProtocol::CloseCodeTooMuchData);
    QVERIFY(receiver.texts.isEmpty());
}

/// nginx with kept-alive upstreams sends upgrades on connections that have served requests.
void UpgradesTest::usedConnectionMayUpgrade()
{
    Door door;
    Receiver receiver(door);
    const QByteArray bytes = door.withHost(upgrade("/ws/events"));
    for (qsizetype cut = 0; cut < bytes.size(); cut += 7) {
        RawClient client(door.port);
        client.send(door.withHost("GET /ok HTTP/1.1\r\nHost: @\r\n\r\n"));
        QCOMPARE(client.take().status, 200);
        client.send(bytes.first(cut));
        QCoreApplication::processEvents();
        client.send(bytes.sliced(cut));
        QCOMPARE(client.take().status, 101);
        // A masked text frame "hi" arrives as a message.
        client.send(QByteArray("\x81\x82\0\0\0\0hi", 8));
        QVERIFY(waitUntil([&receiver] { return !receiver.texts.isEmpty(); }));
        QCOMPARE(receiver.texts.takeFirst(), u"hi"_s);
    }
    QVERIFY(waitUntil([&door] { return door.server.liveConnections() == 0; }));
    QCOMPARE(door.server.counters().desync, 0U);
}

void UpgradesTest::socketsLeaveNothingBehind()
{
    Door door;
    Receiver receiver(door);
    for (int i = 0; i < 50; ++i) {
        QWebSocket client;
        client.open(urlOf(door, u"/ws/events"_s));
        QVERIFY(waitUntil([&receiver, i] { return receiver.connections.size() == i + 1; }));
        i % 2 == 0 ? client.abort() : receiver.connections.constLast().socket->close();
        QVERIFY(waitUntil([&door] { return door.server.liveConnections() == 0; }));
    }
}

void UpgradesTest::deletingAConnectedSocketEndsIt()
{
    Door door;
    Receiver receiver(door);
    QWebSocket client;
    client.open(urlOf(door, u"/ws/events"_s));
    QVERIFY(waitUntil([&receiver] { return receiver.connections.size() == 1; }));
    QVERIFY(waitUntil([&client] { return client.state() == QAbstractSocket::ConnectedState; }));
    receiver.connections.constFirst().socket->deleteLater();
    QVERIFY(waitUntil([&door] { return door.server.liveConnections() == 0; }));
    QVERIFY(waitUntil([&client] { return client.state() == QAbstractSocket::UnconnectedState; }));
}

void UpgradesTest::logInLaterIsLimited()
{
    Door door({}, withToken(true));
    const QHostAddress peer = QHostAddress::LocalHost;
    QCOMPARE(door.server.logIn("right", peer).principal.id, u"t"_s);
    for (int i = 0; i < 10; ++i) {
        QCOMPARE(door.server.logIn("wrong", peer).refusal->status, 401);
    }
    QCOMPARE(door.server.logIn("wrong", peer).refusal->status, 429);
}

void UpgradesTest::whoHasYetToLogInGivesWay()
{
    Door door({.maxConnections = 2, .evictionGrace = std::chrono::milliseconds(0)},
              withToken(true));
    Receiver receiver(door);
    RawClient first(door.port);
    RawClient second(door.port);
    for (RawClient *stranger : {&first, &second}) {
        stranger->send(door.withHost(upgrade("/ws/open")));
        QCOMPARE(stranger->take().status, 101);
    }
    QVERIFY(waitUntil([&receiver] { return receiver.connections.size() == 2; }));
    RawClient owner(door.port);
    owner.send(door.withHost("GET /ok HTTP/1.1\r\nHost: @\r\nAuthorization: Bearer right\r\n\r\n"));
    QCOMPARE(owner.take().status, 200);
    QVERIFY(first.waitForClose());
    QVERIFY(second.isOpen());
    QCOMPARE(door.server.liveConnections(), 2);
    // Once it has logged in it stays.
    receiver.connections.last().loggedIn();
    RawClient next(door.port);
    QCOMPARE(next.take().status, 503);
    QVERIFY(second.isOpen());
}

// There is room for requests, but none for WebSockets.
void UpgradesTest::strangersHoldNotAllWebSockets()
{
    Door door({.maxConnections = 16, .evictionGrace = std::chrono::milliseconds(0)},
              withToken(true));
    Receiver receiver(door);
    std::vector<std::unique_ptr<RawClient>> strangers;
    for (int i = 0; i < 14; ++i) {
        strangers.push_back(std::make_unique<RawClient>(door.port));
        strangers.back()->send(door.withHost(upgrade("/ws/open")));
        QCOMPARE(strangers.back()->take().status, 101);
    }
    QVERIFY(waitUntil([&receiver] { return receiver.connections.size() == 14; }));
    RawClient owner(door.port);
    owner.send(door.withHost(upgrade("/ws/open", "Authorization: Bearer right\r\n")));
    QCOMPARE(owner.take().status, 101);
    QVERIFY(strangers.front()->waitForClose());
    QVERIFY(strangers.back()->isOpen());
    // Who has logged in gives way to nobody.
    for (const http::WebSocketConnection &connection : std::as_const(receiver.connections)) {
        connection.loggedIn();
    }
    RawClient next(door.port);
    next.send(door.withHost(upgrade("/ws/open", "Authorization: Bearer right\r\n")));
    QCOMPARE(next.take().status, 503);
}

void UpgradesTest::strangersOfAnAddressGiveWay()
{
    Door door({.maxPerAddress = 1, .evictionGrace = std::chrono::milliseconds(0)}, withToken(true));
    RawClient stranger(door.port);
    // Has asked before: what is evicted is a log-in that has not come.
    stranger.send(
        door.withHost("GET /ok HTTP/1.1\r\nHost: @\r\nAuthorization: Bearer right\r\n\r\n"));
    QCOMPARE(stranger.take().status, 200);
    stranger.send(door.withHost(upgrade("/ws/open")));
    QCOMPARE(stranger.take().status, 101);
    RawClient next(door.port);
    QVERIFY(stranger.waitForClose());
    next.send(door.withHost(upgrade("/ws/events", "Authorization: Bearer right\r\n")));
    QCOMPARE(next.take().status, 101);
    // Who has shown a token stays.
    RawClient late(door.port);
    late.send(door.withHost("GET /ok HTTP/1.1\r\nHost: @\r\n\r\n"));
    QCOMPARE(late.take().status, 503);
    QVERIFY(next.isOpen());
}

QTEST_GUILESS_MAIN(UpgradesTest)
#include "tst_upgrades.moc"
