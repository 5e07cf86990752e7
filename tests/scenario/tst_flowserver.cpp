// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/daemon.h"
#include "tests/scenario/support/jpegs.h"
#include "tests/scenario/support/stubservice.h"
#include "tests/support/postgrescluster.h"

#include <QDir>
#include <QElapsedTimer>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace scenario;
using support::PostgresCluster;

/// The whole program on a server of PostgreSQL that is away at the start, goes and comes back.
class FlowServerTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void worksWithoutItsServer();
    void aCameraThatIsSwitchedOffStaysSo();
    void imagesOutliveTheServer_data();
    void imagesOutliveTheServer();

private:
    void lose(const QString &how);
    bool bringBack();
    bool uploadOne(quint32 seed) const;
    qint64 number(const QString &sql) const;

    QJsonObject pipeline() const { return m_daemon->get("/api/system/pipeline").json(); }

    QJsonObject storeHealth() const
    {
        return m_daemon->get("/api/system/health/full").json()[u"postgres"_s].toObject();
    }

    PostgresCluster m_cluster;
    int m_databases = 0;
    QString m_name;
    std::unique_ptr<StubService> m_stub;
    std::unique_ptr<Daemon> m_daemon;
};

void FlowServerTest::initTestCase()
{
    const QString fault = m_cluster.start();
    QVERIFY2(fault.isEmpty(), qPrintable(fault));
}

void FlowServerTest::init()
{
    m_name = u"f%1"_s.arg(++m_databases);
    QCOMPARE(m_cluster.run(u"CREATE DATABASE %1"_s.arg(m_name)), QString());
    m_stub = std::make_unique<StubService>();
    m_daemon = std::make_unique<Daemon>(
        DaemonOptions{.toml = m_stub->toml(u"probe_interval_seconds = 0.3"_s)
                          + u"[pipeline]\nbatch_idle_timeout_seconds = 1\n"
                            "[degradation]\nmemory_queue_size = 5\n[storage]\nurl = \"%1\"\n"_s.arg(
                                m_cluster.url(m_name))});
}

void FlowServerTest::cleanup()
{
    QVERIFY(bringBack());
    QCOMPARE(m_daemon->terminate(), 0);
    m_daemon.reset();
}

void FlowServerTest::lose(const QString &how)
{
    if (how == u"stop") {
        m_cluster.stop();
    } else if (how == u"immediately") {
        m_cluster.stopImmediately();
    } else if (how == u"kill") {
        m_cluster.kill9();
    } else {
        m_cluster.freeze();
    }
}

bool FlowServerTest::bringBack()
{
    m_cluster.thaw();
    return m_cluster.isRunning() || m_cluster.start().isEmpty();
}

bool FlowServerTest::uploadOne(quint32 seed) const
{
    return upload(m_daemon->cameraRoot() + u"/gate"_s, u"%1.jpg"_s.arg(seed), noiseJpeg(seed));
}

qint64 FlowServerTest::number(const QString &sql) const
{
    const QString name = u"looker"_s;
    qint64 found = -1;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QPSQL"_s, name);
        database.setHostName(m_cluster.folder());
        database.setDatabaseName(m_name);
        database.setUserName(u"postgres"_s);
        QSqlQuery query(database);
        if (database.open() && query.exec(sql) && query.next()) {
            found = query.value(0).toLongLong();
        } else {
            qWarning().noquote() << database.lastError().text() << query.lastError().text();
        }
    }
    QSqlDatabase::removeDatabase(name);
    return found;
}

// Nothing of it is lost either when the program itself is killed before its server has come.
void FlowServerTest::worksWithoutItsServer()
{
    m_cluster.stop();
    QElapsedTimer since;
    since.start();
    QVERIFY2(m_daemon->start(), m_daemon->errorText().constData());
    for (const QString &name : {u"file_watcher"_s, u"detection_worker"_s, u"analysis_worker"_s}) {
        QVERIFY2(m_daemon->waitForWorker(name, u"running"_s), qPrintable(name));
    }
    QVERIFY2(since.elapsed() < 15'000, qPrintable(QString::number(since.elapsed())));
    QCOMPARE(storeHealth()[u"status"_s], u"unhealthy"_s);
    QCOMPARE(m_daemon->get("/readyz").status, 503);
    QVERIFY(m_daemon->signalWorker(u"analysis_worker"_s, SIGKILL));
    for (quint32 seed = 1; seed <= 8; ++seed) {
        QVERIFY(uploadOne(seed));
    }
    QVERIFY(waitUntil([this] {
        const QJsonObject now = pipeline()[u"degradation"_s].toObject();
        return now[u"memory_queue_size"_s].toInt()
            + now[u"fallback_queues"_s][u"detection"_s].toInt()
            == 8;
    }));
    const QDir spill(m_daemon->dataDirectory() + u"/spill"_s);
    QVERIFY(!QDir(spill.filePath(u"journal"_s)).isEmpty());
    QVERIFY(waitUntil([&] { return !QDir(spill.filePath(u"restart-history"_s)).isEmpty(); }));
    m_daemon->kill9();
    QVERIFY2(m_daemon->start(), m_daemon->errorText().constData());
    QVERIFY(bringBack());
    QVERIFY(waitUntil([this] { return storeHealth()[u"status"_s] == u"healthy"_s; }));
    QVERIFY(waitUntil([this] {
        return number(u"SELECT count(*) FROM jobs WHERE kind = 'detection' AND state = 'done'"_s)
            == 8;
    }));
    QCOMPARE(number(u"SELECT count(*) FROM images"_s), 8);
    QVERIFY(waitUntil([this] { return number(u"SELECT count(*) FROM events"_s) >= 1; }));
    // Both starts, and between them the end of one worker.
    const auto told = [this](const QString &worker, const QString &status) {
        return number(
            u"SELECT count(*) FROM journal WHERE type = 'service.status_changed' AND "
            "data LIKE '%\"service\":\"worker:%1\",\"status\":\"%2\"%'"_s.arg(worker, status));
    };
    QCOMPARE(told(u"file_watcher"_s, u"running"_s), 2);
    QCOMPARE(told(u"analysis_worker"_s, u"crashed"_s), 1);
    QCOMPARE(number(u"SELECT count(*) FROM restart_history WHERE status = 'crashed'"_s), 1);
    QCOMPARE(
        number(
            u"SELECT count(*) FROM journal a JOIN journal b ON b.sequence > a.sequence "
            "AND b.timestamp < a.timestamp WHERE a.type = 'service.status_changed' AND b.type = a.type"_s),
        0);
    QVERIFY(waitUntil([&] { return QDir(spill.filePath(u"journal"_s)).isEmpty(); }));
    QVERIFY(waitUntil([&] { return QDir(spill.filePath(u"restart-history"_s)).isEmpty(); }));
}

// Who is switched off stands in the store, which is not there when the files come.
void FlowServerTest::aCameraThatIsSwitchedOffStaysSo()
{
    QVERIFY2(m_daemon->start(), m_daemon->errorText().constData());
    QVERIFY(uploadOne(1));
    QVERIFY(waitUntil([this] { return number(u"SELECT count(*) FROM images"_s) == 1; }));
    const Answer off =
        m_daemon->request("PATCH", "/api/cameras/gate", {{"Content-Type", "application/json"}},
                          R"({"enabled":false})");
    QVERIFY2(off.status == 200, off.body.constData());
    QCOMPARE(m_daemon->terminate(), 0);
    m_cluster.stop();
    QVERIFY2(m_daemon->start(), m_daemon->errorText().constData());
    QVERIFY(m_daemon->waitForWorker(u"file_watcher"_s, u"running"_s));
    for (quint32 seed = 2; seed <= 12; ++seed) {
        QVERIFY(uploadOne(seed));
    }
    // With the first one, which a watcher that begins anew tells of too.
    const auto waiting = [this] { return pipeline()[u"file_watcher"_s][u"pending_tasks"].toInt(); };
    QVERIFY(waitUntil([&] { return waiting() == 12; }));
    // What has come to the disk is the first that the next one takes up.
    QVERIFY(waitUntil([this] {
        return pipeline()[u"degradation"_s][u"fallback_queues"][u"detection"].toInt() == 7;
    }));
    m_daemon->kill9();
    QVERIFY(bringBack());
    QVERIFY2(m_daemon->start(), m_daemon->errorText().constData());
    QVERIFY(
        waitUntil([&] { return storeHealth()[u"status"_s] == u"healthy"_s && waiting() == 11; }));
    QVERIFY(uploadOne(13));
    QVERIFY(waitUntil([&] { return waiting() == 12; }));
    QCOMPARE(number(u"SELECT count(*) FROM images"_s), 1);
}

void FlowServerTest::imagesOutliveTheServer_data()
{
    QTest::addColumn<QString>("how");
    QTest::newRow("stopped") << u"stop"_s;
    QTest::newRow("stopped at once") << u"immediately"_s;
    QTest::newRow("killed") << u"kill"_s;
    QTest::newRow("frozen") << u"freeze"_s;
}

void FlowServerTest::imagesOutliveTheServer()
{
    QFETCH(QString, how);
    QVERIFY2(m_daemon->start(), m_daemon->errorText().constData());
    QVERIFY(m_daemon->waitForWorker(u"file_watcher"_s, u"running"_s));
    quint32 seed = 0;
    const auto some = [&] {
        for (int i = 0; i < 10; ++i) {
            QVERIFY(uploadOne(++seed));
        }
    };
    some();
    QVERIFY(waitUntil([this] { return number(u"SELECT count(*) FROM images"_s) >= 3; }));
    lose(how);
    QElapsedTimer since;
    since.start();
    some();
    QVERIFY(waitUntil([this] { return storeHealth()[u"status"_s] == u"unhealthy"_s; }));
    QVERIFY2(since.elapsed() < 5'000, qPrintable(QString::number(since.elapsed())));
    QVERIFY(
        waitUntil([this] { return !pipeline()[u"degradation"_s][u"redis_healthy"_s].toBool(); }));
    some();
    QVERIFY(bringBack());
    QVERIFY(waitUntil([this] { return storeHealth()[u"status"_s] == u"healthy"_s; }, 60'000));
    some();
    QVERIFY2(waitUntil(
                 [&] {
                     return number(u"SELECT count(*) FROM jobs WHERE kind = 'detection' AND "
                                   "state = 'done'"_s)
                         == seed;
                 },
                 60'000),
             QJsonDocument(pipeline()).toJson().constData());
    QCOMPARE(number(u"SELECT count(DISTINCT path) FROM images WHERE state <> 'rejected'"_s), seed);
    QCOMPARE(number(u"SELECT count(*) FROM images"_s), seed);
    QCOMPARE(number(u"SELECT count(*) FROM detections"_s), seed);
    QVERIFY(waitUntil([this] {
        return number(u"SELECT count(*) FROM batches WHERE state = 'open'"_s) == 0
            && number(u"SELECT count(*) FROM jobs WHERE state <> 'done'"_s) == 0;
    }));
    QCOMPARE(number(u"SELECT count(DISTINCT batch_id) FROM events"_s),
             number(u"SELECT count(*) FROM batches"_s));
    QCOMPARE(number(u"SELECT count(*) FROM events"_s), number(u"SELECT count(*) FROM batches"_s));
}

QTEST_GUILESS_MAIN(FlowServerTest)
#include "tst_flowserver.moc"
