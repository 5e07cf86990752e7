// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/fallbackrules.h"

#include <QTest>

using namespace pipeline;

Q_DECLARE_METATYPE(pipeline::FallbackFacts)
Q_DECLARE_METATYPE(pipeline::Place)

namespace {

constexpr FallbackLimits Limits{.inMemory = 1000, .onDisk = 10'000};

} // namespace

/// Where a thing waits while the store is away, and when nothing more may come.
class FallbackRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void place_data();
    void place();
    void full_data();
    void full();
};

void FallbackRulesTest::place_data()
{
    QTest::addColumn<FallbackFacts>("facts");
    QTest::addColumn<Place>("place");
    QTest::newRow("the first") << FallbackFacts{} << Place::Memory;
    QTest::newRow("room for one") << FallbackFacts{.inMemory = 999} << Place::Memory;
    QTest::newRow("memory is full") << FallbackFacts{.inMemory = 1000} << Place::Disk;
    QTest::newRow("behind one on the disk")
        << FallbackFacts{.inMemory = 3, .onDisk = 1, .comesAfterSpilled = true} << Place::Disk;
    QTest::newRow("another kind is on the disk")
        << FallbackFacts{.inMemory = 3, .onDisk = 0} << Place::Memory;
    QTest::newRow("the disk has room for one")
        << FallbackFacts{.inMemory = 1000, .onDisk = 9999, .comesAfterSpilled = true}
        << Place::Disk;
    QTest::newRow("the disk is full too")
        << FallbackFacts{.inMemory = 1000, .onDisk = 10'000, .comesAfterSpilled = true}
        << Place::Memory;
    QTest::newRow("the disk is away")
        << FallbackFacts{.inMemory = 1000, .isDiskAway = true} << Place::Memory;
}

void FallbackRulesTest::place()
{
    QFETCH(FallbackFacts, facts);
    QTEST(placeFor(facts, Limits), "place");
}

void FallbackRulesTest::full_data()
{
    QTest::addColumn<bool>("before");
    QTest::addColumn<FallbackFacts>("facts");
    QTest::addColumn<bool>("after");
    QTest::newRow("empty") << false << FallbackFacts{} << false;
    QTest::newRow("memory is full, the disk is there")
        << false << FallbackFacts{.inMemory = 1000, .onDisk = 9999} << false;
    QTest::newRow("the disk is full") << false << FallbackFacts{.onDisk = 10'000} << true;
    QTest::newRow("still") << true << FallbackFacts{.onDisk = 8000} << true;
    QTest::newRow("a fifth is free") << true << FallbackFacts{.onDisk = 7999} << false;
    QTest::newRow("the disk is away, memory has room")
        << false << FallbackFacts{.inMemory = 999, .isDiskAway = true} << false;
    QTest::newRow("the disk is away, memory is full")
        << false << FallbackFacts{.inMemory = 1000, .isDiskAway = true} << true;
    QTest::newRow("the disk is back") << true << FallbackFacts{.inMemory = 1000} << false;
}

void FallbackRulesTest::full()
{
    QFETCH(bool, before);
    QFETCH(FallbackFacts, facts);
    QTEST(isFallbackFull(before, facts, Limits), "after");
}

QTEST_APPLESS_MAIN(FallbackRulesTest)
#include "tst_fallbackrules.moc"
