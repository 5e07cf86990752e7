// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/restartbench.h"

#include <QTest>

using namespace supervisor;
using protocol::WorkerStatus;

class RestartRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void crashLoop();
    void crashAndRestart();
    void restartingFromTheAttemptUntilReady();
    void noMoreRestartsAtZero();
    void notReadyInTime();
    void silence();
    void silenceWithoutAPromise();
    void ownStallIsNobodysSilence();
    void lateWordsOfAnEarlierRun();
    void stableForLongEnough();
    void policies_data();
    void policies();
    void backoffs_data();
    void backoffs();
    void reasons_data();
    void reasons();
};

// Decision 3.10 and P 2.3: 1, 2, 4, 8, 16 s for restarts 1-5; the sixth crash fails it.
void RestartRulesTest::crashLoop()
{
    Bench bench;
    bench.happen(Kind::Start);
    bench.happen(Kind::Executing);
    QList<qint64> delays;
    for (int crash = 1; crash <= 5; ++crash) {
        bench.exitWith(3);
        QCOMPARE(bench.state.status, WorkerStatus::Crashed);
        QVERIFY(bench.state.nextAttemptAt);
        delays.append(bench.awaitDeadline().count());
        QCOMPARE(bench.last.process, Process::Spawn);
        bench.happen(Kind::Executing);
        QCOMPARE(bench.state.restartCount, crash);
    }
    QCOMPARE(delays, (QList<qint64>{1000, 2000, 4000, 8000, 16000}));
    bench.exitWith(3);
    QCOMPARE(bench.state.status, WorkerStatus::Failed);
    QVERIFY(!deadline(bench.state));
    QCOMPARE(bench.said().first(2),
             (QStringList{u"crashed 0 exited with code 3"_s, u"success 1"_s}));
    QCOMPARE(
        bench.said().last(2),
        (QStringList{u"crashed 5 exited with code 3"_s, u"failed 5 Exceeded max restarts (5)"_s}));
    QCOMPARE(bench.history.size(), 12);
    QCOMPARE(bench.state.error, u"exited with code 3"_s);
    bench.wait(10min);
    QCOMPARE(bench.happen(Kind::Due).process, Process::Nothing);
}

void RestartRulesTest::crashAndRestart()
{
    Bench bench;
    bench.bring(u"running"_s);
    bench.state.restartCount = 0;
    const auto crashTime = bench.now.wall;
    bench.happen({.kind = Kind::Exited, .exit = {.code = 3}, .text = u"Connection reset"_s});
    QCOMPARE(bench.state.lastCrashedAt, crashTime);
    QCOMPARE(bench.state.nextAttemptAt, crashTime + 1s);
    QCOMPARE(bench.state.restartCount, 0);
    bench.wait(999ms);
    QCOMPARE(bench.happen(Kind::Due).process, Process::Nothing);
    bench.wait(1ms);
    QCOMPARE(bench.happen(Kind::Due).process, Process::Spawn);
    QVERIFY(!bench.state.nextAttemptAt);
    bench.happen(Kind::Executing);
    QCOMPARE(bench.state.lastStartedAt, bench.now.wall);
    QCOMPARE(bench.said(),
             (QStringList{u"crashed 0 exited with code 3: Connection reset"_s, u"success 1"_s}));
}

void RestartRulesTest::restartingFromTheAttemptUntilReady()
{
    Bench bench(notifying());
    bench.happen(Kind::Start);
    QCOMPARE(bench.state.status, WorkerStatus::Restarting);
    QCOMPARE(bench.happen(Kind::Executing).started, Answer::Done);
    QCOMPARE(bench.state.status, WorkerStatus::Restarting);
    QVERIFY(bench.happen(Kind::Ready).becameReady);
    QCOMPARE(bench.state.status, WorkerStatus::Running);

    bench.exitWith(3);
    bench.awaitDeadline();
    bench.happen(Kind::Executing);
    QCOMPARE(bench.said(), (QStringList{u"crashed 0 exited with code 3"_s})); // success: when ready
    bench.happen(Kind::Ready);
    QCOMPARE(bench.said().last(), u"success 1"_s);
}

void RestartRulesTest::noMoreRestartsAtZero()
{
    Bench bench({.limits = {.maxRestarts = 0}});
    bench.happen(Kind::Start);
    bench.happen(Kind::Executing);
    bench.exitWith(0);
    QCOMPARE(bench.state.status, WorkerStatus::Failed);
    QCOMPARE(bench.said(),
             (QStringList{u"crashed 0 exited unexpectedly with code 0"_s,
                          u"failed 0 Exceeded max restarts (0)"_s}));
}

void RestartRulesTest::notReadyInTime()
{
    Bench bench(notifying());
    bench.happen(Kind::Start);
    bench.wait(1s);
    bench.happen(Kind::Executing);
    QCOMPARE(bench.awaitDeadline(), 9s); // from the start
    QCOMPARE(bench.last.process, Process::Terminate);
    QCOMPARE(bench.state.status, WorkerStatus::Crashed);
    QCOMPARE(bench.said(), QStringList{u"crashed 0 not ready within 10 s"_s});
    QVERIFY(!bench.state.nextAttemptAt); // not before the process has gone
    bench.happen({.kind = Kind::Exited, .exit = {.signal = SIGTERM}});
    QCOMPARE(bench.awaitDeadline(), 1s);
    QCOMPARE(bench.last.process, Process::Spawn);
}

void RestartRulesTest::silence()
{
    Bench bench(notifying());
    bench.happen(Kind::Start);
    bench.happen(Kind::Executing);
    bench.happen(Kind::Ready);
    bench.happen(Kind::Heartbeat);
    bench.wait(20s);
    bench.happen(Kind::Heartbeat);
    QCOMPARE(bench.awaitDeadline(), 30s);
    QCOMPARE(bench.last.process, Process::Terminate);
    QCOMPARE(bench.said(), QStringList{u"crashed 0 no heartbeat for 30 s"_s});
    bench.happen(Kind::Heartbeat); // too late
    QCOMPARE(bench.awaitDeadline(), 5s); // a hung one gets no full stop timeout
    QCOMPARE(bench.last.process, Process::Kill);
    bench.happen({.kind = Kind::Exited, .exit = {.signal = SIGKILL}});
    QCOMPARE(bench.awaitDeadline(), 1s);
    QCOMPARE(bench.state.error, u"no heartbeat for 30 s"_s);
    QCOMPARE(bench.state.status, WorkerStatus::Restarting);
}

void RestartRulesTest::silenceWithoutAPromise()
{
    Bench bench(notifying());
    bench.happen(Kind::Start);
    bench.happen(Kind::Executing);
    bench.happen(Kind::Ready);
    QVERIFY(!deadline(bench.state));
}

void RestartRulesTest::ownStallIsNobodysSilence()
{
    Bench bench(notifying());
    bench.happen(Kind::Start);
    bench.happen(Kind::Executing);
    bench.happen(Kind::Ready);
    bench.happen(Kind::Heartbeat);
    bench.wait(60s); // we were suspended: the timer is 30 s late
    QCOMPARE(bench.happen(Kind::Due).process, Process::Nothing);
    QCOMPARE(bench.state.status, WorkerStatus::Running);
    bench.wait(29s);
    bench.happen(Kind::Grace); // said by who knows of a stall
    QCOMPARE(bench.awaitDeadline(), 30s);
    QCOMPARE(bench.state.status, WorkerStatus::Crashed);
}

void RestartRulesTest::lateWordsOfAnEarlierRun()
{
    Bench bench(notifying());
    bench.bring(u"restarting"_s);
    const State before = bench.state;
    for (const Kind kind :
         {Kind::Executing, Kind::StartFailed, Kind::Ready, Kind::Heartbeat, Kind::Exited}) {
        bench.happen({.kind = kind, .run = before.run - 1});
        QCOMPARE(bench.state, before);
    }
}

// [supervisor] stable_after_seconds; 0: never.
void RestartRulesTest::stableForLongEnough()
{
    Bench bench({.limits = {.stableAfter = 300s}});
    bench.bring(u"restarting"_s);
    bench.happen(Kind::Executing);
    QCOMPARE(bench.state.restartCount, 3);
    QCOMPARE(bench.awaitDeadline(), 300s);
    QCOMPARE(bench.state.restartCount, 0);
    QVERIFY(bench.state.error);
    QVERIFY(!deadline(bench.state));

    Bench never({.limits = {.stableAfter = 0s}});
    never.bring(u"restarting"_s);
    never.happen(Kind::Executing);
    QVERIFY(!deadline(never.state));
}

// [[worker]] restart, expected_exit_codes; decision 3.8.
void RestartRulesTest::policies_data()
{
    QTest::addColumn<int>("policy");
    QTest::addColumn<Exit>("exit");
    QTest::addColumn<QString>("status");
    QTest::addColumn<int>("historyLines");
    const auto always = static_cast<int>(RestartPolicy::Always);
    const auto onFailure = static_cast<int>(RestartPolicy::OnFailure);
    const auto never = static_cast<int>(RestartPolicy::Never);
    QTest::newRow("always, 0") << always << Exit{.code = 0} << u"crashed"_s << 1;
    QTest::newRow("always, expected 7") << always << Exit{.code = 7} << u"crashed"_s << 1;
    QTest::newRow("on-failure, 0") << onFailure << Exit{.code = 0} << u"stopped"_s << 0;
    QTest::newRow("on-failure, 7") << onFailure << Exit{.code = 7} << u"stopped"_s << 0;
    QTest::newRow("on-failure, 1") << onFailure << Exit{.code = 1} << u"crashed"_s << 1;
    QTest::newRow("on-failure, signal") << onFailure << Exit{.signal = 9} << u"crashed"_s << 1;
    QTest::newRow("never, 0") << never << Exit{.code = 0} << u"stopped"_s << 0;
    QTest::newRow("never, 1") << never << Exit{.code = 1} << u"failed"_s << 1;
}

void RestartRulesTest::policies()
{
    QFETCH(int, policy);
    QFETCH(Exit, exit);
    Bench bench({.expectedExitCodes = {0, 7}, .restart = static_cast<RestartPolicy>(policy)});
    bench.bring(u"running"_s);
    bench.happen({.kind = Kind::Exited, .exit = exit});
    QTEST(protocol::toText(bench.state.status), "status");
    QTEST(static_cast<int>(bench.history.size()), "historyLines");
}

void RestartRulesTest::backoffs_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<double>("jitter");
    QTest::addColumn<double>("random");
    QTest::addColumn<qint64>("milliseconds");
    QTest::newRow("first") << 0 << 0.0 << 0.9 << qint64(1000);
    QTest::newRow("fifth") << 4 << 0.0 << 0.9 << qint64(16000);
    QTest::newRow("sixth") << 5 << 0.0 << 0.0 << qint64(32000);
    QTest::newRow("cap") << 6 << 0.0 << 0.0 << qint64(60000);
    QTest::newRow("far beyond") << 1000000 << 0.0 << 0.0 << qint64(60000);
    QTest::newRow("jitter, worst luck") << 1 << 0.5 << 0.0 << qint64(2000);
    QTest::newRow("jitter, half luck") << 1 << 0.5 << 0.5 << qint64(1500);
}

void RestartRulesTest::backoffs()
{
    QFETCH(int, count);
    QFETCH(double, jitter);
    QFETCH(double, random);
    const RestartLimits limits{.jitter = jitter};
    QTEST(qint64(backoff(limits, count, random).count()), "milliseconds");
}

// Decisions 3.7 and 3.8.
void RestartRulesTest::reasons_data()
{
    QTest::addColumn<Exit>("exit");
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("reason");
    QTest::newRow("code") << Exit{.code = 3} << QString() << u"exited with code 3"_s;
    QTest::newRow("signal") << Exit{.signal = 11} << QString()
                            << u"killed by signal 11 (SIGSEGV)"_s;
    QTest::newRow("zero") << Exit{} << QString() << u"exited unexpectedly with code 0"_s;
    QTest::newRow("real-time signal")
        << Exit{.signal = 40} << QString() << u"killed by signal 40"_s;
    QTest::newRow("with a line") << Exit{.code = 1} << u"Connection refused"_s
                                 << u"exited with code 1: Connection refused"_s;
}

void RestartRulesTest::reasons()
{
    QFETCH(Exit, exit);
    QFETCH(QString, line);
    QTEST(exitReason(exit, line), "reason");
}

QTEST_GUILESS_MAIN(RestartRulesTest)
#include "tst_restartrules.moc"
