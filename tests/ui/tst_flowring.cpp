// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/flowring.h"

#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::WallTime;

namespace {

FlowSample sample(std::chrono::seconds at, std::optional<double> value)
{
    FlowSample one{.at = WallTime(at)};
    if (value) {
        one.figures.insert(u"queue/a"_s, *value);
    }
    return one;
}

} // namespace

class FlowRingTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void figuresOfAPipeline();
    void whatIsNotMeasuredHasNoKey();
    void isBounded();
    void gaps();
    void silenceIsAGap();
    void clocks_data();
    void clocks();
};

void FlowRingTest::figuresOfAPipeline()
{
    FlowSample one;
    addFigures(one,
               protocol::PipelineStatus{
                   .closedBatches = {{u"idle"_s, 3}},
                   .queues = {{.name = u"detection"_s, .waiting = 12}},
                   .stages = {{.stage = u"intake"_s, .inPerMinute = 24, .p99Ms = 310}}});
    addFigures(one,
               protocol::FullHealth{.aiServices = {{.name = u"clip"_s, .responseTimeMs = 7.5}}});
    QCOMPARE(one.figures,
             (QMap<QString, double>{{u"closed/idle"_s, 3},
                                    {u"in/intake"_s, 24},
                                    {u"p99/intake"_s, 310},
                                    {u"queue/detection"_s, 12},
                                    {u"response/clip"_s, 7.5}}));
}

void FlowRingTest::whatIsNotMeasuredHasNoKey()
{
    FlowSample one;
    addFigures(one, protocol::PipelineStatus{.stages = {{.stage = u"intake"_s}}});
    addFigures(one, protocol::FullHealth{.aiServices = {{.name = u"clip"_s}}});
    QVERIFY(one.figures.isEmpty());
}

void FlowRingTest::isBounded()
{
    FlowRing ring(1s);
    for (int i = 0; i < 2000; ++i) {
        ring.add(sample(std::chrono::seconds(i), i));
    }
    QCOMPARE(ring.samples().size(), FlowRing::Most);
    QCOMPARE(ring.samples().first().at, WallTime(std::chrono::seconds(2000 - FlowRing::Most)));
}

void FlowRingTest::gaps()
{
    FlowRing ring(1s);
    ring.add(sample(1s, 5));
    ring.add(sample(2s, std::nullopt));
    ring.add(sample(3s, 0));
    QCOMPARE(
        ring.points(u"queue/a"_s),
        (QList<FlowPoint>{{WallTime(1s), 5}, {WallTime(2s), std::nullopt}, {WallTime(3s), 0}}));
    QCOMPARE(ring.values(u"queue/a"_s), (QList<double>{5, 0}));
    QCOMPARE(ring.names(u"queue/"), QStringList(u"a"_s));
    QVERIFY(ring.names(u"in/").isEmpty());
}

// As when the machine slept: what was before is not joined with what comes after.
void FlowRingTest::silenceIsAGap()
{
    FlowRing ring(1s);
    ring.add(sample(1s, 5));
    ring.add(sample(60s, 6));
    QCOMPARE(ring.points(u"queue/a"_s).size(), 3);
    QVERIFY(!ring.points(u"queue/a"_s).at(1).value);
}

void FlowRingTest::clocks_data()
{
    QTest::addColumn<int>("seconds");
    QTest::addColumn<bool>("isDue");
    QTest::addColumn<int>("left");
    QTest::newRow("too early") << 104 << false << 2;
    QTest::newRow("after a period") << 105 << true << 2;
    QTest::newRow("the stamps of two answers differ") << 99 << false << 2;
    QTest::newRow("set back by an hour") << -3500 << true << 1;
}

void FlowRingTest::clocks()
{
    QFETCH(int, seconds);
    FlowRing ring(5s);
    ring.add(sample(100s, 1));
    const std::chrono::seconds now(seconds);
    QTEST(ring.isDue(WallTime(now)), "isDue");
    ring.add(sample(now, 2));
    QTEST(static_cast<int>(ring.samples().size()), "left");
}

QTEST_GUILESS_MAIN(FlowRingTest)
#include "tst_flowring.moc"
