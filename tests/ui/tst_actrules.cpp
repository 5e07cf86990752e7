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
    void consequences();
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
        refusalOf(Verb::Stop, running, {.vouched = true, .supervisorRuns = true, .waiting = true}),
        Refusal::Waiting);
    QCOMPARE(refusalOf(Verb::Stop, running,
                       {.vouched = true, .supervisorRuns = true, .countingDown = true}),
             Refusal::CountingDown);
    QCOMPARE(refusalText(Verb::Start, Refusal::AlreadyRunning), u"Cannot start: already running"_s);
}

void ActRulesTest::consequences()
{
    const Worker watcher{.name = u"file_watcher"_s, .critical = true, .builtin = true};
    const QList<Consequence> wanted{{ConsequenceKind::IntakeStops, 0},
                                    {ConsequenceKind::WaitingFiles, 3},
                                    {ConsequenceKind::OpenBatches, 2},
                                    {ConsequenceKind::Unhealthy, 0},
                                    {ConsequenceKind::StaysDown, 0}};
    QCOMPARE(consequencesOf(Verb::Stop, watcher, {.openBatches = 2, .pendingFiles = 3}), wanted);
    const Worker own{.name = u"front_camera"_s, .restartCount = 2, .critical = true};
    const QList<Consequence> again{{ConsequenceKind::Unhealthy, 0},
                                   {ConsequenceKind::ComesBack, 0},
                                   {ConsequenceKind::CountStays, 2}};
    QCOMPARE(consequencesOf(Verb::Restart, own, {.openBatches = 2, .pendingFiles = 3}), again);
}

QTEST_GUILESS_MAIN(ActRulesTest)
#include "tst_actrules.moc"
