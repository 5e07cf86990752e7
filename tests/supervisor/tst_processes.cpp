// SPDX-License-Identifier: GPL-3.0-or-later
// What the supervisor promises about processes: none is left, none is double, none leaks.
#include "tests/support/supervisedworkers.h"

#include <QProcess>
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
    void stubbornGroupIsKilled_data();
    void stubbornGroupIsKilled();
    void leftoversOfACrashAreKilled();
    void nothingOutlivesUs_data();
    void nothingOutlivesUs();
    void destructionKills_data();
    void destructionKills();
    void killedLeashIsACrash();
    void controlStorm_data();
    void controlStorm();
    void hundredCrashesLeakNothing_data();
    void hundredCrashesLeakNothing();
    void floodCostsNothing();
    void memoryLimit_data();
    void memoryLimit();
    void stoppedProcessStops();
};

void ProcessesTest::stubbornGroupIsKilled_data()
{
    QTest::addColumn<bool>("builtin");
    QTest::addColumn<QString>("grandchild");
    QTest::newRow("built-in") << true << u"grandchild"_s;
    QTest::newRow("leashed") << false << u"grandchild"_s;
    QTest::newRow("leashed, in a session of its own") << false << u"escapee"_s;
}

void ProcessesTest::stubbornGroupIsKilled()
{
    QFETCH(bool, builtin);
    QFETCH(QString, grandchild);
    const QTemporaryDir directory;
    const QString pids = directory.filePath(u"pids"_s);
    auto definition =
        worker({u"ignore"_s, u"15"_s, u"pid"_s, pids, grandchild, pids, u"forever"_s});
    definition.builtin = builtin;
    definition.stopTimeout = 200ms;
    Supervised room({definition});
    room.start();
    QTRY_COMPARE(pidsIn(pids).size(), 2);
    const auto result = room.wish(&Supervisor::stopWorker, u"w"_s);
    QVERIFY2(result.ok(), "stopped");
    QCOMPARE(room.status(), WorkerStatus::Stopped);
    for (const qint64 pid : pidsIn(pids)) {
        QTRY_VERIFY(!isAlive(pid));
    }
}

void ProcessesTest::leftoversOfACrashAreKilled()
{
    const QTemporaryDir directory;
    const QString pids = directory.filePath(u"pids"_s);
    auto definition = worker({u"grandchild"_s, pids, u"sleep-ms"_s, u"50"_s, u"exit"_s, u"3"_s});
    definition.limits.maxRestarts = 0;
    Supervised room({definition});
    room.start();
    QTRY_COMPARE(room.status(), WorkerStatus::Failed);
    QCOMPARE(room.snapshot().error, u"exited with code 3"_s);
    QCOMPARE(pidsIn(pids).size(), 1);
    QVERIFY(!isAlive(pidsIn(pids).first()));
}

void ProcessesTest::nothingOutlivesUs_data()
{
    QTest::addColumn<QStringList>("script");
    QTest::addColumn<int>("processes");
    QTest::newRow("built-in") << QStringList{u"builtin"_s, u"pid"_s, u"%1"_s, u"forever"_s} << 1;
    QTest::newRow("leashed with grandchildren")
        << QStringList{u"leashed"_s, u"pid"_s,     u"%1"_s, u"grandchild"_s,
                       u"%1"_s,      u"escapee"_s, u"%1"_s, u"forever"_s}
        << 3;
    QTest::newRow("leashed, all ignore TERM")
        << QStringList{u"leashed"_s, u"ignore"_s,     u"15"_s, u"pid"_s,
                       u"%1"_s,      u"grandchild"_s, u"%1"_s, u"forever"_s}
        << 2;
}

// R9: kill -9 of the backend leaves nobody, not even a grandchild.
void ProcessesTest::nothingOutlivesUs()
{
    QFETCH(QStringList, script);
    QFETCH(int, processes);
    const QTemporaryDir directory;
    const QString pids = directory.filePath(u"pids"_s);
    script.replaceInStrings(u"%1"_s, pids);
    QProcess backend;
    backend.start(fakeWorker(), QStringList(u"--supervise"_s) + script);
    QTRY_COMPARE(pidsIn(pids).size(), processes);
    ::kill(static_cast<pid_t>(pidsIn(pids).first()), SIGSTOP); // may not save it
    backend.kill();
    for (const qint64 pid : pidsIn(pids)) {
        QTRY_VERIFY(!isAlive(pid));
    }
    QTRY_COMPARE(backend.state(), QProcess::NotRunning);
}

void ProcessesTest::destructionKills_data()
{
    QTest::addColumn<bool>("builtin");
    QTest::newRow("built-in") << true;
    QTest::newRow("leashed") << false;
}

void ProcessesTest::destructionKills()
{
    QFETCH(bool, builtin);
    const QTemporaryDir directory;
    const QString pids = directory.filePath(u"pids"_s);
    auto definition = worker({u"pid"_s, pids, u"escapee"_s, pids, u"forever"_s});
    if (builtin) {
        definition.command = QStringList{fakeWorker(), u"pid"_s, pids, u"forever"_s};
    }
    definition.builtin = builtin;
    {
        Supervisor room({definition}, {.leashProgram = fakeWorker()});
        room.start();
        QTRY_COMPARE(pidsIn(pids).size(), builtin ? 1 : 2);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"Destroyed while process"_s));
    }
    for (const qint64 pid : pidsIn(pids)) {
        QTRY_VERIFY(!isAlive(pid));
    }
}

void ProcessesTest::killedLeashIsACrash()
{
    const QTemporaryDir directory;
    const QString pids = directory.filePath(u"pids"_s);
    auto definition = worker({u"pid"_s, pids, u"grandchild"_s, pids, u"forever"_s});
    definition.limits.maxRestarts = 0;
    Supervised room({definition});
    room.start();
    QTRY_COMPARE(pidsIn(pids).size(), 2);
    QFile file(u"/proc/%1/stat"_s.arg(*room.snapshot().pid));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    const auto leash = text.mid(text.lastIndexOf(')') + 4).split(' ').first().toInt();
    QVERIFY(leash > 1);
    ::kill(leash, SIGKILL);
    QTRY_COMPARE(room.status(), WorkerStatus::Failed);
    QCOMPARE(room.snapshot().error, u"killed by signal 9 (SIGKILL)"_s);
    for (const qint64 pid : pidsIn(pids)) {
        QTRY_VERIFY(!isAlive(pid));
    }
}

void ProcessesTest::controlStorm_data()
{
    destructionKills_data();
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
    destructionKills_data();
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
    destructionKills_data();
}

void ProcessesTest::memoryLimit()
{
    QFETCH(bool, builtin);
    auto definition = worker({u"allocate-mb"_s, u"600"_s, u"forever"_s});
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
    ::kill(static_cast<pid_t>(*room.snapshot().pid), SIGSTOP);
    QVERIFY(room.wish(&Supervisor::stopWorker, u"w"_s).ok());
}

QTEST_GUILESS_MAIN(ProcessesTest)
#include "tst_processes.moc"
