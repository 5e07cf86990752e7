// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/restartbench.h"

#include <QRandomGenerator>
#include <QTest>

#include <csignal>

using namespace supervisor;
using protocol::WorkerStatus;

class RestartPropertiesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void neverTwoProcessesNeverStuck();
    void blame_data();
    void blame();
};

/// Random events against a model of the world: one process at most, and always a way on.
void RestartPropertiesTest::neverTwoProcessesNeverStuck()
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

// Whether what it had in hand may have ended it.
void RestartPropertiesTest::blame_data()
{
    QTest::addColumn<int>("phase");
    QTest::addColumn<int>("then");
    QTest::addColumn<int>("signal");
    QTest::addColumn<bool>("blameless");
    const auto row = [](const char *name, Phase phase, Then then, int signal, bool blameless) {
        QTest::newRow(name) << static_cast<int>(phase) << static_cast<int>(then) << signal
                            << blameless;
    };
    row("an exit code", Phase::Up, Then::StayDown, 0, false);
    row("a crash", Phase::Up, Then::StayDown, SIGSEGV, false);
    row("an abort", Phase::Up, Then::StayDown, SIGABRT, false);
    row("somebody's kill -9", Phase::Up, Then::StayDown, SIGKILL, true);
    row("stopped by us", Phase::Stopping, Then::StayDown, SIGTERM, true);
    row("restarted by us", Phase::Stopping, Then::Respawn, 0, true);
    row("stopped by us the hard way", Phase::Killing, Then::StayDown, SIGKILL, true);
    row("hung", Phase::Stopping, Then::Mend, SIGTERM, false);
    row("hung and killed", Phase::Killing, Then::Mend, SIGKILL, false);
}

void RestartPropertiesTest::blame()
{
    QFETCH(int, phase);
    QFETCH(int, then);
    QFETCH(int, signal);
    State state;
    state.phase = static_cast<Phase>(phase);
    state.then = static_cast<Then>(then);
    QTEST(isBlameless(state, {.signal = signal}), "blameless");
}

QTEST_GUILESS_MAIN(RestartPropertiesTest)
#include "tst_restartproperties.moc"
