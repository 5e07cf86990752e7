// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/clock.h"
#include "tests/scenario/support/hostilerequests.h"
#include "tests/scenario/support/securedaemon.h"
#include "tests/support/certificatefiles.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

#include <map>
#include <memory>

using namespace Qt::StringLiterals;
using scenario::Answer;
using scenario::Daemon;
using scenario::Headers;
using scenario::Way;

namespace {

/// Where a daemon listens, and whether everybody needs a token there.
struct Place
{
    const char *name;
    const char *host;
    const char *reachedAt;
    bool isEncrypted;
    bool requiresToken;
    bool needsToken; ///< what has to come of it
};

constexpr Place Places[]{
    {"loopback", "127.0.0.1", "127.0.0.1", false, false, false},
    {"loopback, required", "127.0.0.1", "127.0.0.1", false, true, true},
    {"another loopback", "127.0.0.2", "127.0.0.2", false, false, false},
    {"everywhere", "0.0.0.0", "127.0.0.1", false, false, true},
    {"loopback over TLS", "127.0.0.1", "127.0.0.1", true, false, false},
    {"loopback over TLS, required", "127.0.0.1", "127.0.0.1", true, true, true},
    {"everywhere over TLS", "0.0.0.0", "127.0.0.1", true, false, true},
};

enum class Rights
{
    Nobody, ///< 401
    Anonymous, ///< what the place grants
    Read,
    Operate,
    Admin
};

/// What is shown, and what it is good for.
struct Shown
{
    const char *name;
    Rights rights;
};

constexpr Shown States[]{
    {"missing", Rights::Anonymous}, {"wrong", Rights::Nobody},       {"expired", Rights::Nobody},
    {"revoked", Rights::Nobody},    {"read", Rights::Read},          {"operate", Rights::Operate},
    {"admin", Rights::Admin},       {"read as a key", Rights::Read},
};

QString tomlOf(const Place &place, const support::CertificateFolder &folder)
{
    return u"[server]\nhost = \"%1\"\nallow_plaintext = %2\n%3[security]\nrequire_token = "
           "%4\n[supervisor]\nenabled = false\n[ai]\nembedded = \"false\"\n"_s.arg(
               QString::fromLatin1(place.host), place.isEncrypted ? u"false"_s : u"true"_s,
               place.isEncrypted ? folder.toml() : QString(),
               place.requiresToken ? u"true"_s : u"false"_s);
}

Rights rightsFor(const QString &scope)
{
    return scope == u"read" ? Rights::Read : scope == u"operate" ? Rights::Operate : Rights::Admin;
}

/// One daemon at one place with tokens of every state.
struct Box
{
    explicit Box(const Place &where)
        : place(where)
        , daemon({.toml = tomlOf(where, folder)})
    { }

    /// A log-in that fails counts for its address: each comes from another one.
    Way way()
    {
        ++asked;
        return {.port = daemon.port(),
                .host = QHostAddress(QString::fromLatin1(place.reachedAt)),
                .source = QHostAddress(u"127.9.%1.%2"_s.arg(asked / 250).arg(1 + asked % 250)),
                .isEncrypted = place.isEncrypted};
    }

    Headers headers(const QString &state) const
    {
        if (state == u"read as a key") {
            return {{"X-API-Key", tokens.value(u"read"_s)}};
        }
        return scenario::bearing(tokens.value(state));
    }

    Place place;
    support::CertificateFolder folder;
    Daemon daemon;
    QMap<QString, QByteArray> tokens;
    int asked = 0;
};

} // namespace

/// Every route and both sockets × where it listens × plain and TLS × what is shown.
class AccessTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scopesAreThose_data();
    void scopesAreThose();
    void everyRoute_data();
    void everyRoute();
    void bothSockets_data();
    void bothSockets();

private:
    static void addRows();
    Box &boxAt(int index);
    void prepare(Box &box);

    std::map<int, std::unique_ptr<Box>> m_boxes;
};

void AccessTest::prepare(Box &box)
{
    QVERIFY2(box.daemon.start(), box.daemon.errorText().constData());
    for (const QString &scope : {u"read"_s, u"operate"_s, u"admin"_s}) {
        box.tokens.insert(scope, scenario::newToken(box.daemon, scope));
    }
    const QByteArray revoked = scenario::newToken(box.daemon, u"admin"_s, u"revoked"_s);
    QCOMPARE(scenario::runToken(box.daemon, {u"revoke"_s, scenario::idOf(revoked)}).exitCode, 0);
    box.tokens.insert(u"revoked"_s, revoked);
    box.tokens.insert(u"wrong"_s, box.tokens.value(u"admin"_s).chopped(4) + "beef");
    // Nobody can wait for a minute: its end is moved in the file.
    const QByteArray expired = scenario::newToken(box.daemon, u"admin"_s, u"expired"_s, u"1m"_s);
    box.tokens.insert(u"expired"_s, expired);
    QFile file(box.daemon.dataDirectory() + u"/tokens.json"_s);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QByteArray text = file.readAll();
    const qsizetype at = text.indexOf("\"expires_at\":\"") + 14;
    text.replace(at, 4, "2001");
    file.seek(0);
    QCOMPARE(file.write(text), text.size());
}

Box &AccessTest::boxAt(int index)
{
    auto &box = m_boxes[index];
    if (!box) {
        box = std::make_unique<Box>(Places[index]);
        prepare(*box);
    }
    return *box;
}

void AccessTest::addRows()
{
    QTest::addColumn<int>("place");
    QTest::addColumn<QString>("state");
    QTest::addColumn<int>("rights");
    for (int i = 0; i < static_cast<int>(std::size(Places)); ++i) {
        for (const Shown &shown : States) {
            const Rights anonymous = Places[i].needsToken ? Rights::Nobody : Rights::Admin;
            const Rights rights = shown.rights == Rights::Anonymous ? anonymous : shown.rights;
            QTest::addRow("%s: %s", Places[i].name, shown.name)
                << i << QString::fromLatin1(shown.name) << static_cast<int>(rights);
        }
    }
}

/// What changes nothing needs read, what does needs operate, and admin is for tokens.
void AccessTest::scopesAreThose_data()
{
    QTest::addColumn<QString>("scope");
    Box &box = boxAt(0);
    const Answer document = scenario::request(box.way(), "GET", "/openapi.json");
    const QJsonObject paths = document.json().value(u"paths").toObject();
    for (auto path = paths.begin(); path != paths.end(); ++path) {
        const QJsonObject operations = path.value().toObject();
        for (auto it = operations.begin(); it != operations.end(); ++it) {
            QTest::addRow("%s %s", qPrintable(it.key()), qPrintable(path.key()))
                << it.value()[u"x-scope"].toString();
        }
    }
}

void AccessTest::scopesAreThose()
{
    QFETCH(const QString, scope);
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    if (name.contains(u" /api/tokens"_s)) {
        QCOMPARE(scope, u"admin"_s);
    } else {
        QCOMPARE(scope, name.startsWith(u"get "_s) ? u"read"_s : u"operate"_s);
    }
}

void AccessTest::everyRoute_data()
{
    addRows();
}

void AccessTest::everyRoute()
{
    QFETCH(const int, place);
    QFETCH(const QString, state);
    QFETCH(const int, rights);
    Box &box = boxAt(place);
    const Answer document = scenario::request(box.way(), "GET", "/openapi.json",
                                              scenario::bearing(box.tokens.value(u"admin"_s)));
    const auto operations = scenario::operationsOf(document.json());
    QVERIFY(operations.size() >= 30);
    for (const scenario::Operation &operation : operations) {
        QByteArray target = operation.path.toUtf8();
        for (qsizetype at = target.indexOf('{'); at >= 0; at = target.indexOf('{')) {
            target.replace(at, target.indexOf('}', at) - at + 1, "none");
        }
        const QString scope =
            document
                .json()[u"paths"][operation.path][QString::fromLatin1(operation.method).toLower()]
                       [u"x-scope"]
                .toString();
        const Answer answer =
            scenario::request(box.way(), operation.method, target, box.headers(state));
        const QByteArray what = operation.method + ' ' + target + ": "
            + QByteArray::number(answer.status) + ' ' + answer.body.left(200);
        if (static_cast<Rights>(rights) == Rights::Nobody) {
            QVERIFY2(answer.status == 401, what.constData());
            QCOMPARE(answer.header("www-authenticate"), "Bearer");
            QCOMPARE(answer.detail(),
                     state == u"missing"       ? u"A token is needed"_s
                         : state == u"expired" ? u"The token has expired"_s
                                               : u"The token is not valid"_s);
        } else if (rights < static_cast<int>(rightsFor(scope))) {
            QVERIFY2(answer.status == 403, what.constData());
            QVERIFY2(!answer.detail().isEmpty(), what.constData());
        } else {
            const bool isRefused = answer.status == 0 || answer.status == 401
                || answer.status == 403 || answer.status == 421 || answer.status == 429;
            QVERIFY2(!isRefused, what.constData());
        }
    }
}

void AccessTest::bothSockets_data()
{
    addRows();
}

void AccessTest::bothSockets()
{
    QFETCH(const int, place);
    QFETCH(const QString, state);
    QFETCH(const int, rights);
    Box &box = boxAt(place);
    // Who shows nothing may still do so inside, in ten seconds.
    const bool isRefused = static_cast<Rights>(rights) == Rights::Nobody && state != u"missing";
    for (const QByteArray &path : {"/ws/events"_ba, "/ws/system"_ba}) {
        Headers headers = box.headers(state);
        headers += Headers{{"Upgrade", "websocket"},
                           {"Connection", "Upgrade"},
                           {"Sec-WebSocket-Version", "13"},
                           {"Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="}};
        const Answer answer = scenario::request(box.way(), "GET", path, headers);
        QCOMPARE(answer.status, isRefused ? 401 : 101);
    }
}

QTEST_GUILESS_MAIN(AccessTest)
#include "tst_access.moc"
