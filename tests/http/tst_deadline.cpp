// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/deadline.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace std::chrono_literals;
using http::Deadline;

class DeadlineTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesOnce();
    void isPutOff();
    void isBroughtForward();
    void isStopped();
};

void DeadlineTest::comesOnce()
{
    Deadline deadline;
    const QSignalSpy passed(&deadline, &Deadline::passed);
    QElapsedTimer timer;
    timer.start();
    deadline.set(20ms);
    QTRY_COMPARE(passed.size(), 1);
    QVERIFY(timer.elapsed() >= 18);
    Deadline later;
    QSignalSpy laterPassed(&later, &Deadline::passed);
    later.set(60ms);
    QVERIFY(laterPassed.wait());
    QCOMPARE(passed.size(), 1);
}

void DeadlineTest::isPutOff()
{
    Deadline deadline;
    QSignalSpy passed(&deadline, &Deadline::passed);
    QElapsedTimer timer;
    timer.start();
    deadline.set(20ms);
    deadline.set(200ms);
    QVERIFY(passed.wait());
    QVERIFY2(timer.elapsed() >= 198, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(passed.size(), 1);
}

void DeadlineTest::isBroughtForward()
{
    Deadline deadline;
    QSignalSpy passed(&deadline, &Deadline::passed);
    deadline.set(1h);
    deadline.set(10ms);
    QVERIFY(passed.wait());
}

void DeadlineTest::isStopped()
{
    Deadline stopped;
    const QSignalSpy passed(&stopped, &Deadline::passed);
    stopped.set(5ms);
    stopped.stop();
    Deadline later;
    QSignalSpy laterPassed(&later, &Deadline::passed);
    later.set(30ms);
    QVERIFY(laterPassed.wait());
    QCOMPARE(passed.size(), 0);
    stopped.set(5ms);
    QTRY_COMPARE(passed.size(), 1);
}

QTEST_GUILESS_MAIN(DeadlineTest)
#include "tst_deadline.moc"
