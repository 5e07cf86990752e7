// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/restartbench.h"

#include <QTest>

using namespace supervisor;
using protocol::WorkerStatus;

class RestartWishesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wishes_data();
    void wishes();
    void wishesThatMendAreManual_data();
    void wishesThatMendAreManual();
    void errorOutlivesTheRestartNotTheWish();
    void manualRestartOfARunningOne();
    void startThatFails();
    void stubbornProcessIsKilled();
    void processThatOutlivesKill();
    void stopThenStartWhileStopping();
    void stopDuringAStart();
};

// Source: decisions 3.5, 3.6, 3.7; P 2.4. The count before is 2 (of failed: 5).
void RestartWishesTest::wishes_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<int>("wish");
    QTest::addColumn<int>("process");
    QTest::addColumn<QString>("status");
    QTest::addColumn<int>("count");
    QTest::addColumn<bool>("answeredAtOnce");
    QTest::addColumn<bool>("keepsError");

    struct Row
    {
        const char *from;
        Kind wish;
        Process process;
        const char *status;
        int count;
        bool answered;
        bool keepsError = false;
    };

    constexpr auto nothing = Process::Nothing;
    constexpr auto spawn = Process::Spawn;
    constexpr auto terminate = Process::Terminate;
    const QList<Row> rows{
        {"running", Kind::Start, nothing, "running", 2, true},
        {"running", Kind::Stop, terminate, "running", 2, false},
        {"running", Kind::Restart, terminate, "restarting", 0, false},
        {"running", Kind::Reset, nothing, "running", 0, false},
        {"stopped", Kind::Start, spawn, "restarting", 0, false},
        {"stopped", Kind::Stop, nothing, "stopped", 0, true},
        {"stopped", Kind::Restart, spawn, "restarting", 0, false},
        {"stopped", Kind::Reset, nothing, "stopped", 0, false},
        {"crashed", Kind::Start, spawn, "restarting", 2, false},
        {"crashed", Kind::Stop, nothing, "stopped", 2, true, true},
        {"crashed", Kind::Restart, spawn, "restarting", 0, false},
        {"crashed", Kind::Reset, spawn, "restarting", 0, false},
        {"restarting", Kind::Start, nothing, "restarting", 3, false, true},
        {"restarting", Kind::Stop, terminate, "restarting", 3, false, true},
        {"restarting", Kind::Restart, terminate, "restarting", 0, false},
        {"restarting", Kind::Reset, nothing, "restarting", 0, false},
        {"failed", Kind::Start, spawn, "restarting", 0, false},
        {"failed", Kind::Stop, nothing, "stopped", 5, true, true},
        {"failed", Kind::Restart, spawn, "restarting", 0, false},
        {"failed", Kind::Reset, spawn, "restarting", 0, false},
        {"stopping", Kind::Start, nothing, "restarting", 2, false},
        {"stopping", Kind::Stop, nothing, "running", 2, false},
        {"stopping", Kind::Restart, nothing, "restarting", 0, false},
        {"stopping", Kind::Reset, nothing, "running", 0, false},
    };
    for (const Row &row : rows) {
        QTest::addRow("%s, wish %d", row.from, static_cast<int>(row.wish))
            << QString::fromLatin1(row.from) << static_cast<int>(row.wish)
            << static_cast<int>(row.process) << QString::fromLatin1(row.status) << row.count
            << row.answered << row.keepsError;
    }
}

void RestartWishesTest::wishes()
{
    QFETCH(QString, from);
    QFETCH(int, wish);
    Bench bench;
    bench.bring(from);
    const auto kind = static_cast<Kind>(wish);
    const Action action = bench.happen(kind);
    QTEST(static_cast<int>(action.process), "process");
    QTEST(protocol::toText(bench.state.status), "status");
    QTEST(bench.state.restartCount, "count");
    QTEST(bench.state.error.has_value(), "keepsError");
    const Answer answer = kind == Kind::Stop ? action.stopped : action.started;
    QTEST(answer == Answer::Done, "answeredAtOnce");
    // Whatever was wished, a pending backoff is over.
    QVERIFY(!bench.state.nextAttemptAt);
    QCOMPARE(bench.history.size(), 0);
}

void RestartWishesTest::wishesThatMendAreManual_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<int>("wish");
    QTest::addColumn<QStringList>("history");
    const QStringList manual{u"manual 0"_s};
    const auto start = static_cast<int>(Kind::Start);
    const auto restart = static_cast<int>(Kind::Restart);
    const auto reset = static_cast<int>(Kind::Reset);
    QTest::newRow("start of a stopped one is no restart") << u"stopped"_s << start << QStringList();
    QTest::newRow("restart of a stopped one") << u"stopped"_s << restart << manual;
    QTest::newRow("start of a crashed one") << u"crashed"_s << start << manual;
    QTest::newRow("start of a failed one") << u"failed"_s << start << manual;
    QTest::newRow("restart of a failed one") << u"failed"_s << restart << manual;
    QTest::newRow("reset of a failed one starts it") << u"failed"_s << reset << manual;
}

void RestartWishesTest::wishesThatMendAreManual()
{
    QFETCH(QString, from);
    QFETCH(int, wish);
    Bench bench;
    bench.bring(from);
    bench.happen(static_cast<Kind>(wish));
    bench.happen(Kind::Executing);
    QCOMPARE(bench.state.status, WorkerStatus::Running);
    QTEST(bench.said(), "history");
}

void RestartWishesTest::errorOutlivesTheRestartNotTheWish()
{
    Bench bench;
    bench.bring(u"crashed"_s);
    bench.awaitDeadline();
    bench.happen(Kind::Executing);
    QCOMPARE(bench.state.status, WorkerStatus::Running);
    QCOMPARE(bench.state.error, u"exited with code 3"_s);
    bench.happen(Kind::Reset);
    QVERIFY(!bench.state.error);
}

void RestartWishesTest::manualRestartOfARunningOne()
{
    Bench bench;
    bench.bring(u"running"_s);
    const quint64 run = bench.state.run;
    bench.happen(Kind::Restart);
    bench.wait(100ms);
    QCOMPARE(bench.happen({.kind = Kind::Exited, .exit = {.signal = SIGTERM}}).process,
             Process::Spawn);
    QCOMPARE(bench.state.run, run + 1);
    QCOMPARE(bench.last.started, Answer::None);
    QCOMPARE(bench.happen(Kind::Executing).started, Answer::Done);
    QCOMPARE(bench.said(), QStringList{u"manual 0"_s});
    QVERIFY(!bench.state.lastCrashedAt);
}

// Decision 3.6: else 503 with the reason, history failed, and backoff goes on.
void RestartWishesTest::startThatFails()
{
    Bench bench;
    bench.happen(Kind::Start);
    const Action action = bench.happen({.kind = Kind::StartFailed, .text = u"no such file"_s});
    QCOMPARE(action.started, Answer::Refused);
    QCOMPARE(action.reason, u"no such file"_s);
    QCOMPARE(bench.state.status, WorkerStatus::Crashed);
    QCOMPARE(bench.awaitDeadline(), 1s);
    bench.happen({.kind = Kind::StartFailed, .text = u"no such file"_s});
    QCOMPARE(bench.awaitDeadline(), 2s);
    QCOMPARE(bench.said(), (QStringList{u"failed 0 no such file"_s, u"failed 1 no such file"_s}));
    QVERIFY(!bench.state.lastStartedAt);
}

void RestartWishesTest::stubbornProcessIsKilled()
{
    Bench bench;
    bench.bring(u"stopping"_s);
    QCOMPARE(bench.awaitDeadline(), 10s);
    QCOMPARE(bench.last.process, Process::Kill);
    QCOMPARE(bench.last.stopped, Answer::None);
    bench.happen({.kind = Kind::Exited, .exit = {.signal = SIGKILL}});
    QCOMPARE(bench.last.stopped, Answer::Done);
    QCOMPARE(bench.state.status, WorkerStatus::Stopped);
    QCOMPARE(bench.history.size(), 0);
}

// Decision 3.6: bounded by the stop timeout plus one second.
void RestartWishesTest::processThatOutlivesKill()
{
    Bench bench;
    bench.bring(u"stopping"_s);
    bench.awaitDeadline();
    QCOMPARE(bench.awaitDeadline(), 1s);
    QCOMPARE(bench.last.stopped, Answer::Refused);
    QCOMPARE(bench.last.reason, u"it did not stop within 11 s"_s);
    QCOMPARE(bench.state.status, WorkerStatus::Running); // which it is
    QVERIFY(!deadline(bench.state));
    QCOMPARE(bench.happen(Kind::Stop).process, Process::Kill);
    QCOMPARE(bench.awaitDeadline(), 1s);
    QCOMPARE(bench.last.stopped, Answer::Refused);
    bench.exitWith(0);
    QCOMPARE(bench.state.status, WorkerStatus::Stopped);
}

void RestartWishesTest::stopThenStartWhileStopping()
{
    Bench bench;
    bench.bring(u"stopping"_s);
    bench.happen(Kind::Start);
    bench.exitWith(0);
    QCOMPARE(bench.last.stopped, Answer::Done); // it was really gone
    QCOMPARE(bench.last.process, Process::Spawn);

    Bench other;
    other.bring(u"stopping"_s);
    other.happen(Kind::Start);
    QCOMPARE(other.happen(Kind::Stop).started, Answer::Refused);
    other.exitWith(0);
    QCOMPARE(other.state.status, WorkerStatus::Stopped); // the last wish counts
    QCOMPARE(other.last.process, Process::Nothing);
}

void RestartWishesTest::stopDuringAStart()
{
    Bench bench;
    bench.bring(u"starting"_s);
    const Action action = bench.happen(Kind::Stop);
    QCOMPARE(action.started, Answer::Refused);
    QCOMPARE(action.process, Process::Terminate);
    bench.happen({.kind = Kind::StartFailed, .text = u"no such file"_s});
    QCOMPARE(bench.last.stopped, Answer::Done);
    QCOMPARE(bench.state.status, WorkerStatus::Stopped);
    QCOMPARE(bench.history.size(), 0);
}

QTEST_GUILESS_MAIN(RestartWishesTest)
#include "tst_restartwishes.moc"
