// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/daemon.h"
#include "tests/scenario/support/jpegs.h"
#include "tests/scenario/support/storereader.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace scenario;

namespace {

QString changeStore(const QString &dataDirectory, const QStringList &statements)
{
    const QString name = u"pressure"_s;
    QString fault;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
        database.setDatabaseName(dataDirectory + u"/signalbox.db"_s);
        database.open();
        QSqlQuery query(database);
        for (const QString &statement : statements) {
            if (!query.exec(statement)) {
                fault += query.lastError().text();
            }
        }
    }
    QSqlDatabase::removeDatabase(name);
    return fault;
}

} // namespace

/// A queue that is full: nothing more is taken in, nothing is lost, and all of it is shown.
class FlowPressureTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void waitsInItsFolder();

private:
    QJsonObject pipeline() const { return m_daemon.get("/api/system/pipeline").json(); }

    qint64 images() const
    {
        return StoreReader(m_daemon.dataDirectory()).number(u"SELECT count(*) FROM images"_s);
    }

    Daemon m_daemon{{.toml = u"[ai]\nembedded = \"false\"\n"_s}};
};

void FlowPressureTest::waitsInItsFolder()
{
    QVERIFY2(m_daemon.start(), m_daemon.errorText().constData());
    QCOMPARE(m_daemon.terminate(), 0);
    QCOMPARE(changeStore(m_daemon.dataDirectory(),
                         {u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                          "WHERE i < 10000) INSERT INTO jobs (kind, state, payload, created_at, "
                          "available_at) SELECT 'detection', 'waiting', '{}', "
                          "'2025-01-01T00:00:00.000Z', '2025-01-01T00:00:00.000Z' FROM n"_s}),
             QString());
    QVERIFY2(m_daemon.start(), m_daemon.errorText().constData());
    QVERIFY(m_daemon.waitForWorker(u"file_watcher"_s, u"running"_s));
    for (quint32 i = 1; i <= 3; ++i) {
        QVERIFY(upload(m_daemon.cameraRoot() + u"/gate"_s, u"%1.jpg"_s.arg(i), noiseJpeg(i)));
    }
    QVERIFY(
        waitUntil([this] { return pipeline()[u"file_watcher"_s][u"pending_tasks"].toInt() == 3; }));
    const QJsonObject queue = pipeline()[u"queues"_s][u"detection"].toObject();
    QCOMPARE(queue[u"waiting"].toInt(), 10'000);
    QCOMPARE(queue[u"capacity"].toInt(), 10'000);
    QVERIFY(queue[u"oldest_seconds"].toDouble() > 0);
    QVERIFY(queue[u"drain_seconds"].isNull());
    QCOMPARE(images(), 0);
    QCOMPARE(m_daemon.terminate(), 0);
    QCOMPARE(changeStore(m_daemon.dataDirectory(), {u"DELETE FROM jobs WHERE id <= 1"_s}),
             QString());
    // One place is free: one file takes it, the others wait on.
    QVERIFY2(m_daemon.start(), m_daemon.errorText().constData());
    QVERIFY(waitUntil([this] { return images() == 1; }));
    QVERIFY(
        waitUntil([this] { return pipeline()[u"file_watcher"_s][u"pending_tasks"].toInt() == 2; }));
    QVERIFY(waitUntil(
        [this] { return pipeline()[u"queues"_s][u"detection"][u"waiting"].toInt() == 10'000; }));
    QCOMPARE(images(), 1);
    QCOMPARE(m_daemon.terminate(), 0);
    QCOMPARE(changeStore(m_daemon.dataDirectory(), {u"DELETE FROM jobs WHERE id <= 5000"_s}),
             QString());
    QVERIFY2(m_daemon.start(), m_daemon.errorText().constData());
    QVERIFY(waitUntil([this] { return images() == 3; }));
    QCOMPARE(m_daemon.terminate(), 0);
}

QTEST_GUILESS_MAIN(FlowPressureTest)
#include "tst_flowpressure.moc"
