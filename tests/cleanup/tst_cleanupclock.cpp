// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cleanup/cleanuproom.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::CleanupJob;
using protocol::CleanupKind;
using protocol::CleanupState;

/// When the cleanup runs by itself, and what it knows after a restart.
class CleanupClockTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void catchesUp_data();
    void catchesUp();
    void remembersItsLastJob();
    void tellsOfOneThatWasCutShort();
    void drains_data();
    void drains();
    void hourlyAtTheStart();

private:
    QString put(const QString &key, const QString &value)
    {
        return oldrows::change(
            *m_room->store,
            {u"INSERT INTO settings VALUES ('cleanup.%1', '%2', 'x')"_s.arg(key, value)});
    }

    std::unique_ptr<CleanupRoom> m_room;
};

void CleanupClockTest::init()
{
    m_room.reset();
    m_room = std::make_unique<CleanupRoom>();
}

void CleanupClockTest::catchesUp_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("runs");
    const QString now = protocol::toIso(protocol::Now::read().wall);
    QTest::newRow("the very first start") << QString() << QString() << false;
    QTest::newRow("has just run") << u"last_run"_s << now << false;
    QTest::newRow("was down when it was due")
        << u"last_run"_s << u"2025-12-20T03:00:05.000Z"_s << true;
    QTest::newRow("has never lived to see three")
        << u"since"_s << u"2025-12-20T10:00:00.000Z"_s << true;
    QTest::newRow("a clock that was ahead")
        << u"last_run"_s << u"2199-01-01T00:00:00.000Z"_s << false;
}

void CleanupClockTest::catchesUp()
{
    QFETCH(QString, key);
    QFETCH(QString, value);
    QFETCH(bool, runs);
    if (!key.isEmpty()) {
        QCOMPARE(put(key, value), QString());
    }
    bool hasRun = false;
    m_room->begin(false, 0ms);
    m_room->cleanup->serviceReady();
    const auto now = protocol::Now::read().wall;
    connect(m_room->cleanup.get(), &cleanup::Cleanup::ended, this,
            [&hasRun](const CleanupJob &job) {
                hasRun = job.kind == CleanupKind::Retention && !job.isDryRun
                    && job.state == CleanupState::Finished;
            });
    if (runs) {
        QTRY_VERIFY(hasRun);
        QVERIFY(*m_room->cleanup->status().lastCleanup >= now - 1min);
    } else {
        // The hourly sweep has begun behind it and is through: the clock has long been looked at.
        QTRY_COMPARE(m_room->store->pending(), 0);
        QVERIFY(!m_room->cleanup->status().job);
    }
    const auto next = m_room->cleanup->status().nextCleanup;
    QVERIFY(next > now && next <= now + 24h);
    QCOMPARE(protocol::toIso(*next).mid(10), u"T03:00:00.000Z"_s);
}

void CleanupClockTest::remembersItsLastJob()
{
    m_room->begin();
    m_room->cleanup->serviceReady();
    const CleanupJob job = m_room->runToEnd(CleanupKind::Retention, false);
    QCOMPARE(job.state, CleanupState::Finished);
    QTRY_COMPARE(m_room->store->pending(), 0);
    m_room->begin();
    QCOMPARE(m_room->cleanup->status().job, std::optional(job));
    QCOMPARE(m_room->cleanup->status().lastCleanup, job.finishedAt);
    QVERIFY(!m_room->cleanup->status().running);
}

// One that a SIGKILL ended.
void CleanupClockTest::tellsOfOneThatWasCutShort()
{
    m_room->begin();
    QVERIFY(m_room->cleanup->run(CleanupKind::Orphans, true).ok());
    QTRY_COMPARE(m_room->cleanup->status().job->waitingFor, std::optional(u"cleanup_service"_s));
    m_room->begin();
    const auto job = m_room->cleanup->status().job;
    QCOMPARE(job->state, CleanupState::Failed);
    QCOMPARE(job->error, std::optional(u"the program ended while it ran"_s));
    QVERIFY(!m_room->cleanup->status().running);
}

void CleanupClockTest::drains_data()
{
    QTest::addColumn<bool>("isServiceThere");
    QTest::newRow("in the middle of the rows") << true;
    QTest::newRow("while it waits for the service") << false;
}

void CleanupClockTest::drains()
{
    QFETCH(bool, isServiceThere);
    m_room->begin();
    QVERIFY(m_room->cleanup->run(CleanupKind::Retention, false).ok());
    if (!isServiceThere) {
        QTRY_COMPARE(m_room->cleanup->status().job->waitingFor,
                     std::optional(u"cleanup_service"_s));
    }
    bool isDrained = false;
    m_room->cleanup->drain([&isDrained] { isDrained = true; });
    QTRY_VERIFY(isDrained);
    QCOMPARE(m_room->cleanup->status().job->state, CleanupState::Cancelled);
    QCOMPARE(m_room->cleanup->run(CleanupKind::Orphans, true).error().kind,
             protocol::ErrorKind::Unavailable);
    QTRY_COMPARE(m_room->store->pending(), 0);
    m_room->begin();
    QCOMPARE(m_room->cleanup->status().job->error, std::optional(u"the program was stopped"_s));
    QVERIFY(!m_room->cleanup->status().lastCleanup);
}

// What grows by itself is bounded also where the program never runs at three.
void CleanupClockTest::hourlyAtTheStart()
{
    constexpr int rows = 3000;
    QStringList statements;
    for (int i = 0; i < rows; ++i) {
        statements.append(oldrows::job(u"detection"_s, u"done"_s, u"{}"_s));
    }
    statements += {oldrows::camera(), oldrows::detection(1, u"NULL"_s, u"NULL"_s)};
    QCOMPARE(oldrows::change(*m_room->store, statements), QString());
    m_room->begin();
    QTRY_COMPARE(m_room->count(u"jobs"_s), 0);
    QVERIFY(!m_room->cleanup->status().job);
    QCOMPARE(m_room->count(u"detections"_s), 1); // the daily run's
}

QTEST_GUILESS_MAIN(CleanupClockTest)
#include "tst_cleanupclock.moc"
