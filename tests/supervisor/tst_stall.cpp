// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/signals.h"
#include "tests/support/supervisedworkers.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

class StallTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void suspendedTogether();
};

// R15: when all stood still (a suspended machine), no worker is called hung for it. The watchdog of
// the supervising program is 2 s, the stall 8 s, and the worker wakes up a second later.
void StallTest::suspendedTogether()
{
    const QTemporaryDir directory;
    const QString pids = directory.filePath(u"pids"_s);
    QProcess backend;
    backend.start(
        fakeWorker(),
        {u"--supervise"_s, u"builtin"_s, u"pid"_s, pids, u"beat-ms"_s, u"100"_s, u"forever"_s});
    QTRY_COMPARE(pidsIn(pids).size(), 1);
    QTest::qWait(500); // a few heartbeats
    const auto worker = static_cast<pid_t>(pidsIn(pids).first());
    const qint64 parent = backend.processId();
    QVERIFY(support::sendSignal(parent, SIGSTOP));
    QVERIFY(support::sendSignal(worker, SIGSTOP));
    QTest::qWait(8000);
    QVERIFY(support::sendSignal(parent, SIGCONT));
    QTest::qWait(1000);
    QVERIFY(isAlive(worker));
    QVERIFY(support::sendSignal(worker, SIGCONT));
    QTest::qWait(1500);
    QVERIFY(isAlive(worker));
    // And yet it would be noticed: silence alone counts.
    QVERIFY(support::sendSignal(worker, SIGSTOP));
    QTRY_COMPARE_WITH_TIMEOUT(pidsIn(pids).size(), 2, 15000);
    QVERIFY(!isAlive(worker));
    backend.kill();
    QTRY_COMPARE(backend.state(), QProcess::NotRunning);
}

QTEST_GUILESS_MAIN(StallTest)
#include "tst_stall.moc"
