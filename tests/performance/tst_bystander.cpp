// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/performance/bystander.h"

#include <QElapsedTimer>
#include <QTest>
#include <QThread>

#include <semaphore>

using performance::Bystander;

/// A thread for what may hang.
class BystanderTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void looksAsideAndAnswersHere();
    void oneAtATime();
    void nobodyIsToldWhoHasGone();
    void doesNotWaitForOneThatHangs();
};

void BystanderTest::looksAsideAndAnswersHere()
{
    Bystander bystander;
    QThread *lookedAt = nullptr;
    QThread *answeredAt = nullptr;
    const auto here = [&] { answeredAt = QThread::currentThread(); };
    for (int round = 0; round < 10; ++round) {
        answeredAt = nullptr;
        bool isAsked = false; // what is tried may be tried once more than needed
        QTRY_VERIFY(isAsked = isAsked || bystander.ask([&] {
            lookedAt = QThread::currentThread();
            return here;
        }));
        QTRY_VERIFY(answeredAt != nullptr);
        QCOMPARE(answeredAt, QThread::currentThread());
        QVERIFY(lookedAt != answeredAt);
    }
}

void BystanderTest::oneAtATime()
{
    std::binary_semaphore goOn(0);
    int answers = 0;
    Bystander bystander;
    QVERIFY(bystander.ask([&] {
        goOn.acquire();
        return [&] { ++answers; };
    }));
    QVERIFY(!bystander.ask([&] { return [&] { answers += 100; }; }));
    goOn.release();
    QTRY_COMPARE(answers, 1);
    bool isAsked = false;
    QTRY_VERIFY(isAsked = isAsked || bystander.ask([&] { return [&] { ++answers; }; }));
    QTRY_COMPARE(answers, 2);
}

void BystanderTest::nobodyIsToldWhoHasGone()
{
    int answers = 0;
    {
        Bystander bystander;
        QVERIFY(bystander.ask([&] { return [&] { ++answers; }; }));
    }
    QCoreApplication::processEvents();
    QCOMPARE(answers, 0);
}

void BystanderTest::doesNotWaitForOneThatHangs()
{
    // What a look needs, it owns: this one outlives who asked.
    const auto goOn = std::make_shared<std::binary_semaphore>(0);
    const auto hasBegun = std::make_shared<std::binary_semaphore>(0);
    const auto isThrough = std::make_shared<std::binary_semaphore>(0);
    QElapsedTimer since;
    since.start();
    {
        Bystander bystander;
        QVERIFY(bystander.ask([goOn, hasBegun, isThrough] {
            hasBegun->release();
            goOn->acquire();
            isThrough->release();
            return [] { QFAIL("nobody is there to be told"); };
        }));
        hasBegun->acquire();
    }
    QVERIFY(since.elapsed() < 10'000);
    goOn->release();
    isThrough->acquire();
}

QTEST_GUILESS_MAIN(BystanderTest)
#include "tst_bystander.moc"
