// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/cleanup/rowstore.h"
#include "tests/cleanup/oldrows.h"

#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace cleanup;
using storage::Storage;
using storage::Transaction;

/// Which old rows go, over a real store.
class RowStoreTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void detections_data();
    void detections();
    void batches_data();
    void batches();
    void events();
    void countsWhatItRemoves_data();
    void countsWhatItRemoves();
    void journalFromItsBeginning();
    void portions();
    void looksNoJobUpByReadingAll();

private:
    /// All that sweep() takes, in portions of this size.
    qint64 sweepAll(Phase phase, Mode mode, int limit = 2)
    {
        Portion portion{.before = oldrows::Before, .limit = limit, .mode = mode};
        qint64 rows = 0;
        constexpr int enough = 100;
        for (int i = 0; i < enough; ++i) {
            const auto slab = written<Slab>(
                *m_store, [&portion, phase](Transaction &tx) { return sweep(tx, phase, portion); });
            if (!slab) {
                return -1;
            }
            rows += slab.value().rows;
            portion.from = slab.value().next;
            if (slab.value().isEnd) {
                return rows;
            }
        }
        return -2;
    }

    QString put(const QStringList &statements) { return oldrows::change(*m_store, statements); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Storage> m_store;
};

void RowStoreTest::init()
{
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    auto opened = Storage::open(m_folder->filePath(u"signalbox.db"_s));
    QVERIFY(opened);
    m_store = std::move(opened.value());
    QCOMPARE(put({oldrows::camera()}), QString());
}

namespace {

void addBatchRows()
{
    QTest::addColumn<QString>("batch"); // its state; empty: none
    QTest::addColumn<QString>("job"); // of its analysis; empty: none
    QTest::addColumn<QString>("died"); // or was done
    QTest::addColumn<QString>("detected");
    QTest::addColumn<bool>("goes");
    const auto row = [](const char *name, const QString &batch, const QString &job, bool goes,
                        const QString &died = oldrows::Old,
                        const QString &detected = oldrows::Old) {
        QTest::newRow(name) << batch << job << died << detected << goes;
    };
    row("assessed", u"analysed"_s, u"done"_s, true);
    row("assessed, its job pruned", u"analysed"_s, {}, true);
    row("young", u"analysed"_s, u"done"_s, false, oldrows::Old, oldrows::Young);
    row("still open", u"open"_s, {}, false);
    row("waits for its analysis", u"closed"_s, u"waiting"_s, false);
    row("is being analysed", u"closed"_s, u"leased"_s, false);
    row("closed, its job taken out by hand", u"closed"_s, {}, true);
    row("a young dead letter", u"dead"_s, u"dead"_s, false, oldrows::Young);
    row("a dead letter that goes with the retention", u"dead"_s, u"dead"_s, true);
    row("dead, its letter discarded", u"dead"_s, {}, true);
}

} // namespace

void RowStoreTest::detections_data()
{
    addBatchRows();
    QTest::newRow("of no batch") << QString() << QString() << oldrows::Old << oldrows::Old << true;
}

// A dry run says the same before.
void RowStoreTest::detections()
{
    QFETCH(QString, batch);
    QFETCH(QString, job);
    QFETCH(QString, died);
    QFETCH(QString, detected);
    QFETCH(bool, goes);
    QStringList statements;
    if (!batch.isEmpty()) {
        statements.append(oldrows::batch(u"b"_s, batch));
    }
    statements.append(
        oldrows::detection(1, batch.isEmpty() ? u"NULL"_s : u"'b'"_s, u"NULL"_s, detected));
    if (!job.isEmpty()) {
        statements.append(oldrows::job(u"analysis"_s, job, uR"({"batch_id":"b"})"_s, died));
    }
    QCOMPARE(put(statements), QString());
    QCOMPARE(sweepAll(Phase::Detections, Mode::Count), goes ? 1 : 0);
    QCOMPARE(sweepAll(Phase::Detections, Mode::Remove), goes ? 1 : 0);
    QCOMPARE(numberIn(*m_store, u"SELECT count(*) FROM detections"_s), goes ? 0 : 1);
}

void RowStoreTest::batches_data()
{
    addBatchRows();
}

// A batch goes when its detections may.
void RowStoreTest::batches()
{
    QFETCH(QString, batch);
    QFETCH(QString, job);
    QFETCH(QString, died);
    QFETCH(QString, detected);
    QFETCH(bool, goes);
    QStringList statements{oldrows::batch(u"b"_s, batch),
                           oldrows::detection(1, u"'b'"_s, u"NULL"_s, detected)};
    if (!job.isEmpty()) {
        statements.append(oldrows::job(u"analysis"_s, job, uR"({"batch_id":"b"})"_s, died));
    }
    QCOMPARE(put(statements), QString());
    QCOMPARE(sweepAll(Phase::Batches, Mode::Count), goes ? 1 : 0);
    QCOMPARE(sweepAll(Phase::Batches, Mode::Remove), goes ? 1 : 0);
    QCOMPARE(numberIn(*m_store, u"SELECT count(*) FROM batches"_s), goes ? 0 : 1);
}

void RowStoreTest::events()
{
    const QString event = u"INSERT INTO events (id, batch_id, camera_id, started_at, created_at) "
                          "VALUES (%1, 'b%1', 'cam', '%2', '%2')"_s;
    QCOMPARE(put({oldrows::detection(1, u"NULL"_s, u"NULL"_s, oldrows::Young),
                  event.arg(1).arg(oldrows::Old), event.arg(2).arg(oldrows::Young),
                  u"INSERT INTO event_detections VALUES (1, 1, 'x'), (2, 1, 'x')"_s}),
             QString());
    QCOMPARE(sweepAll(Phase::Events, Mode::Remove), 1);
    QCOMPARE(numberIn(*m_store, u"SELECT max(id) FROM events"_s), 2);
    QCOMPARE(numberIn(*m_store, u"SELECT max(event_id) FROM event_detections"_s), 2);
    QCOMPARE(numberIn(*m_store, u"SELECT count(*) FROM event_detections"_s), 1);
}

void RowStoreTest::countsWhatItRemoves_data()
{
    QTest::addColumn<int>("phase");
    QTest::addColumn<QString>("rows"); // %1: the time
    QTest::newRow("jobs") << int(Phase::Jobs)
                          << u"INSERT INTO jobs (kind, state, payload, created_at, available_at, "
                             "finished_at) VALUES ('video', 'done', '{}', '%1', '%1', '%1'), "
                             "('video', 'dead', '{}', '%1', '%1', '%1'), "
                             "('video', 'waiting', '{}', '%1', '%1', NULL)"_s;
    QTest::newRow("entities")
        << int(Phase::Entities)
        << u"INSERT INTO entities (kind, first_camera_id, first_seen_at, last_camera_id, "
           "last_seen_at, sightings, embedding) VALUES ('person', 'cam', '%1', 'cam', '%1', 1, "
           "x'00'), ('person', 'cam', '%1', 'cam', '%1', 1, x'00')"_s;
    QTest::newRow("set aside")
        << int(Phase::SetAside)
        << u"INSERT INTO set_aside (kind, path, inode, size, mtime_ns, reason, seen_at) VALUES "
           "('ignored', '/c/%1', 1, 1, 1, 'x', '%1'), ('ignored', '/c/%1', 2, 1, 1, 'x', '%1')"_s;
}

void RowStoreTest::countsWhatItRemoves()
{
    QFETCH(int, phase);
    QFETCH(QString, rows);
    QCOMPARE(put({rows.arg(oldrows::Old), rows.arg(oldrows::Young)}), QString());
    const auto which = static_cast<Phase>(phase);
    const auto counted = readOf<qint64>(*m_store, [which](Transaction &tx) {
        return countOld(tx, which, oldrows::Before).value_or(-1);
    });
    QCOMPARE(counted.value(), 2);
    QCOMPARE(sweepAll(which, Mode::Count), 2);
    QCOMPARE(sweepAll(which, Mode::Count), 2); // untouched
    QCOMPARE(sweepAll(which, Mode::Remove), 2);
    QCOMPARE(sweepAll(which, Mode::Count), 0);
}

// As the journal and the history do it themselves: up to the first young line, whatever lies
// behind.
void RowStoreTest::journalFromItsBeginning()
{
    const QString line = u"INSERT INTO journal (node, type, channel, data, timestamp) "
                         "VALUES ('n', 't', 'c', '{}', '%1')"_s;
    const QString old = line.arg(oldrows::Old);
    QCOMPARE(put({u"DELETE FROM journal"_s, old, old, old, line.arg(oldrows::Young), old}),
             QString());
    QCOMPARE(sweepAll(Phase::Journal, Mode::Count), 3);
    const QString restart = u"INSERT INTO restart_history (worker_name, timestamp, attempt, "
                            "status) VALUES ('w', '%1', 0, 'crashed')"_s;
    QCOMPARE(put({restart.arg(oldrows::Old), restart.arg(oldrows::Old), restart.arg(oldrows::Young),
                  restart.arg(oldrows::Old)}),
             QString());
    QCOMPARE(sweepAll(Phase::RestartHistory, Mode::Count), 2);
}

// Rows of the same time, more than a portion, some of them to stay.
void RowStoreTest::portions()
{
    QStringList statements{oldrows::batch(u"open"_s, u"open"_s),
                           oldrows::batch(u"b"_s, u"analysed"_s)};
    constexpr int rows = 25;
    for (int i = 1; i <= rows; ++i) {
        statements.append(oldrows::detection(i, i % 5 == 0 ? u"'open'"_s : u"'b'"_s, u"NULL"_s));
    }
    QCOMPARE(put(statements), QString());
    QCOMPARE(sweepAll(Phase::Detections, Mode::Count, 3), 20);
    QCOMPARE(sweepAll(Phase::Detections, Mode::Remove, 3), 20);
    QCOMPARE(sweepAll(Phase::Detections, Mode::Remove, 3), 0);
    QCOMPARE(numberIn(*m_store, u"SELECT count(*) FROM detections"_s), 5);
}

void RowStoreTest::looksNoJobUpByReadingAll()
{
    const auto plan = [this](const QString &key, const QString &table) {
        return readOf<QString>(*m_store,
                               [key, table](Transaction &tx) {
                                   QSqlQuery &rows = tx.exec(u"EXPLAIN QUERY PLAN SELECT "_s
                                                                 % hasJob(key, u"t.id"_s)
                                                                 % u" FROM "_s % table % u" t"_s,
                                                             {oldrows::Old});
                                   QString text;
                                   while (rows.next()) {
                                       text += rows.value(3).toString() + u'\n';
                                   }
                                   return text;
                               })
            .value();
    };
    const QString ofBatch = plan(u"batch_id"_s, u"batches"_s);
    const QString ofImage = plan(u"image_id"_s, u"images"_s);
    QVERIFY2(ofBatch.contains(u"SEARCH jobs USING INDEX jobs_by_batch"_s), qPrintable(ofBatch));
    QVERIFY2(ofImage.contains(u"SEARCH jobs USING INDEX jobs_by_image"_s), qPrintable(ofImage));
}

QTEST_GUILESS_MAIN(RowStoreTest)
#include "tst_rowstore.moc"
