// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/pipeline/embeddings.h"

#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;
using namespace pipeline;

/// Who is taken for whom.
class EntityRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void likeness_data();
    void likeness();
    void whoItIs_data();
    void whoItIs();
    void notWhoStandsBeside();
    void theMeanFollows();
    void anOldEntityKeepsItsLooks();
    void bytesAndBack();
    void badBytes_data();
    void badBytes();
};

void EntityRulesTest::likeness_data()
{
    QTest::addColumn<double>("degrees");
    QTest::addColumn<double>("likeness");
    QTest::newRow("the same") << 0.0 << 1.0;
    QTest::newRow("60 degrees") << 60.0 << 0.5;
    QTest::newRow("nothing in common") << 90.0 << 0.0;
    QTest::newRow("the opposite") << 180.0 << -1.0;
}

void EntityRulesTest::likeness()
{
    QFETCH(double, degrees);
    QFETCH(double, likeness);
    const double now = pipeline::likeness(embeddingAt(0), embeddingAt(degrees));
    QVERIFY2(std::abs(now - likeness) < 1e-6, QByteArray::number(now).constData());
}

void EntityRulesTest::whoItIs_data()
{
    QTest::addColumn<QList<double>>("known"); ///< degrees
    QTest::addColumn<int>("place"); ///< of the one that it is; -1: nobody
    const double edge = std::acos(SameLikeness) * 180 / std::numbers::pi;
    QTest::newRow("nobody is known") << QList<double>() << -1;
    QTest::newRow("the same") << QList<double>{0} << 0;
    QTest::newRow("just like enough") << QList<double>{edge - 0.1} << 0;
    QTest::newRow("not quite like enough") << QList<double>{edge + 0.1} << -1;
    QTest::newRow("the one most alike") << QList<double>{20, 5, 10} << 1;
    QTest::newRow("the first of two that are equal") << QList<double>{10, -10} << 0;
    QTest::newRow("all others") << QList<double>{90, 120, 180} << -1;
}

void EntityRulesTest::whoItIs()
{
    QFETCH(QList<double>, known);
    std::vector<KnownEntity> all;
    for (const double degrees : known) {
        all.push_back({.id = static_cast<qint64>(all.size()) + 1,
                       .sightings = 1,
                       .mean = embeddingAt(degrees)});
    }
    const auto place = mostAlike(all, embeddingAt(0));
    QTEST(place ? static_cast<int>(*place) : -1, "place");
}

void EntityRulesTest::notWhoStandsBeside()
{
    const std::vector<KnownEntity> all{{.id = 7, .sightings = 1, .mean = embeddingAt(0)},
                                       {.id = 8, .sightings = 1, .mean = embeddingAt(20)}};
    QCOMPARE(mostAlike(all, embeddingAt(0), {7}), std::optional<std::size_t>(1));
    QCOMPARE(mostAlike(all, embeddingAt(0), {7, 8}), std::nullopt);
}

void EntityRulesTest::theMeanFollows()
{
    const Embedding one = joined({.sightings = 1, .mean = embeddingAt(0)}, embeddingAt(20));
    QVERIFY(pipeline::likeness(one, embeddingAt(10)) > 0.99999);
    const Embedding three = joined({.sightings = 3, .mean = embeddingAt(0)}, embeddingAt(20));
    QVERIFY(pipeline::likeness(three, embeddingAt(5)) > 0.9999);
}

void EntityRulesTest::anOldEntityKeepsItsLooks()
{
    const Embedding fifty = joined({.sightings = 50, .mean = embeddingAt(0)}, embeddingAt(20));
    const Embedding million =
        joined({.sightings = 1000000, .mean = embeddingAt(0)}, embeddingAt(20));
    QCOMPARE(million, fifty);
    QVERIFY(pipeline::likeness(fifty, embeddingAt(0.4)) > 0.99999);
}

void EntityRulesTest::bytesAndBack()
{
    Embedding longer = embeddingAt(30);
    for (float &number : longer) {
        number *= 12;
    }
    const auto back = embeddingFrom(toBytes(longer));
    QVERIFY(back.has_value());
    QVERIFY(pipeline::likeness(*back, embeddingAt(30)) > 0.999999);
    QVERIFY(std::abs(pipeline::likeness(*back, *back) - 1) < 1e-6);
    QCOMPARE(toBytes(longer).size(), qsizetype{3072});
}

void EntityRulesTest::badBytes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    Embedding wrong = embeddingAt(0);
    wrong.at(5) = std::numeric_limits<float>::quiet_NaN();
    Embedding endless = embeddingAt(0);
    endless.at(5) = std::numeric_limits<float>::infinity();
    QTest::newRow("none") << QByteArray();
    QTest::newRow("one byte too few") << toBytes(embeddingAt(0)).chopped(1);
    QTest::newRow("one number too many") << toBytes(embeddingAt(0)) + QByteArray(4, '\0');
    QTest::newRow("no length") << QByteArray(3072, '\0');
    QTest::newRow("not a number") << toBytes(wrong);
    QTest::newRow("infinite") << toBytes(endless);
}

void EntityRulesTest::badBytes()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(!embeddingFrom(bytes));
}

QTEST_GUILESS_MAIN(EntityRulesTest)
#include "tst_entityrules.moc"
