// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/database.h"
#include "backend/storage/storage.h"
#include "tests/storage/storagesupport.h"
#include "tests/support/postgrescluster.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace storage;
using support::PostgresCluster;

/// A database of a real server as the store: how it is made, and what is refused.
class PostgresTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void isMadeAndKept();
    void isUpgraded();
    void givesBackNumbersOfTheHistory();
    void knowsTheLastSequence();
    void isForOneOnly();
    void namesWhatIsWrong_data();
    void namesWhatIsWrong();
    void tellsAPasswordFromAnAbsence();
    void takesOddTexts();
    void losesNothingWhenItIsCutInARow();

private:
    Server fresh();

    PostgresCluster m_cluster;
    int m_databases = 0;
    Server m_server = {};
};

namespace {

QString valueIn(Database &database, const QString &sql)
{
    QSqlQuery &query = database.run(sql);
    QString value = query.next() ? query.value(0).toString() : QString();
    database.finishQueries();
    return value;
}

QString detailOf(const Server &server)
{
    const auto opened = Database::open(server);
    return opened ? QString() : opened.error().detail;
}

} // namespace

void PostgresTest::initTestCase()
{
    const QString fault = m_cluster.start();
    QVERIFY2(fault.isEmpty(), qPrintable(fault));
}

Server PostgresTest::fresh()
{
    const QString name = u"t%1"_s.arg(++m_databases);
    const QString fault = m_cluster.run(u"CREATE DATABASE "_s + name);
    if (!fault.isEmpty()) {
        qWarning() << fault;
    }
    return m_cluster.server(name);
}

void PostgresTest::init()
{
    m_server = fresh();
}

void PostgresTest::isMadeAndKept()
{
    QString id;
    {
        int socket = -1;
        auto opened = Database::open(m_server, {}, [&socket](int found) { socket = found; });
        QVERIFY2(opened.ok(), opened ? "" : qPrintable(opened.error().detail));
        QVERIFY(socket >= 0);
        Database &database = *opened.value();
        QVERIFY(database.version().startsWith(u"15."));
        QCOMPARE(valueIn(database, u"SELECT version FROM store_info"_s),
                 QString::number(migrations().last().version));
        id = database.identity();
        QVERIFY(!id.isEmpty());
    }
    auto again = Database::open(m_server);
    QVERIFY2(again.ok(), again ? "" : qPrintable(again.error().detail));
    QCOMPARE(again.value()->identity(), id);
}

void PostgresTest::isUpgraded()
{
    {
        auto old = Database::open(m_server, {}, {}, migrations().first(3));
        QVERIFY2(old.ok(), old ? "" : qPrintable(old.error().detail));
        old.value()->run(u"INSERT INTO jobs (kind, state, payload, created_at, available_at) "
                         "VALUES ('detect', 'waiting', '{\"image_id\": 7}', 'a', 'a')"_s);
    }
    auto opened = Database::open(m_server);
    QVERIFY2(opened.ok(), opened ? "" : qPrintable(opened.error().detail));
    QCOMPARE(valueIn(*opened.value(), u"SELECT "_s + jobSubject(u"image_id"_s) + u" FROM jobs"_s),
             u"7"_s);
    QCOMPARE(valueIn(*opened.value(), u"SELECT jobs FROM job_counts WHERE state = 'waiting'"_s),
             u"1"_s);
}

// Else a page at an offset would be found in the wrong place.
void PostgresTest::givesBackNumbersOfTheHistory()
{
    auto store = Storage::open({.server = m_server});
    QVERIFY2(store.ok(), store ? "" : qPrintable(store.error().detail));
    const auto add = [&](bool fails) {
        return written<protocol::Done>(*store.value(), [fails](Transaction &tx) {
            tx.exec(u"INSERT INTO restart_history (worker_name, timestamp, attempt, status) "
                    "VALUES ('a', 't', 1, 'crashed')"_s);
            if (fails) {
                tx.fail({protocol::ErrorKind::Conflict, u"wanted"_s});
            }
            return protocol::Done{};
        });
    };
    QVERIFY(add(false).ok());
    QVERIFY(!add(true).ok());
    QVERIFY(add(false).ok());
    QCOMPARE(numberIn(*store.value(), u"SELECT max(id) FROM restart_history"_s), 2);
    QCOMPARE(numberIn(*store.value(), u"SELECT max(worker_number) FROM restart_history"_s), 2);
}

void PostgresTest::knowsTheLastSequence()
{
    {
        auto store = Storage::open({.server = m_server});
        QVERIFY2(store.ok(), store ? "" : qPrintable(store.error().detail));
        QCOMPARE(store.value()->lastSequence(), 0);
        for (int i = 0; i < 3; ++i) {
            QVERIFY(written<protocol::Done>(
                        *store.value(),
                        [i](Transaction &tx) {
                            tx.journal({.type = u"a"_s});
                            if (i == 2) {
                                tx.fail({protocol::ErrorKind::Conflict, u"wanted"_s});
                            }
                            return protocol::Done{};
                        })
                        .ok()
                    == (i < 2));
        }
    }
    {
        auto store = Storage::open({.server = m_server});
        QCOMPARE(store.value()->lastSequence(), 2);
        QCOMPARE(store.value()->oldestSequence(), 1);
        QVERIFY(written<protocol::Done>(*store.value(), [](Transaction &tx) {
                    tx.exec(u"DELETE FROM journal"_s);
                    return protocol::Done{};
                }).ok());
    }
    auto store = Storage::open({.server = m_server});
    QVERIFY2(store.value()->lastSequence() >= 2, "never a number twice");
    QCOMPARE(store.value()->oldestSequence(), store.value()->lastSequence() + 1);
}

void PostgresTest::isForOneOnly()
{
    Server named = m_server;
    named.client = u"signalboxd on here"_s;
    auto first = Database::open(named);
    QVERIFY2(first.ok(), first ? "" : qPrintable(first.error().detail));
    const QString detail = detailOf(m_server);
    QVERIFY2(detail.contains(u"is in use by signalboxd on here (process "), qPrintable(detail));
    // What is left of our own connection is no other program.
    auto second = Database::open(m_server, first.value()->session());
    QVERIFY2(second.ok(), second ? "" : qPrintable(second.error().detail));
}

void PostgresTest::namesWhatIsWrong_data()
{
    QTest::addColumn<QStringList>("before");
    QTest::addColumn<bool>("isStore");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, bool isStore, const QStringList &before,
                        const QString &expected) {
        QTest::newRow(name) << before << isStore << expected;
    };
    row("of another program", false, {u"CREATE TABLE theirs (a INT)"_s},
        u"is the database of another program"_s);
    row("of another program, with a table of that name", false,
        {u"CREATE TABLE store_info (a INT)"_s}, u"is the database of another program"_s);
    row("newer", true, {u"UPDATE store_info SET version = 9999"_s},
        u"was written by a newer version of Signalbox (schema 9999, this program knows %1)"_s.arg(
            migrations().last().version));
    row("half of it", true, {u"DROP TABLE settings"_s},
        u"is damaged: its table settings is missing"_s);
    row("read-only", true, {u"ALTER DATABASE %1 SET default_transaction_read_only = on"_s},
        u"is read-only"_s);
}

void PostgresTest::namesWhatIsWrong()
{
    QFETCH(QStringList, before);
    QFETCH(bool, isStore);
    QFETCH(QString, expected);
    if (isStore) {
        QCOMPARE(detailOf(m_server), QString());
    }
    for (const QString &sql : before) {
        QCOMPARE(m_cluster.run(sql.contains(u"%1") ? sql.arg(m_server.database) : sql,
                               m_server.database),
                 QString());
    }
    QCOMPARE(detailOf(m_server),
             u"the store %1 %2; nothing was changed"_s.arg(toText(m_server), expected));
}

void PostgresTest::tellsAPasswordFromAnAbsence()
{
    QCOMPARE(m_cluster.run(u"CREATE ROLE signalbox LOGIN PASSWORD 'right'"_s), QString());
    QCOMPARE(m_cluster.run(u"ALTER DATABASE %1 OWNER TO signalbox"_s.arg(m_server.database)),
             QString());
    m_cluster.askForPasswords();
    Server server = m_cluster.server(m_server.database, u"signalbox"_s);
    server.password = u"wrong"_s;
    QTRY_VERIFY2(
        detailOf(server).contains(u"password authentication failed for user \"signalbox\""),
        qPrintable(detailOf(server)));
    QVERIFY(!detailOf(server).contains(u"wrong"));
    server.password = u"right"_s;
    QCOMPARE(detailOf(server), QString());

    const auto opened = Database::open(m_cluster.server(u"nothere"_s));
    QVERIFY(!opened.ok());
    QCOMPARE(opened.error().kind, protocol::ErrorKind::Conflict);
    QVERIFY2(opened.error().detail.contains(u"database \"nothere\" does not exist"),
             qPrintable(opened.error().detail));

    server.host = u"/nowhere"_s;
    const auto away = Database::open(server);
    QCOMPARE(away.error().kind, protocol::ErrorKind::Unavailable);
    QVERIFY2(away.error().detail.contains(u"is away"), qPrintable(away.error().detail));

    server.host = u"not-there.invalid"_s;
    const auto unknown = Database::open(server);
    QCOMPARE(unknown.error().kind, protocol::ErrorKind::Conflict);
    QVERIFY2(unknown.error().detail.contains(u"the host not-there.invalid is not known"),
             qPrintable(unknown.error().detail));
}

void PostgresTest::takesOddTexts()
{
    auto opened = Database::open(m_server);
    QVERIFY2(opened.ok(), opened ? "" : qPrintable(opened.error().detail));
    Database &database = *opened.value();
    const QString odd = u"'; DROP TABLE settings; -- \\ \"ü\" \U0001F600 ? $1"_s;
    database.run(u"INSERT INTO settings VALUES (?, ?, 't')"_s, {u"odd"_s, odd});
    QCOMPARE(valueIn(database, u"SELECT value FROM settings WHERE key = 'odd'"_s), odd);
    database.run(u"INSERT INTO settings VALUES (?, ?, 't')"_s,
                 {u"nul"_s, QString(u"a"_s + QChar::Null + u"b"_s)});
    QCOMPARE(valueIn(database, u"SELECT value FROM settings WHERE key = 'nul'"_s), u"a\uFFFDb"_s);
    const QByteArray bytes("\0\x01'\\\xFF", 5);
    database.run(u"INSERT INTO entities (kind, first_camera_id, first_seen_at, last_camera_id, "
                 "last_seen_at, sightings, embedding) VALUES ('p', 'c', 't', 'c', 't', 1, ?)"_s,
                 {bytes});
    QSqlQuery &read = database.run(u"SELECT embedding FROM entities"_s);
    QVERIFY(read.next());
    QCOMPARE(read.value(0).toByteArray(), bytes);
}

// None of those that share a savepoint is done then, and each is told so once.
void PostgresTest::losesNothingWhenItIsCutInARow()
{
    auto store = Storage::open({.server = m_server});
    QVERIFY2(store.ok(), store ? "" : qPrintable(store.error().detail));
    Storage &open = *store.value();
    QStringList answers;
    const auto add = [&](const QString &key, bool isCut) {
        open.write<protocol::Done>(
            this,
            [key, isCut](Transaction &tx) {
                tx.exec(u"INSERT INTO settings VALUES (?, 'x', 't')"_s, {key});
                if (isCut) {
                    tx.exec(u"SELECT pg_terminate_backend(pg_backend_pid())"_s);
                }
                return protocol::Done{};
            },
            [&answers, key](const protocol::Result<protocol::Done> &result) {
                const bool isAway =
                    !result && result.error().kind == protocol::ErrorKind::Unavailable;
                answers.append(key % (result ? u" ok"_s : isAway ? u" away"_s : u" wrong"_s));
            },
            Repeat::Yes);
    };
    HeldStore held(open);
    add(u"a"_s, false);
    add(u"b"_s, true);
    add(u"c"_s, false);
    held.release();
    QTRY_COMPARE(answers, (QStringList{u"a away"_s, u"b away"_s, u"c away"_s}));
    QTRY_VERIFY(!open.isFaulted());
    QCOMPARE(numberIn(open, u"SELECT count(*) FROM settings WHERE key IN ('a', 'b', 'c')"_s), 0);
    add(u"a"_s, false);
    QTRY_COMPARE(answers.size(), 4);
    QCOMPARE(answers.last(), u"a ok"_s);
}

QTEST_GUILESS_MAIN(PostgresTest)
#include "tst_postgres.moc"
