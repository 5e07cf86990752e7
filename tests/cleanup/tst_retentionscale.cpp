// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cleanup/cleanuproom.h"

#include <QElapsedTimer>
#include <QEventLoop>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::CleanupKind;

/// A month's end: how long others wait for the store meanwhile, and how large its log becomes.
/// The figures are printed, since they are those of the machine; only the log has a bound.
class RetentionScaleTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void othersGoOn_data();
    void othersGoOn();

private:
    bool fill();
    void probe();
    void measure(const char *what, QEventLoop &loop);

    std::unique_ptr<CleanupRoom> m_room;
    QElapsedTimer m_begun;
    QList<qint64> m_waits; ///< microseconds that a small write took from call to answer
    std::chrono::microseconds m_longestCommit{};
    qint64 m_largestLog = 0;
    bool m_isProbing = false;
};

namespace {

constexpr int Batches = 20'000; ///< each with ten detections and one event

QString numbers(int count)
{
    return u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1) "_s.arg(
        count);
}

} // namespace

bool RetentionScaleTest::fill()
{
    // One hundredth of a second after the other.
    const QString old =
        u"strftime('%Y-%m-%dT%H:%M:%fZ', '2020-01-01', '+' || (i * 0.01) || ' seconds')"_s;
    const QStringList statements{
        oldrows::camera(),
        u"INSERT INTO batches (id, camera_id, state, started_at, last_activity_at, closed_at) "_s
            % numbers(Batches)
            % u"SELECT 'b' || i, 'cam', 'analysed', %1, %1, %1 FROM n"_s.arg(old),
        u"INSERT INTO images (id, camera_id, path, inode, size, mtime_ns, sha256, state, "
        "accepted_at, finished_at) "_s
            % numbers(Batches * 10)
            % u"SELECT i, 'cam', '/c/' || i, i, 1, 1, 'sha' || i, 'done', %1, %1 FROM n"_s.arg(old),
        u"INSERT INTO detections (id, camera_id, file_path, file_type, detected_at, object_type, "
        "confidence, batch_id, image_id, enrichment_data) "_s
            % numbers(Batches * 10)
            % u"SELECT i, 'cam', '/c/' || i, 'image/jpeg', %1, 'person', 0.9, "
              "'b' || ((i - 1) / 10 + 1), i, '{\"caption\":\"a person at the gate\"}' FROM n"_s.arg(
                  old),
        u"INSERT INTO events (id, batch_id, camera_id, started_at, summary, created_at) "_s
            % numbers(Batches)
            % u"SELECT i, 'b' || i, 'cam', %1, 'somebody came to the gate', %1 FROM n"_s.arg(old),
        u"INSERT INTO event_detections SELECT (id - 1) / 10 + 1, id, detected_at FROM detections"_s,
        u"INSERT INTO jobs (kind, state, payload, created_at, available_at, finished_at) "_s
            % numbers(Batches)
            % u"SELECT 'analysis', 'done', json_object('batch_id', 'b' || i), %1, %1, %1 FROM n"_s
                  .arg(old)};
    for (const QString &statement : statements) {
        bool isDone = false;
        m_room->store->write<protocol::Done>(
            this,
            [statement](storage::Transaction &tx) {
                tx.exec(statement);
                return protocol::Done{};
            },
            [&isDone](const protocol::Result<protocol::Done> &done) { isDone = done.ok(); });
        if (!QTest::qWaitFor([&isDone] { return isDone; }, 120'000)) {
            return false;
        }
    }
    return true;
}

/// A small write, as the pipeline makes many of them; the next one when it has been answered.
void RetentionScaleTest::probe()
{
    m_room->store->write<protocol::Done>(
        this,
        [](storage::Transaction &tx) {
            tx.exec(u"INSERT INTO settings VALUES ('probe', ?, 'x') ON CONFLICT DO UPDATE "
                    "SET value = excluded.value"_s,
                    {storage::stored(tx.now.wall)});
            return protocol::Done{};
        },
        [this, since = m_begun.nsecsElapsed()](const protocol::Result<protocol::Done> &) {
            m_waits.append((m_begun.nsecsElapsed() - since) / 1000);
            const storage::Stats stats = m_room->store->stats();
            m_longestCommit = std::max(m_longestCommit, stats.lastCommit.value_or(0us));
            m_largestLog = std::max(m_largestLog, stats.logBytes);
            if (m_isProbing) {
                QTimer::singleShot(1, this, &RetentionScaleTest::probe);
            }
        });
}

/// What small writes wait for while the loop runs. Not qWaitFor(): it sleeps between its looks, and
/// all figures would be those of its sleep.
void RetentionScaleTest::measure(const char *what, QEventLoop &loop)
{
    m_waits.clear();
    m_longestCommit = 0us;
    m_largestLog = 0;
    m_begun.start();
    m_isProbing = true;
    probe();
    loop.exec();
    m_isProbing = false;
    const qint64 took = m_begun.elapsed();
    QTRY_COMPARE(m_room->store->pending(), 0);
    std::sort(m_waits.begin(), m_waits.end());
    const auto at = [this](double part) {
        return static_cast<double>(m_waits.at(
                   static_cast<qsizetype>(part * static_cast<double>(m_waits.size() - 1))))
            / 1000;
    };
    qInfo("%s: %lld ms; %lld small writes meanwhile: p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, "
          "longest %.1f ms; longest commit %.1f ms; log at most %.1f MiB",
          what, took, qint64{m_waits.size()}, at(0.5), at(0.95), at(0.99), at(1),
          static_cast<double>(m_longestCommit.count()) / 1000,
          static_cast<double>(m_largestLog) / 1048576);
    QVERIFY(m_largestLog < qint64{64} * 1024 * 1024);
}

void RetentionScaleTest::othersGoOn_data()
{
    QTest::addColumn<bool>("isDry");
    QTest::newRow("dry run") << true;
    QTest::newRow("real run") << false;
}

void RetentionScaleTest::othersGoOn()
{
    QFETCH(bool, isDry);
    m_room = std::make_unique<CleanupRoom>();
    QVERIFY(fill());
    m_room->open(); // without the log of what was filled in
    QEventLoop loop;
    QTimer::singleShot(3s, &loop, &QEventLoop::quit);
    measure("nothing else", loop);
    m_room->begin();
    m_room->cleanup->serviceReady();
    connect(m_room->cleanup.get(), &cleanup::Cleanup::ended, &loop, &QEventLoop::quit);
    connect(m_room->cleanup.get(), &cleanup::Cleanup::advanced, this,
            [this](const protocol::CleanupJob &job) {
                qInfo("%6lld ms: %s", m_begun.elapsed(), qPrintable(job.phase.value_or(QString())));
            });
    QVERIFY(m_room->cleanup->run(CleanupKind::Retention, isDry).ok());
    measure("cleanup", loop);
    const protocol::CleanupJob job = *m_room->cleanup->status().job;
    QCOMPARE(job.state, protocol::CleanupState::Finished);
    QCOMPARE(job.counts.detections, Batches * 10);
    QCOMPARE(job.counts.events, Batches);
    QCOMPARE(job.counts.batches, Batches);
}

QTEST_GUILESS_MAIN(RetentionScaleTest)
#include "tst_retentionscale.moc"
