// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/act/actrules.h"
#include "ui/act/acttext.h"

#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;
using protocol::Worker;
using protocol::WorkerStatus;

Q_DECLARE_METATYPE(ui::Verb)
Q_DECLARE_METATYPE(ui::Tier)
Q_DECLARE_METATYPE(ui::Refusal)
Q_DECLARE_METATYPE(ui::ActFacts)
Q_DECLARE_METATYPE(ui::Consequence)
Q_DECLARE_METATYPE(protocol::Worker)
Q_DECLARE_METATYPE(protocol::WorkerStatus)

class ActRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tier_data();
    void tier();
    void refusal_data();
    void refusal();
    void nothingIsAllowedWhenStale();
    void contextComesFirst();
    void consequences_data();
    void consequences();
    void consequenceTexts();
};

void ActRulesTest::tier_data()
{
    QTest::addColumn<Verb>("verb");
    QTest::addColumn<bool>("critical");
    QTest::addColumn<Tier>("tier");
    QTest::newRow("start") << Verb::Start << false << Tier::Free;
    QTest::newRow("start critical") << Verb::Start << true << Tier::Free;
    QTest::newRow("stop") << Verb::Stop << false << Tier::Undo;
    QTest::newRow("stop critical") << Verb::Stop << true << Tier::Consequence;
    QTest::newRow("restart") << Verb::Restart << false << Tier::Undo;
    QTest::newRow("restart critical") << Verb::Restart << true << Tier::Consequence;
    QTest::newRow("reset") << Verb::Reset << false << Tier::Undo;
    QTest::newRow("reset critical") << Verb::Reset << true << Tier::Undo;
    QTest::newRow("acknowledge") << Verb::Acknowledge << false << Tier::Free;
    QTest::newRow("resolve") << Verb::Resolve << false << Tier::Undo;
    QTest::newRow("dismiss") << Verb::Dismiss << false << Tier::Undo;
    QTest::newRow("review") << Verb::Review << false << Tier::Free;
    QTest::newRow("unreview") << Verb::Unreview << false << Tier::Free;
}

void ActRulesTest::tier()
{
    QFETCH(Verb, verb);
    QFETCH(bool, critical);
    QTEST(tierOf(verb, Worker{.critical = critical}), "tier");
}

void ActRulesTest::refusal_data()
{
    QTest::addColumn<Verb>("verb");
    QTest::addColumn<WorkerStatus>("status");
    QTest::addColumn<int>("restarts");
    QTest::addColumn<Refusal>("refusal");
    QTest::newRow("start running")
        << Verb::Start << WorkerStatus::Running << 0 << Refusal::AlreadyRunning;
    QTest::newRow("start restarting")
        << Verb::Start << WorkerStatus::Restarting << 0 << Refusal::AlreadyRunning;
    QTest::newRow("start stopped") << Verb::Start << WorkerStatus::Stopped << 0 << Refusal::None;
    QTest::newRow("start crashed") << Verb::Start << WorkerStatus::Crashed << 1 << Refusal::None;
    QTest::newRow("start failed") << Verb::Start << WorkerStatus::Failed << 5 << Refusal::None;
    QTest::newRow("stop running") << Verb::Stop << WorkerStatus::Running << 0 << Refusal::None;
    QTest::newRow("stop stopped") << Verb::Stop << WorkerStatus::Stopped << 0
                                  << Refusal::AlreadyStopped;
    QTest::newRow("stop crashed") << Verb::Stop << WorkerStatus::Crashed << 1 << Refusal::None;
    QTest::newRow("restart stopped")
        << Verb::Restart << WorkerStatus::Stopped << 0 << Refusal::None;
    QTest::newRow("reset unused") << Verb::Reset << WorkerStatus::Running << 0
                                  << Refusal::NothingToReset;
    QTest::newRow("reset used") << Verb::Reset << WorkerStatus::Running << 2 << Refusal::None;
    QTest::newRow("reset failed with no budget")
        << Verb::Reset << WorkerStatus::Failed << 0 << Refusal::None;
    QTest::newRow("stop of a newer state")
        << Verb::Stop << WorkerStatus::Unknown << 0 << Refusal::None;
}

void ActRulesTest::refusal()
{
    QFETCH(Verb, verb);
    QFETCH(WorkerStatus, status);
    QFETCH(int, restarts);
    const Worker worker{
        .name = u"w"_s, .status = status, .restartCount = restarts, .maxRestarts = 5};
    QTEST(refusalOf(verb, worker, {.vouched = true, .supervisorRuns = true}), "refusal");
}

void ActRulesTest::nothingIsAllowedWhenStale()
{
    for (const Verb verb : Verbs) {
        for (const auto status :
             {WorkerStatus::Running, WorkerStatus::Stopped, WorkerStatus::Crashed,
              WorkerStatus::Restarting, WorkerStatus::Failed, WorkerStatus::Unknown}) {
            const Worker worker{.name = u"w"_s, .status = status, .restartCount = 3};
            QCOMPARE(refusalOf(verb, worker, {.vouched = false, .supervisorRuns = true}),
                     Refusal::NotFresh);
        }
    }
}

void ActRulesTest::contextComesFirst()
{
    const Worker running{.name = u"w"_s, .status = WorkerStatus::Running};
    QCOMPARE(refusalOf(Verb::Stop, std::nullopt, {.vouched = true, .supervisorRuns = true}),
             Refusal::NothingSelected);
    QCOMPARE(refusalOf(Verb::Stop, running, {.vouched = true}), Refusal::SupervisorOff);
    QCOMPARE(
        refusalOf(Verb::Stop, running, {.vouched = true, .level = false, .supervisorRuns = true}),
        Refusal::CatchingUp);
    QCOMPARE(
        refusalOf(Verb::Stop, running, {.vouched = true, .supervisorRuns = true, .waiting = true}),
        Refusal::Waiting);
    QCOMPARE(refusalOf(Verb::Stop, running,
                       {.vouched = true, .supervisorRuns = true, .countingDown = true}),
             Refusal::CountingDown);
    QCOMPARE(refusalText(Verb::Start, Refusal::AlreadyRunning), u"Cannot start: already running"_s);
}

void ActRulesTest::consequences_data()
{
    using Kind = ConsequenceKind;
    QTest::addColumn<Verb>("verb");
    QTest::addColumn<Worker>("worker");
    QTest::addColumn<ActFacts>("facts");
    QTest::addColumn<QList<Consequence>>("wanted");
    const Worker watcher{
        .name = u"file_watcher"_s, .maxRestarts = 5, .critical = true, .builtin = true};
    QTest::newRow("stop of the watcher")
        << Verb::Stop << watcher << ActFacts{.openBatches = 2, .pendingFiles = 3}
        << QList<Consequence>{{Kind::IntakeStops, 0},
                              {Kind::WaitingFiles, 3},
                              {Kind::OpenBatches, 2},
                              {Kind::GapOpen, 0},
                              {Kind::Unhealthy, 0}};
    QTest::newRow("stop while the figures are old")
        << Verb::Stop << watcher
        << ActFacts{.openBatches = 2, .pendingFiles = 3, .jobsInHand = 1, .known = false}
        << QList<Consequence>{{Kind::IntakeStops, 0},
                              {Kind::WorkUnknown, 0},
                              {Kind::GapOpen, 0},
                              {Kind::Unhealthy, 0}};
    QTest::newRow("restart of the watcher") << Verb::Restart << watcher << ActFacts()
                                            << QList<Consequence>{{Kind::IntakeStops, 0},
                                                                  {Kind::GapOfRestart, 0},
                                                                  {Kind::RetriesLeft, 5},
                                                                  {Kind::Unhealthy, 0}};
    // The wish of a person begins the count anew.
    Worker detection{
        .name = u"detection_worker"_s, .restartCount = 2, .maxRestarts = 5, .builtin = true};
    QTest::newRow("restart with jobs in hand")
        << Verb::Restart << detection << ActFacts{.jobsInHand = 4}
        << QList<Consequence>{{Kind::DetectionWaits, 0},
                              {Kind::WorkInHand, 4},
                              {Kind::GapOfRestart, 0},
                              {Kind::RetriesLeft, 5}};
    detection.restartCount = 5;
    QTest::newRow("restart after the last retry")
        << Verb::Restart << detection << ActFacts()
        << QList<Consequence>{
               {Kind::DetectionWaits, 0}, {Kind::GapOfRestart, 0}, {Kind::RetriesLeft, 5}};
    detection.maxRestarts = 0;
    QTest::newRow("restart without any retry")
        << Verb::Restart << detection << ActFacts()
        << QList<Consequence>{
               {Kind::DetectionWaits, 0}, {Kind::GapOfRestart, 0}, {Kind::NoRetryLeft, 0}};
    // Whether it is started again is for its own policy, and that is not told.
    Worker own{.name = u"front_camera"_s, .maxRestarts = 5, .critical = true};
    QTest::newRow("one of the user's")
        << Verb::Restart << own << ActFacts{.openBatches = 2, .pendingFiles = 3}
        << QList<Consequence>{{Kind::GapOfRestart, 0}, {Kind::Unhealthy, 0}};
    QTest::newRow("one of the user's while the figures are old")
        << Verb::Restart << own << ActFacts{.openBatches = 2, .known = false}
        << QList<Consequence>{{Kind::GapOfRestart, 0}, {Kind::Unhealthy, 0}};
    own.maxRestarts = 0;
    QTest::newRow("one of the user's without any retry")
        << Verb::Restart << own << ActFacts()
        << QList<Consequence>{{Kind::GapOfRestart, 0}, {Kind::Unhealthy, 0}};
}

void ActRulesTest::consequences()
{
    QFETCH(Verb, verb);
    QFETCH(Worker, worker);
    QFETCH(ActFacts, facts);
    QTEST(consequencesOf(verb, worker, facts), "wanted");
}

void ActRulesTest::consequenceTexts()
{
    QVERIFY(consequenceText({ConsequenceKind::GapOfRestart, 0})
                .contains(u"at most its stop_timeout_seconds and its start_timeout_seconds"));
    QCOMPARE(consequenceText({ConsequenceKind::RetriesLeft, 3}),
             u"If it does not start, automatic restarts follow, each after a longer pause: at "
             "most 3."_s);
    QVERIFY(consequenceText({ConsequenceKind::GapOpen, 0}).contains(u"until somebody starts it"));
}

QTEST_GUILESS_MAIN(ActRulesTest)
#include "tst_actrules.moc"
