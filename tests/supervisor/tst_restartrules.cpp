// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/supervisor/restartrules.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace supervisor;
using protocol::RestartOutcome;
using protocol::WorkerStatus;
using Kind = Event::Kind;
using Process = Action::Process;

namespace {

/// A worker under a clock that only moves when told.
class Bench final
{
public:
    explicit Bench(WorkerDefinition definition = {})
    {
        definition.name = u"w"_s;
        state.definition = std::move(definition);
    }

    Action happen(Event event)
    {
        event.run = event.run == 0 ? state.run : event.run;
        Step decided = step(state, event, now);
        state = decided.next;
        history += decided.action.history;
        last = decided.action;
        return last;
    }

    Action happen(Kind kind) { return happen(Event{.kind = kind}); }

    Action exitWith(int code) { return happen({.kind = Kind::Exited, .exit = {.code = code}}); }

    void wait(std::chrono::milliseconds time)
    {
        now.steady += time;
        now.wall += time;
    }

    /// Goes to the next deadline; gives the time that it took.
    std::chrono::milliseconds awaitDeadline()
    {
        const auto wanted = deadline(state);
        if (!wanted) {
            return -1ms;
        }
        const auto time = std::chrono::ceil<std::chrono::milliseconds>(*wanted - now.steady);
        wait(time);
        happen(Kind::Due);
        return time;
    }

    /// Brings a new worker into one of the states of the table in P 2.4.
    void bring(const QString &where);
    /// "crashed 0 exited with code 3": the history in words, oldest first.
    QStringList said() const;

    State state;
    Action last;
    QList<protocol::RestartEvent> history;
    protocol::Now now{.steady = protocol::SteadyTime(1h), .wall = protocol::WallTime(1000h)};
};

void Bench::bring(const QString &where)
{
    if (where == u"stopped") {
        return;
    }
    happen(Kind::Start);
    if (where == u"starting") {
        return;
    }
    happen(Kind::Executing);
    state.restartCount = 2;
    if (where == u"restarting") {
        exitWith(3);
        awaitDeadline();
    } else if (where == u"crashed") {
        exitWith(3);
    } else if (where == u"failed") {
        state.restartCount = state.definition.limits.maxRestarts;
        exitWith(3);
    } else if (where == u"stopping") {
        happen(Kind::Stop);
    }
    history.clear();
}

QStringList Bench::said() const
{
    QStringList lines;
    for (const auto &entry : history) {
        const QString line = protocol::toText(entry.status) + u' ' + QString::number(entry.attempt);
        lines.append(entry.error ? line + u' ' + *entry.error : line);
    }
    return lines;
}

WorkerDefinition notifying()
{
    return {.ready = Ready::Notify};
}

} // namespace

class RestartRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wishes_data();
    void wishes();
    void wishesThatMendAreManual_data();
    void wishesThatMendAreManual();
    void crashLoop();
    void crashAndRestart();
    void errorOutlivesTheRestartNotTheWish();
    void restartingFromTheAttemptUntilReady();
    void manualRestartOfARunningOne();
    void noMoreRestartsAtZero();
    void startThatFails();
    void notReadyInTime();
    void silence();
    void silenceWithoutAPromise();
    void ownStallIsNobodysSilence();
    void stubbornProcessIsKilled();
    void processThatOutlivesKill();
    void stopThenStartWhileStopping();
    void stopDuringAStart();
    void lateWordsOfAnEarlierRun();
    void stableForLongEnough();
    void policies_data();
    void policies();
    void backoffs_data();
    void backoffs();
    void reasons_data();
    void reasons();
    void neverTwoProcessesNeverStuck();
};

// Source: decisions 3.5, 3.6, 3.7; P 2.4. The count before is 2 (of failed: 5).
void RestartRulesTest::wishes_data()
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

    constexpr auto Nothing = Process::Nothing;
    constexpr auto Spawn = Process::Spawn;
    constexpr auto Terminate = Process::Terminate;
    const QList<Row> rows{
        {"running", Kind::Start, Nothing, "running", 2, true},
        {"running", Kind::Stop, Terminate, "running", 2, false},
        {"running", Kind::Restart, Terminate, "restarting", 0, false},
        {"running", Kind::Reset, Nothing, "running", 0, false},
        {"stopped", Kind::Start, Spawn, "restarting", 0, false},
        {"stopped", Kind::Stop, Nothing, "stopped", 0, true},
        {"stopped", Kind::Restart, Spawn, "restarting", 0, false},
        {"stopped", Kind::Reset, Nothing, "stopped", 0, false},
        {"crashed", Kind::Start, Spawn, "restarting", 2, false},
        {"crashed", Kind::Stop, Nothing, "stopped", 2, true, true},
        {"crashed", Kind::Restart, Spawn, "restarting", 0, false},
        {"crashed", Kind::Reset, Spawn, "restarting", 0, false},
        {"restarting", Kind::Start, Nothing, "restarting", 3, false, true},
        {"restarting", Kind::Stop, Terminate, "restarting", 3, false, true},
        {"restarting", Kind::Restart, Terminate, "restarting", 0, false},
        {"restarting", Kind::Reset, Nothing, "restarting", 0, false},
        {"failed", Kind::Start, Spawn, "restarting", 0, false},
        {"failed", Kind::Stop, Nothing, "stopped", 5, true, true},
        {"failed", Kind::Restart, Spawn, "restarting", 0, false},
        {"failed", Kind::Reset, Spawn, "restarting", 0, false},
        {"stopping", Kind::Start, Nothing, "restarting", 2, false},
        {"stopping", Kind::Stop, Nothing, "running", 2, false},
        {"stopping", Kind::Restart, Nothing, "restarting", 0, false},
        {"stopping", Kind::Reset, Nothing, "running", 0, false},
    };
    for (const Row &row : rows) {
        QTest::addRow("%s, wish %d", row.from, static_cast<int>(row.wish))
            << QString::fromLatin1(row.from) << static_cast<int>(row.wish)
            << static_cast<int>(row.process) << QString::fromLatin1(row.status) << row.count
            << row.answered << row.keepsError;
    }
}

void RestartRulesTest::wishes()
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

void RestartRulesTest::wishesThatMendAreManual_data()
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

void RestartRulesTest::wishesThatMendAreManual()
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

void RestartRulesTest::errorOutlivesTheRestartNotTheWish()
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

void RestartRulesTest::manualRestartOfARunningOne()
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

// Decision 3.6: else 503 with the reason, history failed, and backoff goes on.
void RestartRulesTest::startThatFails()
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

void RestartRulesTest::stubbornProcessIsKilled()
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
void RestartRulesTest::processThatOutlivesKill()
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

void RestartRulesTest::stopThenStartWhileStopping()
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

void RestartRulesTest::stopDuringAStart()
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

/// Random events against a model of the world: one process at most, and always a way on.
void RestartRulesTest::neverTwoProcessesNeverStuck()
{
    const quint32 seed = QRandomGenerator::global()->generate();
    QRandomGenerator random(seed);
    const QByteArray context = "seed " + QByteArray::number(seed);
    for (int round = 0; round < 300; ++round) {
        Bench bench({.ready = random.bounded(2) == 0 ? Ready::Started : Ready::Notify,
                     .restart = static_cast<RestartPolicy>(random.bounded(3)),
                     .limits = {.maxRestarts = random.bounded(4)}});
        bool process = false;
        for (int i = 0; i < 200; ++i) {
            auto kind = static_cast<Kind>(random.bounded(int(Kind::Exited) + 1));
            const bool ends = kind == Kind::Exited || kind == Kind::StartFailed;
            if (!process && kind >= Kind::Executing) {
                kind = Kind::Due;
            } else if (kind == Kind::StartFailed && bench.state.phase != Phase::Starting) {
                kind = Kind::Exited;
            }
            process = process && !ends;
            const Exit exit{.code = random.bounded(3)};
            if (kind == Kind::Due && random.bounded(2) == 0) {
                bench.awaitDeadline();
            } else {
                bench.wait(std::chrono::milliseconds(random.bounded(3000)));
                bench.happen({.kind = kind, .exit = exit});
            }
            if (bench.last.process == Process::Spawn) {
                QVERIFY2(!process, context.constData());
                process = true;
            }
            const bool signals = bench.last.process != Process::Nothing;
            QVERIFY2(!signals || process, context.constData()); // nobody signals what is not there
            bench.last = {};
            QVERIFY2((bench.state.phase != Phase::Idle) == process, context.constData());
            const bool rests = bench.state.status == WorkerStatus::Stopped
                || bench.state.status == WorkerStatus::Failed;
            QVERIFY2(process || rests || deadline(bench.state), context.constData());
            QVERIFY2(bench.state.restartCount <= bench.state.definition.limits.maxRestarts,
                     context.constData());
        }
    }
}

QTEST_GUILESS_MAIN(RestartRulesTest)
#include "tst_restartrules.moc"
