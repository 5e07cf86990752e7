// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/serverrules.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace storage;

class ServerRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAddresses_data();
    void readsAddresses();
    void namesTheRule_data();
    void namesTheRule();
    void passesOptionsOn();
    void showsNoSecret();
    void makesOneLine_data();
    void makesOneLine();
};

Q_DECLARE_METATYPE(Server)

void ServerRulesTest::readsAddresses_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<Server>("expected");
    const auto row = [](const char *name, const QString &url, const Server &expected) {
        QTest::newRow(name) << url << expected;
    };
    row("all of it", u"postgresql://me@db.example:6432/box"_s,
        {.user = u"me"_s, .host = u"db.example"_s, .port = 6432, .database = u"box"_s});
    row("the least", u"postgresql://db/box"_s, {.host = u"db"_s, .database = u"box"_s});
    row("an address", u"postgresql://me@10.0.0.1/box"_s,
        {.user = u"me"_s, .host = u"10.0.0.1"_s, .database = u"box"_s});
    row("an address of IPv6", u"postgresql://me@[::1]:5433/box"_s,
        {.user = u"me"_s, .host = u"::1"_s, .port = 5433, .database = u"box"_s});
    row("a socket", u"postgresql://me@/box?host=/run/postgresql"_s,
        {.user = u"me"_s, .host = u"/run/postgresql"_s, .database = u"box"_s});
    row("a socket with a number", u"postgresql:///box?host=/tmp/a%20b&port=5433"_s,
        {.host = u"/tmp/a b"_s, .port = 5433, .database = u"box"_s});
    row("a socket as libpq writes it", u"postgresql://%2Frun%2Fpg/box"_s,
        {.host = u"/run/pg"_s, .database = u"box"_s});
    row("TLS", u"postgresql://me@db/box?sslmode=verify-full&sslrootcert=/etc/ca.pem"_s,
        {.user = u"me"_s,
         .host = u"db"_s,
         .database = u"box"_s,
         .options = {{u"sslmode"_s, u"verify-full"_s}, {u"sslrootcert"_s, u"/etc/ca.pem"_s}}});
    row("odd names", u"postgresql://a%40b@db/my%20box"_s,
        {.user = u"a@b"_s, .host = u"db"_s, .database = u"my box"_s});
}

void ServerRulesTest::readsAddresses()
{
    QFETCH(QString, url);
    const auto server = serverFrom(url);
    QVERIFY2(server.ok(), server ? "" : qPrintable(server.error().detail));
    QTEST(server.value(), "expected");
}

void ServerRulesTest::namesTheRule_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QString &url, const QString &expected) {
        QTest::newRow(name) << url << expected;
    };
    const QString complete =
        u"must be a complete URL such as postgresql://user@host:5432/signalbox"_s;
    row("another scheme", u"postgres://me@db/box"_s, complete);
    row("no path", u"postgresql://me@db"_s, complete);
    row("two paths", u"postgresql://me@db/a/b"_s, complete);
    row("a fragment", u"postgresql://me@db/a#b"_s, complete);
    row("no host", u"postgresql:///box"_s,
        u"names no host; a unix socket is named by ?host=/FOLDER"_s);
    row("two hosts", u"postgresql://me@there/box?host=/run/postgresql"_s,
        u"the option host is one folder, and no host stands before it: "
        "postgresql://USER@/DATABASE?host=/FOLDER"_s);
    row("no database", u"postgresql://me@db/"_s,
        u"must name a database behind the host, of at most 63 characters"_s);
    row("a host of signs", u"postgresql://me@d$b/box"_s,
        u"the host must be a name, an address or the folder of a socket"_s);
    row("a port of letters", u"postgresql://me@db:x/box"_s,
        u"the port must be a number from 1 to 65535"_s);
    row("a port too high", u"postgresql://me@db:65536/box"_s,
        u"the port must be a number from 1 to 65535"_s);
    row("a password", u"postgresql://me:secret@db/box"_s,
        u"a password does not belong here; name a file that holds it in password_file"_s);
    row("a password as an option", u"postgresql://me@db/box?sslmode=require&password=x"_s,
        u"a password does not belong here; name a file that holds it in password_file"_s);
    row("an option that is not known", u"postgresql://me@db/box?options=-cfsync%3Doff"_s,
        u"the option options is not known; known are host=/FOLDER, port, sslmode, sslrootcert, "
        "sslcert, sslkey, sslcrl"_s);
    row("a mode that is not known", u"postgresql://me@db/box?sslmode=yes"_s,
        u"sslmode must be one of: disable, allow, prefer, require, verify-ca, verify-full"_s);
    row("an option within an option", u"postgresql://me@db/box?sslcert=/a;sslmode=disable"_s,
        u"the option sslcert has no value that can be used"_s);
    row("a line in a name", u"postgresql://me@db/a%0Ab"_s,
        u"must name a database behind the host, of at most 63 characters"_s);
}

void ServerRulesTest::namesTheRule()
{
    QFETCH(QString, url);
    const auto server = serverFrom(url);
    QVERIFY(!server.ok());
    QTEST(server.error().detail, "expected");
}

void ServerRulesTest::passesOptionsOn()
{
    const Server server{.options = {{u"sslmode"_s, u"require"_s}, {u"sslcert"_s, u"/a'b\\c"_s}},
                        .client = u"signalboxd on here"_s};
    const QStringList options = connectOptions(server).split(u';');
    QVERIFY(options.contains(u"sslmode='require'"_s));
    QVERIFY(options.contains(u"sslcert='/a\\'b\\\\c'"_s));
    QVERIFY(options.contains(u"application_name='signalboxd on here'"_s));
    QVERIFY(options.contains(u"connect_timeout='3'"_s));
}

void ServerRulesTest::showsNoSecret()
{
    const Server server{.user = u"me"_s,
                        .host = u"::1"_s,
                        .database = u"box"_s,
                        .options = {{u"sslkey"_s, u"/key"_s}},
                        .password = u"secret"_s};
    QCOMPARE(toText(server), u"postgresql://me@[::1]:5432/box"_s);
    QVERIFY(!connectOptions(server).contains(u"secret"));
    QCOMPARE(toText({.host = u"/run/pg"_s, .database = u"box"_s}),
             u"postgresql:///box?host=/run/pg&port=5432"_s);
}

void ServerRulesTest::makesOneLine_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("of libpq") << u"connection to server at \"db\" (10.0.0.1), port 5432 failed: "
                                 "Connection refused\n\tIs the server running?\n"_s
                              << u"connection to server at \"db\" (10.0.0.1), port 5432 failed: "
                                 "Connection refused Is the server running?"_s;
    QTest::newRow("of the server") << u"FATAL:  password authentication failed for user \"me\"\n"_s
                                   << u"password authentication failed for user \"me\""_s;
    QTest::newRow("with a state") << u"ERROR:  permission denied for schema public\n(42501)"_s
                                  << u"permission denied for schema public"_s;
}

void ServerRulesTest::makesOneLine()
{
    QFETCH(QString, text);
    QTEST(oneLine(text), "expected");
}

QTEST_GUILESS_MAIN(ServerRulesTest)
#include "tst_serverrules.moc"
