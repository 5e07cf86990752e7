// SPDX-License-Identifier: GPL-3.0-or-later
// R9: nothing of a worker outlives it, nor us.
#include "tests/support/signals.h"
#include "tests/support/supervisedworkers.h"

#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace supervisor;
using protocol::WorkerStatus;

class OrphansTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stubbornGroupIsKilled_data();
    void stubbornGroupIsKilled();
    void leftoversOfACrashAreKilled();
    void leftoversAreAskedToEnd_data();
    void leftoversAreAskedToEnd();
    void nothingOutlivesUs_data();
    void nothingOutlivesUs();
    void destructionKills_data();
    void destructionKills();
    void killedLeashIsACrash();
};

void OrphansTest::stubbornGroupIsKilled_data()
{
    QTest::addColumn<bool>("builtin");
    QTest::addColumn<QString>("grandchild");
    QTest::newRow("built-in") << true << u"grandchild"_s;
    QTest::newRow("leashed") << false << u"grandchild"_s;
    QTest::newRow("leashed, in a session of its own") << false << u"escapee"_s;
}

void OrphansTest::stubbornGroupIsKilled()
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

void OrphansTest::leftoversOfACrashAreKilled()
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

void OrphansTest::leftoversAreAskedToEnd_data()
{
    QTest::addColumn<QStringList>("end");
    QTest::addColumn<bool>("asked");
    QTest::addColumn<qint64>("signal");
    QTest::newRow("it ends by itself")
        << QStringList{u"sleep-ms"_s, u"50"_s, u"exit"_s, u"3"_s} << false << qint64(SIGTERM);
    QTest::newRow("it is asked to end") << QStringList{u"forever"_s} << true << qint64(SIGINT);
}

/// As the program itself, also where they are in a session of their own.
void OrphansTest::leftoversAreAskedToEnd()
{
    QFETCH(const QStringList, end);
    QFETCH(const bool, asked);
    const QTemporaryDir directory;
    const QString notes = directory.filePath(u"notes"_s);
    const QString pids = directory.filePath(u"pids"_s);
    auto definition = worker(QStringList{u"witness"_s, notes, u"pid"_s, pids} + end);
    definition.stopSignal = SIGINT;
    definition.limits.maxRestarts = 0;
    Supervised room({definition});
    room.start();
    QTRY_COMPARE(pidsIn(pids).size(), 1);
    if (asked) {
        QVERIFY(room.wish(&Supervisor::stopWorker, u"w"_s).ok());
    }
    QTRY_COMPARE(pidsIn(notes).size(), 1);
    QTEST(pidsIn(notes).first(), "signal");
}

void OrphansTest::nothingOutlivesUs_data()
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
void OrphansTest::nothingOutlivesUs()
{
    QFETCH(QStringList, script);
    QFETCH(int, processes);
    const QTemporaryDir directory;
    const QString pids = directory.filePath(u"pids"_s);
    script.replaceInStrings(u"%1"_s, pids);
    QProcess backend;
    backend.start(fakeWorker(), QStringList(u"--supervise"_s) + script);
    QTRY_COMPARE(pidsIn(pids).size(), processes);
    QVERIFY(support::sendSignal(pidsIn(pids).first(), SIGSTOP)); // may not save it
    backend.kill();
    for (const qint64 pid : pidsIn(pids)) {
        QTRY_VERIFY(!isAlive(pid));
    }
    QTRY_COMPARE(backend.state(), QProcess::NotRunning);
}

void OrphansTest::destructionKills_data()
{
    QTest::addColumn<bool>("builtin");
    QTest::newRow("built-in") << true;
    QTest::newRow("leashed") << false;
}

void OrphansTest::destructionKills()
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
        Supervisor room({definition}, {.leash = {fakeWorker(), u"--leash"_s}});
        room.start();
        QTRY_COMPARE(pidsIn(pids).size(), builtin ? 1 : 2);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"Destroyed while process"_s));
    }
    for (const qint64 pid : pidsIn(pids)) {
        QTRY_VERIFY(!isAlive(pid));
    }
}

void OrphansTest::killedLeashIsACrash()
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
    QVERIFY(support::sendSignal(leash, SIGKILL));
    QTRY_COMPARE(room.status(), WorkerStatus::Failed);
    QCOMPARE(room.snapshot().error, u"killed by signal 9 (SIGKILL)"_s);
    for (const qint64 pid : pidsIn(pids)) {
        QTRY_VERIFY(!isAlive(pid));
    }
}

QTEST_GUILESS_MAIN(OrphansTest)
#include "tst_orphans.moc"
