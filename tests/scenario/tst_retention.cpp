// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/daemon.h"
#include "tests/scenario/support/storereader.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace scenario;

namespace {

constexpr int OldRows = 9000; ///< more than a few batches

/// Runs each statement on the store of a daemon that is not running.
bool changeStore(const QString &dataDirectory, const QStringList &statements)
{
    bool done = false;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"change"_s);
        database.setDatabaseName(dataDirectory + u"/signalbox.db"_s);
        done = database.open();
        for (const QString &statement : statements) {
            done = done && QSqlQuery(database).exec(statement);
        }
    }
    QSqlDatabase::removeDatabase(u"change"_s);
    return done;
}

QString numbers()
{
    return u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1) "_s.arg(
        OldRows);
}

} // namespace

/// What is older than the retention goes, however much of it there is.
class RetentionTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsOldGoes();
};

void RetentionTest::whatIsOldGoes()
{
    Daemon daemon({.toml = u"[ai]\nembedded = \"false\"\n"_s});
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    QCOMPARE(daemon.terminate(), 0);
    const QString old = u"'2020-01-01T00:00:00.000Z'"_s;
    const QString young = u"strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-1 day')"_s;
    const QString job = u"INSERT INTO jobs (kind, state, payload, created_at, available_at, "
                        "finished_at) "_s;
    QVERIFY(changeStore(
        daemon.dataDirectory(),
        {u"DELETE FROM journal"_s,
         u"INSERT INTO journal (node, type, channel, data, timestamp) "_s % numbers()
             % u"SELECT 'n', 'system.status', 'system', '{}', "_s % old % u" FROM n"_s,
         u"INSERT INTO restart_history (worker_name, timestamp, attempt, status) "_s % numbers()
             % u"SELECT 'w', "_s % old % u", 0, 'crashed' FROM n"_s,
         job % numbers()
             % u"SELECT 'detection', CASE i % 2 WHEN 0 THEN 'done' ELSE 'dead' END, '{}', %1, %1, "
               "%1 FROM n"_s.arg(old),
         job % u"VALUES ('detection', 'dead', '{}', %1, %1, %1)"_s.arg(young)}));
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    const StoreReader store(daemon.dataDirectory());
    for (const QString &rows : {u"journal WHERE timestamp"_s, u"restart_history WHERE timestamp"_s,
                                u"jobs WHERE finished_at"_s}) {
        QVERIFY2(waitUntil([&] {
                     return store.number(u"SELECT count(*) FROM "_s % rows % u" < '2021'"_s) == 0;
                 }),
                 qPrintable(rows));
    }
    // The queue counts what is left, and what died yesterday can still be sent back.
    QCOMPARE(store.number(u"SELECT count(*) FROM jobs WHERE state = 'dead'"_s), 1);
    const QJsonObject pipeline = daemon.get("/api/system/pipeline").json();
    QCOMPARE(pipeline[u"queues"_s][u"detection"][u"waiting"].toInt(-1), 0);
    QCOMPARE(daemon.terminate(), 0);
}

QTEST_GUILESS_MAIN(RetentionTest)
#include "tst_retention.moc"
