// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/storage/storagesupport.h"
#include "tests/support/postgrescluster.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace storage;
using support::PostgresCluster;

/// A real server that is slow, or that comes back as another one than it was.
class ServerReturnTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void slowStatementIsNoLoss();
    void frozenServerHoldsNoEnd();
    void refusesWhileItIsFrozen();
    void anotherStoreIsRefused();
    void numbersAreNotGivenAgain();
    void figuresForAnOrdinaryUser();

private:
    void open(const QString &user = u"postgres"_s);

    protocol::Result<qint64> newLine()
    {
        return written<qint64>(*m_store, [](Transaction &tx) {
            return tx.journal({.type = u"a"_s, .channel = u"c"_s});
        });
    }

    PostgresCluster m_cluster;
    int m_databases = 0;
    QString m_name;
    std::unique_ptr<Storage> m_store;
};

void ServerReturnTest::initTestCase()
{
    const QString fault = m_cluster.start();
    QVERIFY2(fault.isEmpty(), qPrintable(fault));
    QCOMPARE(m_cluster.run(u"CREATE ROLE plain LOGIN"_s), QString());
}

void ServerReturnTest::init()
{
    m_name = u"r%1"_s.arg(++m_databases);
    QCOMPARE(m_cluster.run(u"CREATE DATABASE %1 OWNER plain"_s.arg(m_name)), QString());
}

void ServerReturnTest::cleanup()
{
    m_cluster.thaw();
    m_store.reset();
}

void ServerReturnTest::open(const QString &user)
{
    Storage::Options options{
        .trialInterval = 100ms, .beat = 100ms, .silence = 800ms, .patience = 1600ms};
    options.server = m_cluster.server(m_name, user);
    options.server->client = u"under test"_s;
    auto opened = Storage::open(options);
    QVERIFY2(opened.ok(), opened ? "" : qPrintable(opened.error().detail));
    m_store = std::move(opened.value());
}

void ServerReturnTest::slowStatementIsNoLoss()
{
    open();
    const QSignalSpy faulted(m_store.get(), &Storage::faulted);
    const auto slept = readOf<int>(*m_store, [](Transaction &tx) {
        return tx.exec(u"SELECT 7 FROM pg_sleep(4)"_s).next() ? 1 : 0;
    });
    QVERIFY2(slept.ok(), slept ? "" : qPrintable(slept.error().detail));
    QCOMPARE(slept.value(), 1);
    QCOMPARE(faulted.size(), 0);
}

// The end of the program does not wait for a server that answers nothing.
void ServerReturnTest::frozenServerHoldsNoEnd()
{
    open();
    m_cluster.freeze();
    m_store->write<int>(nullptr, [](Transaction &tx) {
        return tx.change(u"INSERT INTO settings VALUES ('end', 'x', 't')"_s);
    });
    QElapsedTimer since;
    since.start();
    m_store.reset();
    QVERIFY2(since.elapsed() < 10'000, qPrintable(QString::number(since.elapsed())));
}

void ServerReturnTest::refusesWhileItIsFrozen()
{
    open();
    m_cluster.freeze();
    QTRY_VERIFY_WITH_TIMEOUT(m_store->isFaulted(), 10'000);
    // Cut off, it is tried again and again: three seconds to connect, two to ask whether it is
    // there. What came in before that was noticed waits for it, and for no more.
    for (int i = 0; i < 20; ++i) {
        QElapsedTimer since;
        since.start();
        const auto answer = readOf<int>(*m_store, [](Transaction &) { return 1; });
        QCOMPARE(answer.error().kind, protocol::ErrorKind::Unavailable);
        QVERIFY2(since.elapsed() < 9000, qPrintable(QString::number(since.elapsed())));
        QTest::qWait(100);
    }
    m_cluster.thaw();
    QTRY_VERIFY_WITH_TIMEOUT(!m_store->isFaulted(), 20'000);
    QVERIFY(newLine().ok());
}

void ServerReturnTest::anotherStoreIsRefused()
{
    open();
    const QString id = m_store->id();
    QVERIFY(newLine().ok());
    QCOMPARE(m_cluster.run(u"DROP DATABASE %1 WITH (FORCE)"_s.arg(m_name)), QString());
    QCOMPARE(m_cluster.run(u"CREATE DATABASE %1"_s.arg(m_name)), QString());
    const QString sentence = u"the database holds another store than before"_s;
    QTRY_VERIFY_WITH_TIMEOUT(m_store->stats().fault.value_or(QString()).contains(sentence), 20'000);
    QVERIFY(!newLine().ok());
    QCOMPARE(m_store->id(), id);
}

// As after a failover to a copy that was behind.
void ServerReturnTest::numbersAreNotGivenAgain()
{
    open();
    for (int i = 1; i <= 5; ++i) {
        QCOMPARE(newLine().value(), i);
    }
    QSignalSpy recovered(m_store.get(), &Storage::recovered);
    QCOMPARE(m_cluster.run(u"DELETE FROM journal WHERE sequence > 2; "
                           "SELECT setval('journal_sequence_seq', 2); "
                           "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                           "WHERE application_name = 'under test'"_s,
                           m_name),
             QString());
    QTRY_VERIFY_WITH_TIMEOUT(!recovered.isEmpty(), 20'000);
    QCOMPARE(newLine().value(), 6);
}

// What others do is hidden from him, not how many they are.
void ServerReturnTest::figuresForAnOrdinaryUser()
{
    open(u"plain"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_store->stats().server.has_value(), 10'000);
    const ServerFigures before = *m_store->stats().server;
    QVERIFY(before.connections >= 1 && before.mostConnections > before.connections);
    auto other = Database::open(m_cluster.server(u"postgres"_s));
    QVERIFY(other.ok());
    QTRY_VERIFY_WITH_TIMEOUT(m_store->stats().server
                                 && m_store->stats().server->connections > before.connections,
                             10'000);
}

QTEST_GUILESS_MAIN(ServerReturnTest)
#include "tst_serverreturn.moc"
