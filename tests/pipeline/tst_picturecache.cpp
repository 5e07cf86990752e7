// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/bytebudget.h"
#include "backend/pipeline/picturecache.h"

#include <QTest>

#include <thread>
#include <vector>

using pipeline::ByteBudget;
using pipeline::PictureCache;

/// What pictures may take: those that are kept, and those on their way.
class PictureCacheTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatItIsGiven();
    void neverKeepsMoreThanItsBound();
    void keepsNoneThatIsTooLarge();
    void sharesOfTheBudget();
    void oneAloneIsNeverTooMuch();
    void aShareOutlivesItsBudget();
    void manyThreadsTakeNoMore();
};

void PictureCacheTest::keepsWhatItIsGiven()
{
    PictureCache cache;
    QVERIFY(!cache.find("a"));
    cache.keep("a", "1");
    cache.keep("b", "2");
    QCOMPARE(cache.find("a"), QByteArray("1"));
    QCOMPARE(cache.find("b"), QByteArray("2"));
    cache.keep("a", "3");
    QCOMPARE(cache.find("a"), QByteArray("3"));
}

void PictureCacheTest::neverKeepsMoreThanItsBound()
{
    PictureCache cache;
    const QByteArray large(qsizetype(1024) * 1024, 'x');
    for (int i = 0; i < 100; ++i) {
        cache.keep(QByteArray::number(i), large);
        QVERIFY(cache.find("0")); // asked for, so that it stays
        QVERIFY(cache.bytes() <= PictureCache::MostBytes);
    }
    QVERIFY(!cache.find("1"));
    QVERIFY(cache.find("99"));
    for (int i = 0; i < 1'000'000; ++i) {
        cache.keep("small" + QByteArray::number(i), {});
    }
    QVERIFY(cache.bytes() <= PictureCache::MostBytes);
    QVERIFY(!cache.find("small1"));
}

void PictureCacheTest::keepsNoneThatIsTooLarge()
{
    PictureCache cache;
    cache.keep("fits", QByteArray(PictureCache::MostOfOne, 'x'));
    cache.keep("too large", QByteArray(PictureCache::MostOfOne + 1, 'x'));
    QVERIFY(cache.find("fits"));
    QVERIFY(!cache.find("too large"));
}

void PictureCacheTest::sharesOfTheBudget()
{
    const ByteBudget budget(10);
    auto first = budget.take(6);
    QVERIFY(first);
    auto second = budget.take(4);
    QVERIFY(second);
    QVERIFY(budget.isSpent());
    QVERIFY(!budget.take(1));
    QCOMPARE(budget.taken(), 10);
    const auto copy = first;
    first.reset();
    QCOMPARE(budget.taken(), 10);
    second.reset();
    QCOMPARE(budget.taken(), 6);
    QVERIFY(!budget.isSpent());
    QVERIFY(!budget.take(5));
    QVERIFY(budget.take(4));
    QCOMPARE(budget.taken(), 6);
}

void PictureCacheTest::oneAloneIsNeverTooMuch()
{
    const ByteBudget budget(10);
    auto alone = budget.take(100);
    QVERIFY(alone);
    QVERIFY(budget.isSpent());
    QVERIFY(!budget.take(1));
    alone.reset();
    QVERIFY(budget.take(1));
}

void PictureCacheTest::aShareOutlivesItsBudget()
{
    std::shared_ptr<void> share;
    {
        const ByteBudget budget(10);
        share = budget.take(1);
    }
    QVERIFY(share);
    share.reset();
}

void PictureCacheTest::manyThreadsTakeNoMore()
{
    const ByteBudget budget(100);
    std::atomic<bool> isWithin = true;
    std::vector<std::thread> threads;
    threads.reserve(4);
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&budget, &isWithin] {
            for (int round = 0; round < 10'000; ++round) {
                const auto share = budget.take(30);
                isWithin = isWithin && budget.taken() <= 100;
            }
        });
    }
    for (std::thread &thread : threads) {
        thread.join();
    }
    QVERIFY(isWithin);
    QCOMPARE(budget.taken(), 0);
}

QTEST_GUILESS_MAIN(PictureCacheTest)
#include "tst_picturecache.moc"
