// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/journal/journal.h"
#include "backend/storage/storage.h"
#include "tests/storage/storagesupport.h"
#include "tests/support/postgrescluster.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace storage;
using support::PostgresCluster;

/// A real server that is away, goes away in every way there is, and comes back.
class ServerLossTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void tellsACommitThatWentThrough();
    void tellsACommitThatDidNot();
    void startsWithoutItsServer();
    void noticesInTime_data();
    void noticesInTime();
    void losesNothing_data();
    void losesNothing();
    void cleanup();

private:
    QString runs(const QString &condition);
    void open(Storage::Options options);
    void lose(const QString &how, bool isShort);
    void hasInOrder(int lines);

    PostgresCluster m_cluster;
    int m_databases = 0;
    Server m_server = {};
    std::unique_ptr<Storage> m_store;
};

namespace {

/// Quick, so that a test can see many losses.
Storage::Options quick()
{
    return {.trialInterval = 100ms, .beat = 100ms, .silence = 800ms, .patience = 1600ms};
}

constexpr int Patience = 30'000;
constexpr qint64 MostWaiting = 900;

} // namespace

void ServerLossTest::initTestCase()
{
    const QString fault = m_cluster.start();
    QVERIFY2(fault.isEmpty(), qPrintable(fault));
}

void ServerLossTest::init()
{
    const QString name = u"t%1"_s.arg(++m_databases);
    QCOMPARE(m_cluster.run(u"CREATE DATABASE "_s + name), QString());
    m_server = m_cluster.server(name);
    m_server.client = u"under test"_s;
}

void ServerLossTest::cleanup()
{
    m_store.reset();
}

void ServerLossTest::open(Storage::Options options)
{
    options.server = m_server;
    auto opened = Storage::open(options);
    QVERIFY2(opened.ok(), opened ? "" : qPrintable(opened.error().detail));
    m_store = std::move(opened.value());
}

/// Nothing once the condition on our connection holds.
QString ServerLossTest::runs(const QString &condition)
{
    return m_cluster.run(u"DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_stat_activity WHERE "
                         "application_name = 'under test' AND %1) THEN RAISE 'not yet'; "
                         "END IF; END $$"_s.arg(condition));
}

// A commit that waits for a copy elsewhere has been done here.
void ServerLossTest::tellsACommitThatWentThrough()
{
    Storage::Options options = quick();
    options.silence = 20s;
    open(options);
    QCOMPARE(m_cluster.run(u"ALTER SYSTEM SET synchronous_standby_names = 'nobody'"_s), QString());
    QCOMPARE(m_cluster.run(u"SELECT pg_reload_conf()"_s), QString());
    QTRY_COMPARE_WITH_TIMEOUT(
        m_cluster.run(u"DO $$ BEGIN IF current_setting('synchronous_standby_names') = '' THEN "
                      "RAISE 'not yet'; END IF; END $$"_s),
        QString(), Patience);
    std::optional<protocol::Result<int>> answer;
    QSignalSpy recovered(m_store.get(), &Storage::recovered);
    m_store->write<int>(
        this,
        [](Transaction &tx) {
            return tx.change(u"INSERT INTO settings VALUES ('once', 'x', 't')"_s);
        },
        [&](const protocol::Result<int> &result) { answer = result; });
    QTRY_COMPARE_WITH_TIMEOUT(runs(u"wait_event = 'SyncRep'"_s), QString(), Patience);
    QCOMPARE(m_cluster.run(u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE "
                           "application_name = 'under test'"_s),
             QString());
    QTRY_VERIFY(m_store->isFaulted());
    QCOMPARE(m_cluster.run(u"ALTER SYSTEM RESET synchronous_standby_names"_s), QString());
    QCOMPARE(m_cluster.run(u"SELECT pg_reload_conf()"_s), QString());
    QTRY_COMPARE_WITH_TIMEOUT(recovered.size(), 1, Patience);
    QVERIFY(answer);
    QVERIFY2(answer->ok(), answer->ok() ? "" : qPrintable(answer->error().detail));
    QCOMPARE(numberIn(*m_store, u"SELECT count(*) FROM settings WHERE key = 'once'"_s), 1);
}

void ServerLossTest::tellsACommitThatDidNot()
{
    Storage::Options options = quick();
    options.silence = 20s;
    open(options);
    QCOMPARE(m_cluster.run(u"CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                           "PERFORM pg_sleep(60); RETURN NULL; END $$; CREATE CONSTRAINT TRIGGER "
                           "slow AFTER INSERT ON cameras DEFERRABLE INITIALLY DEFERRED "
                           "FOR EACH ROW EXECUTE FUNCTION slow()"_s,
                           m_server.database),
             QString());
    std::optional<protocol::Result<int>> answer;
    QSignalSpy recovered(m_store.get(), &Storage::recovered);
    m_store->write<int>(
        this,
        [](Transaction &tx) {
            return tx.change(u"INSERT INTO cameras (id, name, folder_path, created_at) VALUES "
                             "('a', 'a', 'a', 't')"_s);
        },
        [&](const protocol::Result<int> &result) {
            QCOMPARE(recovered.size(), 0); // what is to be done again is known before it can be
            answer = result;
        });
    QTRY_COMPARE_WITH_TIMEOUT(runs(u"wait_event = 'PgSleep' AND query = 'COMMIT'"_s), QString(),
                              Patience);
    QCOMPARE(m_cluster.run(u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE "
                           "application_name = 'under test'"_s),
             QString());
    QTRY_COMPARE_WITH_TIMEOUT(recovered.size(), 1, Patience);
    QVERIFY(answer);
    QCOMPARE(answer->error().kind, protocol::ErrorKind::Unavailable);
    QCOMPARE(numberIn(*m_store, u"SELECT count(*) FROM cameras"_s), 0);
}

void ServerLossTest::startsWithoutItsServer()
{
    open(quick());
    QVERIFY(written<qint64>(*m_store, [](Transaction &tx) {
                return tx.journal({.type = u"a"_s});
            }).ok());
    m_store.reset();
    m_cluster.stop();
    open(quick());
    QVERIFY(m_store->isFaulted());
    const protocol::EventRegistry registry;
    journal::Journal journal(*m_store, registry, u"here"_s);
    journal.append(
        {.type = u"camera.enabled"_s,
         .data = {{u"camera_id"_s, u"a"_s}, {u"enabled_at"_s, u"2025-12-27T10:30:00Z"_s}}});
    QTRY_COMPARE(journal.condition().waiting, 1);
    QSignalSpy opened(m_store.get(), &Storage::opened);
    QSignalSpy recovered(m_store.get(), &Storage::recovered);
    QCOMPARE(m_cluster.start(), QString());
    QTRY_COMPARE_WITH_TIMEOUT(recovered.size(), 1, Patience);
    QCOMPARE(opened.size(), 1);
    QVERIFY(m_store->version().startsWith(u"15."));
    QTRY_VERIFY(journal.sequence() > 1);
    QCOMPARE(numberIn(*m_store, u"SELECT count(*) FROM journal"_s), 2);
}

void ServerLossTest::noticesInTime_data()
{
    QTest::addColumn<QString>("how");
    QTest::newRow("stopped") << u"stop"_s;
    QTest::newRow("frozen") << u"freeze"_s;
}

// With the times of the product, while nobody writes.
void ServerLossTest::noticesInTime()
{
    QFETCH(QString, how);
    constexpr int mostMs = 5000;
    open({});
    QTRY_VERIFY(m_store->stats().server && m_store->stats().server->mostConnections > 0);
    QSignalSpy faulted(m_store.get(), &Storage::faulted);
    QSignalSpy recovered(m_store.get(), &Storage::recovered);
    QElapsedTimer since;
    since.start();
    how == u"stop" ? m_cluster.stop() : m_cluster.freeze();
    QTRY_COMPARE_WITH_TIMEOUT(faulted.size(), 1, Patience);
    qInfo() << "noticed after" << since.elapsed() << "ms";
    QVERIFY(since.elapsed() < mostMs);
    QVERIFY(!addSetting(*m_store, u"refused at once"_s).ok());
    if (how == u"stop") {
        QCOMPARE(m_cluster.start(), QString());
    } else {
        m_cluster.thaw();
    }
    since.restart();
    QTRY_COMPARE_WITH_TIMEOUT(recovered.size(), 1, Patience);
    qInfo() << "recovered after" << since.elapsed() << "ms";
    QVERIFY(since.elapsed() < mostMs);
    QVERIFY(addSetting(*m_store, u"after"_s).ok());
}

/// Takes the server away until that is noticed, and brings it back.
void ServerLossTest::lose(const QString &how, bool isShort)
{
    if (how == u"freeze") {
        m_cluster.freeze();
        QTRY_VERIFY_WITH_TIMEOUT(m_store->isFaulted(), Patience);
        QTest::qWait(isShort ? 100 : 1500); // shorter and longer than it is waited for
        m_cluster.thaw();
        return;
    }
    how == u"stop"              ? m_cluster.stop()
        : how == u"immediately" ? m_cluster.stopImmediately()
                                : m_cluster.kill9();
    QTRY_VERIFY_WITH_TIMEOUT(m_store->isFaulted(), Patience);
    QCOMPARE(m_cluster.start(), QString());
}

void ServerLossTest::hasInOrder(int lines)
{
    const QString stored = u"SELECT count(*) FROM (SELECT json_extract(data, '$.camera_id') AS n, "
                           "row_number() OVER (ORDER BY sequence) AS place FROM journal) "
                           "WHERE n = CAST(place AS TEXT)"_s;
    QCOMPARE(numberIn(*m_store, stored), lines);
}

void ServerLossTest::losesNothing_data()
{
    QTest::addColumn<QString>("how");
    for (const char *how : {"stop", "immediately", "kill", "freeze"}) {
        QTest::newRow(how) << QString::fromLatin1(how);
    }
}

// Each line is written once, in its order, however often the server goes: a line told as not
// written is written again, so one that was written all the same would be there twice.
void ServerLossTest::losesNothing()
{
    QFETCH(QString, how);
    const int cycles = qEnvironmentVariable("SIGNALBOX_CHAOS") == u"full" ? 50 : 4;
    open(quick());
    const protocol::EventRegistry registry;
    journal::Journal journal(*m_store, registry, u"here"_s);
    int appended = 0;
    QTimer source;
    source.setInterval(8);
    connect(&source, &QTimer::timeout, this, [&] {
        if (journal.condition().waiting >= MostWaiting) {
            return; // more would be dropped, and counted
        }
        journal.append({.type = u"camera.enabled"_s,
                        .data = {{u"camera_id"_s, QString::number(++appended)},
                                 {u"enabled_at"_s, u"2025-12-27T10:30:00Z"_s}}});
    });
    QList<int> heard;
    connect(&journal, &journal::Journal::appended, this, [&](const protocol::Event &line) {
        heard.append(line.data.value(u"camera_id").toString().toInt());
    });
    source.start();
    for (int i = 0; i < cycles; ++i) {
        const qsizetype before = heard.size();
        QTRY_VERIFY_WITH_TIMEOUT(heard.size() > before + 10, Patience);
        lose(how, i % 2 == 0);
        QTRY_VERIFY_WITH_TIMEOUT(!m_store->isFaulted(), Patience);
    }
    source.stop();
    QTRY_COMPARE_WITH_TIMEOUT(journal.condition().waiting + m_store->pending(), 0, Patience);
    QCOMPARE(journal.dropped(), 0);
    QTRY_COMPARE_WITH_TIMEOUT(heard.size(), appended, Patience);
    for (int i = 0; i < appended; ++i) {
        QCOMPARE(heard.at(i), i + 1);
    }
    hasInOrder(appended);
    qInfo() << how << cycles << "times:" << appended << "lines, none lost, none doubled";
}

QTEST_GUILESS_MAIN(ServerLossTest)
#include "tst_serverloss.moc"
