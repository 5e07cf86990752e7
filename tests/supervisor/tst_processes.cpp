// SPDX-License-Identifier: GPL-3.0-or-later
// What the supervisor promises about processes: none is double, none leaks.
#include "tests/support/signals.h"
#include "tests/support/supervisedworkers.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace supervisor;
using protocol::RestartOutcome;
using protocol::WorkerStatus;

namespace {

int openDescriptors()
{
    return int(QDir(u"/proc/self/fd"_s)
                   .entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System)
                   .size());
}

/// Zombies count as well.
int childrenOfOurs()
{
    QFile file(u"/proc/self/task/%1/children"_s.arg(QCoreApplication::applicationPid()));
    if (!file.open(QIODevice::ReadOnly)) {
        return -1;
    }
    const QByteArray pids = file.readAll().trimmed();
    return pids.isEmpty() ? 0 : int(pids.count(' ') + 1);
}

} // namespace

class ProcessesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void controlStorm_data();
    void controlStorm();
    void hundredCrashesLeakNothing_data();
    void hundredCrashesLeakNothing();
    void floodCostsNothing();
    void memoryLimit_data();
    void memoryLimit();
    void stoppedProcessStops();
};

void ProcessesTest::controlStorm_data()
{
    QTest::addColumn<bool>("builtin");
    QTest::newRow("built-in") << true;
    QTest::newRow("leashed") << false;
}

// H9: at every time at most one process, the final state as by the last command.
void ProcessesTest::controlStorm()
{
    QFETCH(bool, builtin);
    const quint32 seed = QRandomGenerator::global()->generate();
    QRandomGenerator random(seed);
    const QTemporaryDir directory;
    const QString pids = directory.filePath(u"pids"_s);
    auto definition = worker({u"pid"_s, pids, u"ready"_s, u"forever"_s}, Ready::Notify);
    definition.builtin = builtin;
    Supervised room({definition});
    const auto living = [&pids] {
        const auto all = pidsIn(pids);
        return std::count_if(all.cbegin(), all.cend(), isAlive);
    };
    room.start();
    int answered = 0;
    const Reply count = [&answered](const auto &) { ++answered; };
    for (int i = 0; i < 200; ++i) {
        switch (random.bounded(4)) {
        case 0:
            room->startWorker(u"w"_s, count);
            break;
        case 1:
            room->stopWorker(u"w"_s, count);
            break;
        case 2:
            room->restartWorker(u"w"_s, count);
            break;
        default:
            QVERIFY(room->reset(u"w"_s).ok());
            ++answered;
            break;
        }
        if (random.bounded(3) == 0) {
            QTest::qWait(random.bounded(8));
            QVERIFY2(living() <= 1, QByteArray::number(seed).constData());
        }
    }
    QTRY_COMPARE_WITH_TIMEOUT(answered, 200, 20000);
    QVERIFY(room.wish(&Supervisor::startWorker, u"w"_s).ok());
    QTRY_COMPARE(room.status(), WorkerStatus::Running);
    QCOMPARE(living(), 1);
    QVERIFY(room.wish(&Supervisor::stopWorker, u"w"_s).ok());
    QCOMPARE(living(), 0);
    QCOMPARE(room.count(RestartOutcome::Crashed), 0);
}

void ProcessesTest::hundredCrashesLeakNothing_data()
{
    QTest::addColumn<bool>("builtin");
    QTest::newRow("built-in") << true;
    QTest::newRow("leashed") << false;
}

// R10: no zombies, no descriptors.
void ProcessesTest::hundredCrashesLeakNothing()
{
    QFETCH(bool, builtin);
    auto definition = worker({u"exit"_s, u"3"_s});
    definition.builtin = builtin;
    definition.limits = {.maxRestarts = 100, .backoffBase = 0ms, .backoffCap = 0ms};
    Supervised room({definition});
    room.start();
    QTRY_VERIFY(room.count(RestartOutcome::Crashed) >= 3);
    room.get()->stopWorker(u"w"_s, [](const auto &) {});
    QTRY_COMPARE(room.status(), WorkerStatus::Stopped);
    QTest::qWait(0); // what was to be deleted later is
    const int before = openDescriptors();
    room->startWorker(u"w"_s, [](const auto &) {});
    QTRY_COMPARE_WITH_TIMEOUT(room.status(), WorkerStatus::Failed, 30000);
    QVERIFY(room.count(RestartOutcome::Crashed) > 100);
    QTest::qWait(0);
    QCOMPARE(openDescriptors(), before);
    QCOMPARE(childrenOfOurs(), 0);
}

// The log of a worker that writes without end: little is kept, the rest is counted.
void ProcessesTest::floodCostsNothing()
{
    auto definition = worker({u"flood"_s, u"20000000"_s, u"exit"_s, u"3"_s});
    definition.limits.maxRestarts = 0;
    const QTemporaryDir directory;
    Supervised room({definition}, {.logDirectory = directory.path(), .logFileBytes = 100000});
    room.start();
    QTRY_COMPARE_WITH_TIMEOUT(room.status(), WorkerStatus::Failed, 20000);
    QCOMPARE(room.snapshot().error, u"exited with code 3"_s);
    QCOMPARE(room->log(u"w"_s, 10000).size(), 500);
    qint64 bytes = 0;
    for (const auto &file : QDir(directory.path()).entryInfoList(QDir::Files)) {
        bytes += file.size();
    }
    QVERIFY2(bytes <= 300000, QByteArray::number(bytes).constData());
}

void ProcessesTest::memoryLimit_data()
{
    QTest::addColumn<bool>("builtin");
    QTest::newRow("built-in") << true;
    QTest::newRow("leashed") << false;
}

void ProcessesTest::memoryLimit()
{
    QFETCH(bool, builtin);
    auto definition = worker({});
    definition.command = {QCoreApplication::applicationDirPath() + u"/memoryhog"_s, u"600"_s};
    definition.builtin = builtin;
    definition.memoryLimitMb = 512;
    definition.limits.maxRestarts = 0;
    Supervised room({definition});
    room.start();
    QTRY_COMPARE(room.status(), WorkerStatus::Failed);
    QCOMPARE(room.snapshot().error, u"exited with code 12: out of memory"_s);
}

void ProcessesTest::stoppedProcessStops()
{
    auto definition = worker({u"forever"_s});
    definition.stopTimeout = 1h; // never reached: the stop wakes it
    Supervised room({definition});
    room.start();
    QTRY_COMPARE(room.status(), WorkerStatus::Running);
    QVERIFY(support::sendSignal(room.snapshot().pid.value_or(0), SIGSTOP));
    QVERIFY(room.wish(&Supervisor::stopWorker, u"w"_s).ok());
}

QTEST_GUILESS_MAIN(ProcessesTest)
#include "tst_processes.moc"
