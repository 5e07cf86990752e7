// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/policy.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr quint16 Port = 8000;

protocol::Result<http::Principal> checkToken(const QByteArray &authorization,
                                             const QByteArray &apiKey)
{
    if (authorization == "Bearer right" || apiKey == "right") {
        return http::Principal{.id = u"t1"_s, .name = u"test"_s, .scope = http::Scope::Read};
    }
    return protocol::Error{protocol::ErrorKind::Forbidden, u"The token is not valid"_s};
}

http::Policy policy(bool requireToken = false)
{
    http::Policy made({.names = {u"box.lan"_s, u"proxy.lan:443"_s},
                       .requireToken = requireToken,
                       .tokenCheck = checkToken});
    made.setAddress(QHostAddress::LocalHost, Port);
    return made;
}

const http::Head Ours{.method = "GET", .path = "/", .host = "localhost:8000"};

const http::Ends Here{.peer = QHostAddress(QHostAddress::LocalHost)};

int statusOf(const http::Admission &admission)
{
    return admission.refusal ? admission.refusal->status : 200;
}

} // namespace

class PolicyTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hosts_data();
    void hosts();
    void origins_data();
    void origins();
    void tokens_data();
    void tokens();
    void failedLogInsAreLimited();
    void failedLogInsForgetTheOldest();
    void boundAddressIsOurs();
    void wildcardIsWhereTheConnectionCame();
    void pagesOverTls_data();
    void pagesOverTls();
};

void PolicyTest::hosts_data()
{
    QTest::addColumn<bool>("ours");
    for (const char *host : {"127.0.0.1:8000", "localhost:8000", "LOCALHOST:8000", "LocalHost:8000",
                             "[::1]:8000", "box.lan:8000", "BOX.lan:8000", "proxy.lan:443"}) {
        QTest::newRow(host) << true;
    }
    for (const char *host : {"127.0.0.1",
                             "localhost",
                             "[::1]",
                             "box.lan",
                             "proxy.lan",
                             "proxy.lan:8000",
                             "127.0.0.1:80",
                             "127.0.0.1:8001",
                             "127.0.0.1:08000",
                             "127.0.0.1:8000 ",
                             "127.0.0.1:80000",
                             "127.0.0.1:",
                             "127.0.0.1::8000",
                             "localhost.:8000",
                             "localhost..:8000",
                             ".localhost:8000",
                             "a.localhost:8000",
                             "localhost.evil.example:8000",
                             "evil.example:8000",
                             "evil.example",
                             "127.1:8000",
                             "127.0.0.2:8000",
                             "127.0.0.01:8000",
                             "0x7f.1:8000",
                             "0x7f000001:8000",
                             "2130706433:8000",
                             "017700000001:8000",
                             "0.0.0.0:8000",
                             "::1:8000",
                             "[::]:8000",
                             "[0:0:0:0:0:0:0:1]:8000",
                             "[::1%25lo]:8000",
                             "[::ffff:127.0.0.1]:8000",
                             "::ffff:127.0.0.1:8000",
                             "user@localhost:8000",
                             "user:pw@127.0.0.1:8000",
                             "localhost:8000@evil.example",
                             "localhost:8000/",
                             "http://localhost:8000",
                             "localhost:8000,evil.example",
                             "localhost:8000#x",
                             "192.168.0.1:8000",
                             "box.lan.evil.example:8000",
                             "xbox.lan:8000",
                             "localhost:8000\x01"}) {
        QTest::newRow(host) << false;
    }
}

void PolicyTest::hosts()
{
    QFETCH(const bool, ours);
    auto checked = policy();
    http::Head head = Ours;
    head.host = QTest::currentDataTag();
    QCOMPARE(statusOf(checked.admit(head, Here, {})), ours ? 200 : 421);
    // A WebSocket is no exception.
    head.upgradeWebSocket = true;
    QCOMPARE(statusOf(checked.admit(head, Here, {})), ours ? 200 : 421);
}

void PolicyTest::origins_data()
{
    QTest::addColumn<bool>("ours");
    for (const char *origin :
         {"http://127.0.0.1:8000", "http://localhost:8000", "HTTP://LOCALHOST:8000",
          "http://[::1]:8000", "http://box.lan:8000"}) {
        QTest::newRow(origin) << true;
    }
    for (const char *origin : {"null",
                               "NULL",
                               "http://",
                               "http:",
                               "/",
                               "localhost:8000",
                               "//localhost:8000",
                               "https://localhost:8000",
                               "ws://localhost:8000",
                               "file://",
                               "file://localhost:8000",
                               "http://localhost",
                               "http://localhost:8001",
                               "http://localhost:80",
                               "http://127.0.0.1",
                               "http://localhost:8000/",
                               "http://localhost:8000 http://evil.example",
                               "http://evil.example",
                               "http://evil.example:8000",
                               "http://localhost:8000.evil.example",
                               "http://localhost.evil.example:8000",
                               "http://user@localhost:8000",
                               "chrome-extension://abc",
                               "http://localhost.:8000"}) {
        QTest::newRow(origin) << false;
    }
}

void PolicyTest::origins()
{
    QFETCH(const bool, ours);
    auto checked = policy();
    for (const char *method : {"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"}) {
        http::Head head = Ours;
        head.method = method;
        head.origin = QTest::currentDataTag();
        QCOMPARE(statusOf(checked.admit(head, Here, {})), ours ? 200 : 403);
    }
}

void PolicyTest::tokens_data()
{
    QTest::addColumn<bool>("isRequired");
    QTest::addColumn<QString>("peer");
    QTest::addColumn<QByteArray>("authorization");
    QTest::addColumn<QByteArray>("apiKey");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("scope");
    const int none = static_cast<int>(http::Scope::None);
    const int read = static_cast<int>(http::Scope::Read);
    const int admin = static_cast<int>(http::Scope::Admin);
    const auto row = [](const char *name, bool isRequired, const char *peer,
                        const char *authorization, const char *apiKey, const char *query,
                        std::pair<int, int> expected) {
        QTest::newRow(name) << isRequired << QString::fromLatin1(peer) << QByteArray(authorization)
                            << QByteArray(apiKey) << QByteArray(query) << expected.first
                            << expected.second;
    };
    row("loopback without", false, "127.0.0.1", "", "", "", {200, admin});
    row("loopback of IPv6 without", false, "::1", "", "", "", {200, admin});
    row("loopback with the right one", false, "127.0.0.1", "Bearer right", "", "", {200, read});
    row("loopback with a wrong one", false, "127.0.0.1", "Bearer wrong", "", "", {401, none});
    row("required, without", true, "127.0.0.1", "", "", "", {401, none});
    row("required, with", true, "127.0.0.1", "Bearer right", "", "", {200, read});
    row("required, as a key", true, "127.0.0.1", "", "right", "", {200, read});
    row("required, truncated", true, "127.0.0.1", "Bearer righ", "", "", {401, none});
    row("required, other case", true, "127.0.0.1", "Bearer RIGHT", "", "", {401, none});
    row("required, other scheme", true, "127.0.0.1", "Basic right", "", "", {401, none});
    row("from elsewhere without", false, "192.0.2.1", "", "", "", {401, none});
    row("from elsewhere with", false, "192.0.2.1", "Bearer right", "", "", {200, read});
    row("in the URL", true, "127.0.0.1", "", "", "token=right", {400, none});
    row("in the URL beside others", false, "127.0.0.1", "", "", "a=1&Access_Token=right",
        {400, none});
    row("a name that only looks like it", false, "127.0.0.1", "", "", "tokens=1", {200, admin});
}

void PolicyTest::tokens()
{
    QFETCH(const bool, isRequired);
    QFETCH(const QString, peer);
    QFETCH(const QByteArray, authorization);
    QFETCH(const QByteArray, apiKey);
    QFETCH(const QByteArray, query);
    QFETCH(const int, status);
    QFETCH(const int, scope);
    auto checked = policy(isRequired);
    http::Head head = Ours;
    const std::string queryText = query.toStdString();
    head.query = queryText;
    const std::string authorizationText = authorization.toStdString();
    const std::string keyText = apiKey.toStdString();
    if (!authorization.isEmpty()) {
        head.authorization = authorizationText;
    }
    if (!apiKey.isEmpty()) {
        head.apiKey = keyText;
    }
    const auto admission = checked.admit(head, {.peer = QHostAddress(peer)}, {});
    QCOMPARE(statusOf(admission), status);
    QCOMPARE(static_cast<int>(admission.principal.scope), scope);
}

void PolicyTest::failedLogInsAreLimited()
{
    auto checked = policy();
    const protocol::SteadyTime start{};
    const QHostAddress peer = QHostAddress::LocalHost;
    for (int i = 0; i < 10; ++i) {
        QCOMPARE(statusOf(checked.logIn("Bearer wrong", {}, peer, start + i * 1s)), 401);
    }
    const auto limited = checked.logIn("Bearer wrong", {}, peer, start + 20s);
    QCOMPARE(statusOf(limited), 429);
    QVERIFY(limited.refusal->headers.contains({"Retry-After", "40"}));
    // Somebody else, somebody with the right token and somebody without one are not concerned.
    QCOMPARE(statusOf(checked.logIn("Bearer wrong", {}, QHostAddress(u"::1"_s), start + 20s)), 401);
    QCOMPARE(statusOf(checked.logIn("Bearer right", {}, peer, start + 20s)), 200);
    QCOMPARE(statusOf(checked.admit(Ours, {.peer = peer}, start + 20s)), 200);
    QCOMPARE(statusOf(checked.logIn("Bearer wrong", {}, peer, start + 59s)), 429);
    QCOMPARE(statusOf(checked.logIn("Bearer wrong", {}, peer, start + 60s)), 401);
    QCOMPARE(statusOf(checked.logIn("Bearer wrong", {}, peer, start + 60s)), 429);
}

void PolicyTest::failedLogInsForgetTheOldest()
{
    http::FailedLogins failed(1);
    const protocol::SteadyTime start{};
    for (quint32 i = 0; i < 4097; ++i) {
        failed.add(QHostAddress(i), start + i * 1ms);
    }
    QCOMPARE(failed.wait(QHostAddress(quint32(0)), start + 5s), 0s);
    QCOMPARE(failed.wait(QHostAddress(quint32(1)), start + 5s), 56s);
    QCOMPARE(failed.wait(QHostAddress(quint32(4096)), start + 5s), 60s);
}

void PolicyTest::boundAddressIsOurs()
{
    http::Policy checked({.tokenCheck = checkToken});
    http::Head head = Ours;
    head.host = "192.0.2.7:8000";
    head.authorization = "Bearer right";
    checked.setAddress(QHostAddress(u"192.0.2.7"_s), Port);
    QCOMPARE(statusOf(checked.admit(head, {.peer = QHostAddress(u"192.0.2.9"_s)}, {})), 200);
    checked.setAddress(QHostAddress::Any, Port);
    QCOMPARE(statusOf(checked.admit(head, {.peer = QHostAddress(u"192.0.2.9"_s)}, {})), 421);
    // A loopback address of one's own, as Debian gives to the machine's name.
    head.host = "127.0.1.1:8000";
    QCOMPARE(statusOf(checked.admit(head, Here, {})), 421);
    checked.setAddress(QHostAddress(u"127.0.1.1"_s), Port);
    QCOMPARE(statusOf(checked.admit(head, Here, {})), 200);
}

void PolicyTest::wildcardIsWhereTheConnectionCame()
{
    http::Policy checked({.requireToken = true, .tokenCheck = checkToken});
    checked.setAddress(QHostAddress::Any, Port);
    http::Head head = Ours;
    head.authorization = "Bearer right";
    const QHostAddress peer(u"192.0.2.9"_s);
    const auto statusAt = [&](const char *host, const QString &local) {
        head.host = host;
        return statusOf(checked.admit(head, {.peer = peer, .local = QHostAddress(local)}, {}));
    };
    QCOMPARE(statusAt("192.0.2.7:8000", u"192.0.2.7"_s), 200);
    QCOMPARE(statusAt("[2001:db8::7]:8000", u"2001:db8::7"_s), 200);
    QCOMPARE(statusAt("192.0.2.7:8001", u"192.0.2.7"_s), 421);
    QCOMPARE(statusAt("192.0.2.7:8000", u"192.0.2.8"_s), 421);
    QCOMPARE(statusAt("evil.example:8000", u"192.0.2.7"_s), 421);
    QCOMPARE(statusAt("localhost:8000", u"127.0.0.1"_s), 200);
}

void PolicyTest::pagesOverTls_data()
{
    QTest::addColumn<quint16>("port");
    QTest::addColumn<bool>("isEncrypted");
    QTest::addColumn<bool>("isProxied");
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, int port, std::pair<bool, bool> how, const char *host,
                        const char *origin, int status) {
        QTest::newRow(name) << static_cast<quint16>(port) << how.first << how.second
                            << QByteArray(host) << QByteArray(origin) << status;
    };
    const std::pair plain{false, false};
    const std::pair encrypted{true, false};
    const std::pair proxied{false, true};
    row("TLS, our page", 8000, encrypted, "box.lan:8000", "https://box.lan:8000", 200);
    row("TLS, a page without it", 8000, encrypted, "box.lan:8000", "http://box.lan:8000", 403);
    row("TLS on its own port", 443, encrypted, "box.lan", "https://box.lan", 200);
    row("TLS on the port of plain", 80, encrypted, "box.lan", "https://box.lan", 421);
    row("plain on the port of TLS", 443, plain, "box.lan", "http://box.lan", 421);
    row("plain, a page over TLS", 8000, plain, "box.lan:8000", "https://box.lan:8000", 403);
    row("proxied, without a port", 8000, proxied, "box.lan", "https://box.lan", 200);
    row("proxied, a plain page", 8000, proxied, "box.lan", "http://box.lan", 200);
    row("proxied, with our port", 8000, proxied, "box.lan:8000", "https://box.lan:8000", 200);
    row("proxied, somebody else", 8000, proxied, "evil.example", "https://evil.example", 421);
    row("proxied, another's page", 8000, proxied, "box.lan", "https://evil.example", 403);
}

void PolicyTest::pagesOverTls()
{
    QFETCH(const quint16, port);
    QFETCH(const bool, isEncrypted);
    QFETCH(const bool, isProxied);
    QFETCH(const QByteArray, host);
    QFETCH(const QByteArray, origin);
    QFETCH(const int, status);
    http::Policy checked({.names = {u"box.lan"_s}, .isProxied = isProxied});
    checked.setAddress(QHostAddress::LocalHost, port);
    http::Head head = Ours;
    const std::string hostText = host.toStdString();
    const std::string originText = origin.toStdString();
    head.host = hostText;
    head.origin = originText;
    http::Ends ends = Here;
    ends.isEncrypted = isEncrypted;
    QCOMPARE(statusOf(checked.admit(head, ends, {})), status);
}

QTEST_GUILESS_MAIN(PolicyTest)
#include "tst_policy.moc"
