// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/clock.h"
#include "tests/scenario/support/securedaemon.h"
#include "tests/scenario/support/socketclient.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using scenario::Answer;
using scenario::bearing;
using scenario::Daemon;
using scenario::idOf;
using scenario::newToken;
using scenario::runToken;
using scenario::SocketClient;

namespace {

const QString Required = u"[security]\nrequire_token = true\n[ai]\nembedded = \"false\"\n"_s;
const QString Open = u"[ai]\nembedded = \"false\"\n"_s;
const scenario::Headers Json{{"Content-Type", "application/json"}};
constexpr int PolicyViolated = 1008;

bool waitForClose(SocketClient &client, int ms = 30000)
{
    return scenario::waitUntil(
        [&] { return client.socket().state() == QAbstractSocket::UnconnectedState; }, ms);
}

QList<QJsonObject> auditLines(const Daemon &daemon, const QByteArray &token)
{
    const Answer answer =
        daemon.request("GET", "/api/journal?channel=audit&limit=100", bearing(token));
    QList<QJsonObject> lines;
    const QJsonArray items = answer.json().value(u"items").toArray();
    for (const auto &item : items) {
        lines.prepend(item[u"data"].toObject());
    }
    return lines;
}

} // namespace

/// Tokens from their making to their end, against the real daemon.
class TokensTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aloneItOpensNoStore();
    void wrongUsageIsTold_data();
    void wrongUsageIsTold();
    void besideARunningDaemon();
    void endClosesWhatIsOpen_data();
    void endClosesWhatIsOpen();
    void logsInInsideTheSocket();
    void nobodyInTimeIsClosed();
    void failedLogInsAreLimited();
    void overTheApi();
    void whoDidWhatIsRemembered();
    void clientsAreListed();
    void looseFileRefusesToStart();
    void secretStaysNowhere();
};

void TokensTest::aloneItOpensNoStore()
{
    Daemon daemon({.toml = Required});
    const QByteArray secret = newToken(daemon, u"operate"_s, u"night shift"_s, u"90d"_s);
    QVERIFY2(secret.startsWith("sbx_") && secret.size() == 81, secret.constData());
    QCOMPARE(QDir(daemon.dataDirectory()).entryList(QDir::Files), QStringList{u"tokens.json"_s});
    const auto list = runToken(daemon, {u"list"_s});
    QCOMPARE(list.exitCode, 0);
    QVERIFY2(list.output.contains(idOf(secret).toLatin1()) && list.output.contains("night shift"),
             list.output.constData());
    QVERIFY(!list.output.contains(secret.last(64)));
    const auto again =
        runToken(daemon, {u"create"_s, u"--name"_s, u"night shift"_s, u"--scope"_s, u"read"_s});
    QCOMPARE(again.exitCode, 1);
    QCOMPARE(again.errors, "signalboxd token: There is a token named 'night shift' already\n");
    const auto gone = runToken(daemon, {u"revoke"_s, idOf(secret)});
    QCOMPARE(gone.exitCode, 0);
    QCOMPARE(gone.output, "token " + idOf(secret).toLatin1() + " (night shift) revoked\n");
    QCOMPARE(runToken(daemon, {u"revoke"_s, idOf(secret)}).exitCode, 1);
    QCOMPARE(QDir(daemon.dataDirectory()).entryList(QDir::Files), QStringList{u"tokens.json"_s});
}

void TokensTest::wrongUsageIsTold_data()
{
    QTest::addColumn<QString>("words"); // between commas
    QTest::addColumn<QByteArray>("sentence");
    const auto row = [](const char *words, const char *sentence) {
        QTest::newRow(words) << QString::fromLatin1(words)
                             << QByteArray("signalboxd token: ") + sentence + "\n";
    };
    row("frob", "unknown verb: frob; see --help");
    row("create", "create needs --name and --scope");
    row("create,--name,a", "create needs --name and --scope");
    row("create,--name,a,--scope,root", "--scope 'root': must be read, operate or admin");
    row("create,--name,,--scope,read",
        "--name '': must be 1 to 64 printable characters without blanks around them");
    row("create,--name,a,--scope,read,--expires,yesterday",
        "--expires 'yesterday': must be a time to come such as 2030-01-31T12:00:00Z, or a span "
        "such as 90d, 12h or 45m");
    row("create,--name,a,--name,b,--scope,read", "--name is given twice");
    row("create,--name,a,--scope,read,x", "unexpected argument: x");
    row("revoke", "revoke needs one id");
    row("list,--scope,read", "--scope has no meaning for list");
    row("list,--frob", "Unknown option 'frob'.");
}

void TokensTest::wrongUsageIsTold()
{
    QFETCH(const QString, words);
    const Daemon daemon;
    const auto ended = runToken(daemon, words.split(u','));
    QCOMPARE(ended.exitCode, 2);
    QTEST(ended.errors, "sentence");
    QVERIFY(ended.output.isEmpty());
    QVERIFY(!QFile::exists(daemon.dataDirectory()));
}

void TokensTest::besideARunningDaemon()
{
    Daemon daemon({.toml = Required});
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    QCOMPARE(daemon.get("/api/clients").status, 401);
    QVERIFY2(daemon.errorText().contains("nobody can log in yet: signalboxd token create"),
             daemon.errorText().constData());
    const QByteArray secret = newToken(daemon, u"read"_s);
    QCOMPARE(daemon.request("GET", "/api/clients", bearing(secret)).status, 200);
    QCOMPARE(daemon.request("GET", "/api/clients", {{"X-API-Key", secret}}).status, 200);
    QCOMPARE(daemon.request("GET", "/api/clients?token=" + secret).status, 400);
    QCOMPARE(runToken(daemon, {u"revoke"_s, idOf(secret)}).exitCode, 0);
    QCOMPARE(daemon.request("GET", "/api/clients", bearing(secret)).status, 401);
}

void TokensTest::endClosesWhatIsOpen_data()
{
    QTest::addColumn<QString>("end");
    QTest::newRow("revoked by the command") << u"command"_s;
    QTest::newRow("revoked over the API") << u"api"_s;
    QTest::newRow("its time is over") << u"time"_s;
}

void TokensTest::endClosesWhatIsOpen()
{
    QFETCH(const QString, end);
    Daemon daemon({.toml = Required});
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    const QByteArray admin = newToken(daemon, u"admin"_s);
    const auto expiry = protocol::Now::read().wall + 4s;
    const QByteArray secret =
        newToken(daemon, u"read"_s, u"guest"_s, end == u"time" ? protocol::toIso(expiry) : u"1d"_s);
    SocketClient events(daemon.socketUrl(u"/ws/events"_s), secret);
    SocketClient system(daemon.socketUrl(u"/ws/system"_s), secret);
    SocketClient other(daemon.socketUrl(u"/ws/system"_s), admin);
    QVERIFY(!events.greeting().isEmpty() && !system.greeting().isEmpty()
            && !other.greeting().isEmpty());
    if (end == u"command") {
        QCOMPARE(runToken(daemon, {u"revoke"_s, idOf(secret)}).exitCode, 0);
    } else if (end == u"api") {
        QCOMPARE(daemon.request("DELETE", "/api/tokens/" + idOf(secret).toLatin1(), bearing(admin))
                     .status,
                 200);
    } else {
        QTRY_VERIFY(protocol::Now::read().wall >= expiry);
    }
    QElapsedTimer watch;
    watch.start();
    QCOMPARE(daemon.request("GET", "/api/clients", bearing(secret)).status, 401);
    QVERIFY(waitForClose(events) && waitForClose(system));
    QVERIFY2(watch.elapsed() < 1000, qPrintable(QString::number(watch.elapsed())));
    QCOMPARE(static_cast<int>(events.socket().closeCode()), PolicyViolated);
    QCOMPARE(static_cast<int>(system.socket().closeCode()), PolicyViolated);
    QCOMPARE(other.socket().state(), QAbstractSocket::ConnectedState);
}

void TokensTest::logsInInsideTheSocket()
{
    Daemon daemon({.toml = Required});
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    const QByteArray secret = newToken(daemon, u"operate"_s);
    const auto tokenMessage = [](const QByteArray &token) {
        return QJsonObject{{u"type"_s, u"authenticate"_s},
                           {u"data"_s, QJsonObject{{u"token"_s, QString::fromLatin1(token)}}}};
    };
    SocketClient right(daemon.socketUrl(u"/ws/events"_s));
    QVERIFY(!right.greeting().isEmpty());
    right.send(
        {{u"type"_s, u"subscribe"_s}, {u"data"_s, QJsonObject{{u"events"_s, QJsonArray{u"*"_s}}}}});
    QCOMPARE(right.next(u"error"_s).value(u"error").toString(), u"validation_error"_s);
    right.send(tokenMessage(secret));
    QCOMPARE(right.next(u"authenticated"_s).value(u"scope").toString(), u"operate"_s);
    SocketClient wrong(daemon.socketUrl(u"/ws/system"_s));
    QVERIFY(!wrong.greeting().isEmpty());
    wrong.send(tokenMessage(secret.chopped(1) + 'x'));
    QVERIFY(waitForClose(wrong));
    QCOMPARE(static_cast<int>(wrong.socket().closeCode()), PolicyViolated);
    // What logged in inside ends like any other.
    QCOMPARE(runToken(daemon, {u"revoke"_s, idOf(secret)}).exitCode, 0);
    QVERIFY(waitForClose(right, 2000));
    QCOMPARE(static_cast<int>(right.socket().closeCode()), PolicyViolated);
}

void TokensTest::nobodyInTimeIsClosed()
{
    Daemon daemon({.toml = Required});
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    SocketClient silent(daemon.socketUrl(u"/ws/events"_s));
    QVERIFY(!silent.greeting().isEmpty());
    QVERIFY(waitForClose(silent, 15000));
    QCOMPARE(static_cast<int>(silent.socket().closeCode()), PolicyViolated);
    QVERIFY(silent.events().isEmpty());
}

void TokensTest::failedLogInsAreLimited()
{
    Daemon daemon({.toml = Open});
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    const QByteArray secret = newToken(daemon, u"read"_s);
    const scenario::Headers wrong = bearing(secret.chopped(2) + "00");
    for (int i = 0; i < 10; ++i) {
        QCOMPARE(daemon.request("GET", "/api/clients", wrong).status, 401);
    }
    const Answer limited = daemon.request("GET", "/api/clients", wrong);
    QCOMPARE(limited.status, 429);
    const int wait = limited.header("retry-after").toInt();
    QVERIFY2(wait > 0 && wait <= 60, limited.header("retry-after").constData());
    // Whoever has the right one, or needs none, is not concerned; nor is another address.
    QCOMPARE(daemon.request("GET", "/api/clients", bearing(secret)).status, 200);
    QCOMPARE(daemon.get("/api/clients").status, 200);
    const scenario::Way elsewhere{.port = daemon.port(), .source = QHostAddress(u"127.0.0.9"_s)};
    QCOMPARE(scenario::request(elsewhere, "GET", "/api/clients", wrong).status, 401);
}

void TokensTest::overTheApi()
{
    Daemon daemon({.toml = Open});
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    const auto create = [&](const QByteArray &body) {
        return daemon.request("POST", "/api/tokens", Json, body);
    };
    const Answer made = create(R"({"name":"grafana","scope":"read","expires":"30d"})");
    QCOMPARE(made.status, 201);
    const QByteArray secret = made.json().value(u"token").toString().toLatin1();
    QCOMPARE(daemon.request("GET", "/api/clients", bearing(secret)).status, 200);
    QCOMPARE(daemon.request("GET", "/api/tokens", bearing(secret)).status, 403);
    const Answer list = daemon.get("/api/tokens");
    QCOMPARE(list.json().value(u"total").toInt(), 1);
    QCOMPARE(list.json()[u"tokens"][0][u"name"].toString(), u"grafana"_s);
    QVERIFY(!list.body.contains("sha256") && !list.body.contains(secret.last(64)));
    QCOMPARE(create(R"({"name":"grafana","scope":"read"})").status, 409);
    for (const QByteArray &body :
         {R"({"scope":"read"})"_ba, R"({"name":"a","scope":"root"})"_ba,
          R"({"name":" a","scope":"read"})"_ba, R"({"name":"a","scope":"read","expires":"1w"})"_ba,
          R"({"name":"a","scope":"read","expires":"2001-01-01T00:00:00Z"})"_ba,
          R"({"name":"a","scope":"read","admin":true})"_ba, R"([])"_ba, ""_ba}) {
        const Answer refused = create(body);
        QVERIFY2(refused.status == 400, body.constData());
        QVERIFY2(!refused.detail().isEmpty(), body.constData());
    }
    QCOMPARE(daemon.get("/api/tokens").json().value(u"total").toInt(), 1);
    QCOMPARE(daemon.request("DELETE", "/api/tokens/000000000000").status, 404);
    QCOMPARE(daemon.request("DELETE", "/api/tokens/" + idOf(secret).toLatin1()).status, 200);
    QCOMPARE(daemon.request("GET", "/api/clients", bearing(secret)).status, 401);
    QCOMPARE(runToken(daemon, {u"list"_s, u"--json"_s}).output, "{\"tokens\":[]}\n");
}

void TokensTest::whoDidWhatIsRemembered()
{
    Daemon daemon({.toml = Required});
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    const QByteArray admin = newToken(daemon, u"admin"_s);
    const QByteArray reader = newToken(daemon, u"read"_s, u"wall screen"_s);
    const QByteArray restart = "/api/system/supervisor/workers/cleanup_service/restart";
    SocketClient events(daemon.socketUrl(u"/ws/events"_s), admin);
    QVERIFY(!events.greeting().isEmpty());
    QCOMPARE(daemon.request("GET", "/api/clients", bearing(admin)).status, 200);
    QCOMPARE(daemon.request("POST", restart, bearing(admin)).status, 200);
    QCOMPARE(daemon.request("POST", restart, bearing(reader)).status, 403);
    QCOMPARE(daemon.request("POST", restart).status, 401);
    QCOMPARE(daemon.request("POST", "/api/nothing", bearing(admin)).status, 404);
    QCOMPARE(daemon.request("GET", "/api/clients", bearing(admin.chopped(2) + "zz")).status, 401);
    QTRY_COMPARE(auditLines(daemon, admin).size(), 4);
    const QList<QJsonObject> lines = auditLines(daemon, admin);
    const auto summary = [](const QJsonObject &line) {
        return QString(line.value(u"action").toString() % u" by "_s
                       % line.value(u"by")[u"name"].toString(u"nobody"_s) % u": "_s
                       % line.value(u"outcome").toString());
    };
    const QString order = u"POST "_s + QString::fromLatin1(restart);
    QCOMPARE(summary(lines[0]), order % u" by admin: done"_s);
    QCOMPARE(lines[0].value(u"peer").toString(), u"127.0.0.1"_s);
    QCOMPARE(lines[0].value(u"by")[u"id"].toString(), idOf(admin));
    QCOMPARE(summary(lines[1]), order % u" by wall screen: refused"_s);
    QCOMPARE(summary(lines[2]), order % u" by nobody: refused"_s);
    QCOMPARE(summary(lines[3]), u"GET /api/clients by nobody: refused"_s);
    // It is for those who ask the journal; the sockets send the registry's types only.
    QVERIFY(!events.next(u"service.status_changed"_s).isEmpty());
    const QList<QJsonObject> sent = events.events();
    QVERIFY(std::none_of(sent.begin(), sent.end(), [](const QJsonObject &event) {
        return event.value(u"channel") == u"audit"_s;
    }));
}

void TokensTest::clientsAreListed()
{
    Daemon daemon({.toml = Open});
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    const QByteArray secret = newToken(daemon, u"read"_s, u"wall screen"_s);
    SocketClient screen(daemon.socketUrl(u"/ws/events"_s), secret);
    const QJsonObject greeting = screen.greeting();
    SocketClient local(daemon.socketUrl(u"/ws/system"_s));
    QVERIFY(!local.greeting().isEmpty());
    screen.send({{u"type"_s, u"subscribe"_s},
                 {u"data"_s, QJsonObject{{u"events"_s, QJsonArray{u"alert.*"_s}}}}});
    QVERIFY(!screen.next(u"subscribed"_s).isEmpty());
    screen.send({{u"type"_s, u"ack"_s}, {u"data"_s, QJsonObject{{u"seq"_s, 3}}}});
    screen.send({{u"type"_s, u"ping"_s}});
    QVERIFY(!screen.next(u"pong"_s).isEmpty());
    const QJsonObject clients = daemon.get("/api/clients").json();
    QCOMPARE(clients.value(u"total").toInt(), 2);
    const QJsonValue first = clients.value(u"clients")[0];
    QCOMPARE(first[u"id"], greeting.value(u"connection_id"));
    QCOMPARE(first[u"path"].toString(), u"/ws/events"_s);
    QCOMPARE(first[u"peer"].toString(), u"127.0.0.1"_s);
    QCOMPARE(first[u"token"][u"id"].toString(), idOf(secret));
    QCOMPARE(first[u"token"][u"name"].toString(), u"wall screen"_s);
    QCOMPARE(first[u"scope"].toString(), u"read"_s);
    QCOMPARE(first[u"subscriptions"].toArray(), QJsonArray{u"alert.*"_s});
    QCOMPARE(first[u"acknowledged_sequence"].toInt(), 3);
    QVERIFY(scenario::waitUntil([&] { // what was sent last may be on its way still
        const QJsonArray now = daemon.get("/api/clients").json().value(u"clients").toArray();
        return now.at(0)[u"backlog_bytes"].toInt(-1) == 0;
    }));
    const QJsonValue second = clients.value(u"clients")[1];
    QVERIFY(second[u"token"].isNull() && second[u"subscriptions"].isNull()
            && second[u"acknowledged_sequence"].isNull());
    QCOMPARE(second[u"scope"].toString(), u"admin"_s);
}

void TokensTest::looseFileRefusesToStart()
{
    Daemon daemon({.toml = Open});
    QVERIFY(!newToken(daemon, u"read"_s).isEmpty());
    const QString path = daemon.dataDirectory() + u"/tokens.json"_s;
    QVERIFY(QFile::setPermissions(path, QFile::permissions(path) | QFileDevice::ReadGroup));
    daemon.launch();
    QCOMPARE(daemon.waitForEnd(), std::optional(2));
    QCOMPARE(daemon.errorText(), path.toUtf8() + ": is open to others; give it mode 0600\n");
    QVERIFY(!QFile::exists(daemon.dataDirectory() + u"/signalbox.db"_s));
}

void TokensTest::secretStaysNowhere()
{
    Daemon daemon({.toml = Required, .arguments = {u"--log-level"_s, u"debug"_s}});
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    const QByteArray admin = newToken(daemon, u"admin"_s);
    const QByteArray wrong = "sbx_000000000000_" + QByteArray(64, '7');
    (void)daemon.request("GET", "/api/clients", bearing(admin));
    (void)daemon.request("POST", "/api/tokens", bearing(admin) + Json,
                         R"({"name":"b","scope":"read"})");
    (void)daemon.request("GET", "/api/clients", bearing(wrong));
    (void)daemon.request("GET", "/api/clients?access_token=" + admin);
    (void)daemon.request("POST", "/api/" + admin, bearing(wrong));
    SocketClient socket(daemon.socketUrl(u"/ws/events"_s), admin);
    QVERIFY(!socket.greeting().isEmpty());
    QCOMPARE(daemon.terminate(), std::optional(0));
    QVERIFY(!daemon.errorText().contains(admin.last(64)));
    QVERIFY(!daemon.errorText().contains(wrong.last(64)));
    QDirIterator files(daemon.dataDirectory(), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray content = file.readAll();
        QVERIFY2(!content.contains(wrong.last(64)), qPrintable(file.fileName()));
        QVERIFY2(!content.contains(admin.last(64)), qPrintable(file.fileName()));
    }
}

QTEST_GUILESS_MAIN(TokensTest)
#include "tst_tokens.moc"
