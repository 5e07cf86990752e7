// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/signals.h"
#include "tests/support/supervisedworkers.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace supervisor;
using protocol::ErrorKind;
using protocol::RestartOutcome;
using protocol::WorkerStatus;

class WorkerLifeTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void crashes_data();
    void crashes();
    void crashLoopEndsInFailed();
    void restartAfterCrashIsReadyAgain();
    void commandThatCannotRun_data();
    void commandThatCannotRun();
    void directoryThatIsNotThere();
    void readyByNotify();
    void notReadyInTime();
    void hungWorkerIsReplaced();
};

void WorkerLifeTest::crashes_data()
{
    QTest::addColumn<QStringList>("script");
    QTest::addColumn<bool>("builtin");
    QTest::addColumn<QString>("error");

    struct Row
    {
        const char *name;
        QStringList script;
        QString error;
    };

    const QList<Row> rows{
        {"code", {u"exit"_s, u"3"_s}, u"exited with code 3"_s},
        {"return", {}, u"exited unexpectedly with code 0"_s},
        {"signal", {u"raise"_s, u"11"_s}, u"killed by signal 11 (SIGSEGV)"_s},
        {"last line of standard error",
         {u"error"_s, u"first"_s, u"error"_s, u"Connection reset by peer"_s, u"print"_s, u"out"_s,
          u"exit"_s, u"1"_s},
         u"exited with code 1: Connection reset by peer"_s},
        {"line without an end",
         {u"error-unended"_s, u"half\x1b"_s, u"exit"_s, u"1"_s},
         u"exited with code 1: half\\x1b"_s},
    };
    for (const Row &row : rows) {
        QTest::addRow("built-in, %s", row.name) << row.script << true << row.error;
        QTest::addRow("leashed, %s", row.name) << row.script << false << row.error;
    }
}

void WorkerLifeTest::crashes()
{
    QFETCH(QStringList, script);
    QFETCH(bool, builtin);
    auto definition = worker(script);
    definition.builtin = builtin;
    definition.limits.maxRestarts = 0;
    Supervised room({definition});
    const QSignalSpy gone(room.get(), &Supervisor::gone);
    room.start();
    QTRY_COMPARE(room.status(), WorkerStatus::Failed);
    QTEST(room.snapshot().error.value_or(QString()), "error");
    QCOMPARE(gone.size(), 1);
    QVERIFY(room.snapshot().lastCrashedAt);
    QVERIFY(!room.snapshot().pid);
    QCOMPARE(room.history().first().status, RestartOutcome::Crashed);
    QTEST(room.history().first().error.value_or(QString()), "error");
}

void WorkerLifeTest::crashLoopEndsInFailed()
{
    Supervised room({worker({u"exit"_s, u"3"_s})});
    room.start();
    QTRY_COMPARE_WITH_TIMEOUT(room.status(), WorkerStatus::Failed, 20000);
    QCOMPARE(room.snapshot().restartCount, 5);
    QCOMPARE(room.count(RestartOutcome::Crashed), 6);
    QCOMPARE(room.count(RestartOutcome::Success), 5);
    QCOMPARE(room.count(RestartOutcome::Failed), 1);
    QCOMPARE(room.history().last().error, u"Exceeded max restarts (5)"_s);
}

void WorkerLifeTest::restartAfterCrashIsReadyAgain()
{
    const QTemporaryDir directory;
    Supervised room({worker(
        {u"fail-at-first"_s, directory.filePath(u"pids"_s), u"2"_s, u"ready"_s, u"forever"_s},
        Ready::Notify)});
    room.start();
    QTRY_COMPARE(room.status(), WorkerStatus::Running);
    QCOMPARE(room.snapshot().restartCount, 2);
    QCOMPARE(room.snapshot().error, u"exited with code 3"_s);
    QCOMPARE(room.history().last().status, RestartOutcome::Success);
    QCOMPARE(room.history().last().attempt, 2);
}

void WorkerLifeTest::commandThatCannotRun_data()
{
    QTest::addColumn<QStringList>("command");
    QTest::addColumn<bool>("builtin");
    QTest::addColumn<QString>("reason");
    for (const bool builtin : {true, false}) {
        const char *const kind = builtin ? "built-in" : "leashed";
        QTest::addRow("%s, missing", kind)
            << QStringList{u"/no/such/program"_s} << builtin << u"No such file or directory"_s;
        QTest::addRow("%s, not executable", kind)
            << QStringList{u"/etc/passwd"_s} << builtin << u"Permission denied"_s;
    }
    QTest::newRow("leashed, in no path")
        << QStringList{u"no_such_program_at_all"_s} << false << u"No such file or directory"_s;
}

void WorkerLifeTest::commandThatCannotRun()
{
    QFETCH(QStringList, command);
    QFETCH(bool, builtin);
    QFETCH(QString, reason);
    Supervised room({{.name = u"w"_s,
                      .command = command,
                      .builtin = builtin,
                      .autostart = false,
                      .limits = {.backoffBase = 1h, .backoffCap = 1h}}});
    room.start();
    const auto result = room.wish(&Supervisor::startWorker, u"w"_s);
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::Unavailable);
    const QString expected = u"cannot start '%1': %2"_s.arg(command.first(), reason);
    QCOMPARE(result.error().detail, u"Worker 'w' could not be started: "_s + expected);
    QCOMPARE(room.history().first().status, RestartOutcome::Failed);
    QCOMPARE(room.history().first().error, expected);
    QCOMPARE(room.status(), WorkerStatus::Crashed); // and backoff goes on
    QVERIFY(room.snapshot().nextAttemptAt);
}

void WorkerLifeTest::directoryThatIsNotThere()
{
    auto definition = worker({u"forever"_s});
    definition.directory = u"/no/such/place"_s;
    definition.limits.maxRestarts = 0;
    Supervised room({definition});
    room.start();
    QTRY_COMPARE(room.status(), WorkerStatus::Failed);
    QCOMPARE(room.snapshot().error, u"cannot enter '/no/such/place': No such file or directory"_s);
}

void WorkerLifeTest::readyByNotify()
{
    Supervised room({worker({u"status"_s, u"loading 3 models"_s, u"forever"_s}, Ready::Notify)});
    room.start();
    QTRY_COMPARE(room.snapshot().statusText, u"loading 3 models"_s);
    QCOMPARE(room.status(), WorkerStatus::Restarting);
    QVERIFY(room.snapshot().pid);
    QVERIFY(room.wish(&Supervisor::stopWorker, u"w"_s).ok());
    QVERIFY(!room.snapshot().statusText);

    Supervised other({worker({u"sleep-ms"_s, u"50"_s, u"ready"_s, u"forever"_s}, Ready::Notify)});
    const QSignalSpy ready(other.get(), &Supervisor::ready);
    other.start();
    QTRY_COMPARE(other.status(), WorkerStatus::Running);
    QCOMPARE(ready.size(), 1);
}

void WorkerLifeTest::notReadyInTime()
{
    auto definition = worker({u"forever"_s}, Ready::Notify);
    definition.startTimeout = 300ms;
    definition.limits.maxRestarts = 0;
    Supervised room({definition});
    room.start();
    QTRY_COMPARE(room.status(), WorkerStatus::Failed);
    QCOMPARE(room.snapshot().error, u"not ready within 0.3 s"_s);
    QVERIFY(!room.snapshot().pid);
}

void WorkerLifeTest::hungWorkerIsReplaced()
{
    auto definition = worker({u"ready"_s, u"beat-ms"_s, u"20"_s, u"forever"_s}, Ready::Notify);
    definition.watchdog = 500ms;
    Supervised room({definition});
    room.start();
    QTRY_COMPARE(room.status(), WorkerStatus::Running);
    const auto pid = room.snapshot().pid;
    QTest::qWait(700); // longer than the watchdog: the heartbeats count
    QCOMPARE(room.snapshot().pid, pid);
    QVERIFY(support::sendSignal(pid.value_or(0), SIGSTOP));
    QTRY_VERIFY(room.count(RestartOutcome::Crashed) > 0);
    QTRY_COMPARE(room.status(), WorkerStatus::Running);
    QVERIFY(!isAlive(*pid));
    QCOMPARE(room.snapshot().error, u"no heartbeat for 0.5 s"_s);
}

QTEST_GUILESS_MAIN(WorkerLifeTest)
#include "tst_workerlife.moc"
