// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cleanup/cleanuproom.h"
#include "tests/storage/fulldisk.h"

using namespace Qt::StringLiterals;
using protocol::CleanupJob;
using protocol::CleanupKind;
using protocol::CleanupState;

/// Jobs of the cleanup over a real store and real files.
class CleanupTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void dryRunEqualsRealRun_data();
    void dryRunEqualsRealRun();
    void filesThatAreGone();
    void oneAtATime();
    void rowsGoWhileTheServiceIsAway();
    void repeatsWhatWasNotAnswered();
    void waitsForTheStore();
    void cancels();
    void cancelsWhileTheServiceIsSilent();
    void failsWithoutACameraRoot();

private:
    bool fill();

    std::unique_ptr<CleanupRoom> m_room;
};

void CleanupTest::init()
{
    m_room.reset();
    m_room = std::make_unique<CleanupRoom>();
}

/// Some of everything, old and young.
bool CleanupTest::fill()
{
    QStringList rows{oldrows::camera(), oldrows::batch(u"b"_s, u"analysed"_s),
                     oldrows::batch(u"w"_s, u"closed"_s)};
    for (int i = 1; i <= 7; ++i) {
        rows.append(oldrows::detection(i, i == 7 ? u"'w'"_s : u"'b'"_s, u"NULL"_s));
    }
    rows += {oldrows::detection(100, u"NULL"_s, u"NULL"_s, oldrows::Young),
             u"INSERT INTO events (batch_id, camera_id, started_at, created_at) "
             "VALUES ('b', 'cam', '%1', '%1')"_s.arg(oldrows::Old),
             oldrows::job(u"analysis"_s, u"waiting"_s, uR"({"batch_id":"w"})"_s)};
    return oldrows::change(*m_room->store, rows).isEmpty() && m_room->putImage(1)
        && m_room->putImage(2, u"too_old"_s) && m_room->putImage(3, u"accepted"_s);
}

namespace {

/// What the hourly sweep takes too; after it, so that the job finds them.
QStringList hourlyRows()
{
    const QString alert =
        u"INSERT INTO alerts (id, event_id, rule, severity, message, status, subject_kind, "
        "subject, dedup_key, created_at, updated_at, last_seen_at, cleared_at, ended_at) VALUES "
        "('%1', %2, 'r', 'low', 'm', 'dismissed', 'k', 's', '%1', '%4', '%4', '%4', %3, '%4')"_s
            .arg(u"%1"_s, u"%2"_s, u"%3"_s, oldrows::Old);
    const QString history = u"INSERT INTO restart_history (worker_name, timestamp, attempt, "
                            "status) VALUES ('w', '%1', 0, 'crashed')"_s;
    return {oldrows::job(u"detection"_s, u"done"_s, u"{}"_s),
            oldrows::job(u"detection"_s, u"dead"_s, u"{}"_s),
            history.arg(oldrows::Old),
            history.arg(oldrows::Old),
            history.arg(oldrows::Young),
            u"DELETE FROM journal"_s,
            u"INSERT INTO journal (node, type, channel, data, timestamp) "
            "VALUES ('n', 't', 'c', '{}', '%1')"_s.arg(oldrows::Old),
            alert.arg(u"a"_s, u"1"_s, u"NULL"_s), // about an event, open
            alert.arg(u"b"_s, u"NULL"_s, u"'x'"_s), // over
            alert.arg(u"c"_s, u"NULL"_s, u"NULL"_s), // dismissed, and it still stands
            u"INSERT INTO set_aside (kind, path, inode, size, mtime_ns, reason, seen_at) "
            "VALUES ('ignored', '/x', 1, 1, 1, 'x', '%1')"_s.arg(oldrows::Old),
            u"INSERT INTO entities (kind, first_camera_id, first_seen_at, last_camera_id, "
            "last_seen_at, sightings, embedding) VALUES ('person', 'cam', '%1', 'cam', '%1', 1, "
            "x'00')"_s.arg(oldrows::Old)};
}

} // namespace

void CleanupTest::dryRunEqualsRealRun_data()
{
    QTest::addColumn<bool>("deleteImages");
    QTest::newRow("files stay") << false;
    QTest::newRow("files go") << true;
}

void CleanupTest::dryRunEqualsRealRun()
{
    QFETCH(bool, deleteImages);
    QVERIFY(fill());
    m_room->begin(deleteImages);
    m_room->cleanup->serviceReady();
    QTRY_COMPARE(m_room->store->pending(), 0); // the hourly sweep is through
    QCOMPARE(oldrows::change(*m_room->store, hourlyRows()), QString());
    const CleanupJob foretold = m_room->runToEnd(CleanupKind::Retention, true);
    QCOMPARE(foretold.state, CleanupState::Finished);
    QCOMPARE(foretold.counts,
             (protocol::CleanupCounts{.events = 1,
                                      .detections = 6,
                                      .batches = 1,
                                      .imageRows = deleteImages ? 2 : 0,
                                      .entities = 1,
                                      .jobs = 2,
                                      .setAside = 1,
                                      .alerts = 2,
                                      .restartHistory = 2,
                                      .journalLines = 1,
                                      .images = deleteImages ? 2 : 0,
                                      .spaceReclaimedBytes = deleteImages ? 2000 : 0}));
    QCOMPARE(m_room->count(u"detections"_s), 8);
    QVERIFY(m_room->isThere(1));
    const CleanupJob done = m_room->runToEnd(CleanupKind::Retention, false);
    QCOMPARE(done.state, CleanupState::Finished);
    QCOMPARE(done.counts, foretold.counts);
    QCOMPARE(m_room->count(u"detections"_s), 2);
    QCOMPARE(m_room->count(u"batches"_s), 1);
    QCOMPARE(m_room->count(u"images"_s), deleteImages ? 1 : 3);
    QCOMPARE(m_room->isThere(1), !deleteImages);
    QCOMPARE(m_room->isThere(2), !deleteImages);
    QVERIFY(m_room->isThere(3));
    QCOMPARE(m_room->runToEnd(CleanupKind::Retention, false).counts, protocol::CleanupCounts());
}

// A row lives for as long as its file lies there.
void CleanupTest::filesThatAreGone()
{
    QVERIFY(oldrows::change(*m_room->store, {oldrows::camera()}).isEmpty());
    QVERIFY(m_room->putImage(1) && m_room->putImage(2));
    QVERIFY(QFile::remove(m_room->cameraRoot() + u"/cam/2.jpg"_s));
    m_room->begin();
    m_room->cleanup->serviceReady();
    QCOMPARE(m_room->runToEnd(CleanupKind::Retention, true).counts.imageRows, 1);
    QCOMPARE(m_room->count(u"images"_s), 2);
    QCOMPARE(m_room->runToEnd(CleanupKind::Retention, false).counts.imageRows, 1);
    QCOMPARE(numberIn(*m_room->store, u"SELECT id FROM images"_s), 1);
    QVERIFY(m_room->isThere(1));
}

void CleanupTest::oneAtATime()
{
    m_room->begin();
    const auto first = m_room->cleanup->run(CleanupKind::Orphans, true);
    QVERIFY(first.ok());
    const auto second = m_room->cleanup->run(CleanupKind::Retention, false);
    QVERIFY(!second.ok());
    QCOMPARE(second.error().kind, protocol::ErrorKind::Conflict);
    QVERIFY(second.error().detail.contains(first.value().id));
    m_room->cleanup->serviceReady();
    QCOMPARE(m_room->jobOver().id, first.value().id);
    QVERIFY(m_room->cleanup->run(CleanupKind::Retention, false).ok());
    QCOMPARE(m_room->jobOver().state, CleanupState::Finished);
}

void CleanupTest::rowsGoWhileTheServiceIsAway()
{
    QVERIFY(fill());
    m_room->begin(true);
    QVERIFY(m_room->cleanup->run(CleanupKind::Retention, false).ok());
    QTRY_COMPARE(m_room->cleanup->status().job->waitingFor, std::optional(u"cleanup_service"_s));
    QCOMPARE(m_room->cleanup->status().job->phase, std::optional(u"images"_s));
    QCOMPARE(m_room->count(u"detections"_s), 2);
    QCOMPARE(m_room->requests, 0);
    m_room->cleanup->serviceReady();
    const CleanupJob job = m_room->jobOver();
    QCOMPARE(job.state, CleanupState::Finished);
    QCOMPARE(job.counts.images, 2);
    QVERIFY(!job.waitingFor);
}

// The service did its work and died before it could say so.
void CleanupTest::repeatsWhatWasNotAnswered()
{
    QVERIFY(fill());
    m_room->begin(true);
    m_room->isServing = false;
    m_room->cleanup->serviceReady();
    QVERIFY(m_room->cleanup->run(CleanupKind::Retention, false).ok());
    QTRY_COMPARE(m_room->requests, 1);
    QVERIFY(QFile::remove(m_room->cameraRoot() + u"/cam/1.jpg"_s));
    m_room->cleanup->serviceGone();
    QCOMPARE(m_room->cleanup->status().job->waitingFor, std::optional(u"cleanup_service"_s));
    m_room->isServing = true;
    m_room->cleanup->serviceReady();
    const CleanupJob job = m_room->jobOver();
    QCOMPARE(job.state, CleanupState::Finished);
    QCOMPARE(job.counts.imageRows, 2);
    QCOMPARE(job.counts.images, 1);
    QCOMPARE(job.failedFiles, 0);
    QCOMPARE(m_room->count(u"images"_s), 1);
}

void CleanupTest::waitsForTheStore()
{
    QVERIFY(fill());
    m_room->begin();
    m_room->cleanup->serviceReady();
    QTRY_COMPARE(m_room->store->pending(), 0);
    {
        const FullDisk full(0);
        QVERIFY(m_room->cleanup->run(CleanupKind::Retention, false).ok());
        QTRY_COMPARE_WITH_TIMEOUT(m_room->cleanup->status().job->waitingFor,
                                  std::optional(u"store"_s), 20'000);
        QVERIFY(m_room->cleanup->status().running);
    }
    const CleanupJob job = m_room->jobOver();
    QCOMPARE(job.state, CleanupState::Finished);
    QCOMPARE(job.counts.detections, 6);
    QCOMPARE(m_room->count(u"detections"_s), 2);
}

void CleanupTest::cancels()
{
    QVERIFY(fill());
    m_room->begin();
    std::optional<protocol::Result<CleanupJob>> answer;
    const auto keep = [&answer](const protocol::Result<CleanupJob> &job) { answer.emplace(job); };
    m_room->cleanup->cancel(keep);
    QVERIFY(answer && !answer->ok());
    QCOMPARE(answer->error().kind, protocol::ErrorKind::NotFound);
    answer.reset();
    QVERIFY(m_room->cleanup->run(CleanupKind::Retention, false).ok());
    m_room->cleanup->cancel(keep);
    QTRY_VERIFY(answer.has_value());
    QCOMPARE(answer->value().state, CleanupState::Cancelled);
    QCOMPARE(answer->value().error, std::optional(u"cancelled by request"_s));
    QVERIFY(!m_room->cleanup->status().running);
    QVERIFY(!m_room->cleanup->status().lastCleanup); // it was not through
    QCOMPARE(m_room->count(u"detections"_s), 8);
}

void CleanupTest::cancelsWhileTheServiceIsSilent()
{
    m_room->begin();
    m_room->isServing = false;
    m_room->cleanup->serviceReady();
    QVERIFY(m_room->cleanup->run(CleanupKind::Orphans, true).ok());
    QTRY_COMPARE(m_room->requests, 1);
    std::optional<CleanupState> state;
    m_room->cleanup->cancel(
        [&state](const protocol::Result<CleanupJob> &job) { state = job.value().state; });
    QTRY_COMPARE_WITH_TIMEOUT(state, std::optional(CleanupState::Cancelled), 15'000);
    m_room->isServing = true;
    QCOMPARE(m_room->runToEnd(CleanupKind::Orphans, true).state, CleanupState::Finished);
}

// Nothing is taken for gone because its root is.
void CleanupTest::failsWithoutACameraRoot()
{
    QVERIFY(fill());
    m_room->begin(true);
    m_room->cleanup->serviceReady();
    QVERIFY(QDir().rename(m_room->cameraRoot(), m_room->cameraRoot() + u".away"_s));
    const CleanupJob job = m_room->runToEnd(CleanupKind::Retention, false);
    QCOMPARE(job.state, CleanupState::Failed);
    QCOMPARE(job.error, std::optional(m_room->cameraRoot() + u": the folder is not there"_s));
    QCOMPARE(job.counts.detections, 6);
    QCOMPARE(m_room->count(u"images"_s), 3);
}

QTEST_GUILESS_MAIN(CleanupTest)
#include "tst_cleanup.moc"
