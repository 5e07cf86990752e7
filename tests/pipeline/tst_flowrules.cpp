// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/flowrules.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace pipeline;
using protocol::SteadyTime;

/// How one stage has moved: rates, percentiles, and what is too long ago.
class FlowRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rates_data();
    void rates();
    void percentiles_data();
    void percentiles();
    void oldLatenciesDoNotCount();
    void theMean();
    void durationsAreKeptForEver();
    void staysOfTheSameSize();
};

void FlowRulesTest::rates_data()
{
    QTest::addColumn<int>("from"); ///< seconds: one thing in and, 1 s later, out, each second
    QTest::addColumn<int>("to");
    QTest::addColumn<int>("now");
    QTest::addColumn<double>("window");
    QTest::addColumn<double>("perMinute"); ///< -1: not known
    QTest::newRow("nothing is known at once") << 0 << 0 << 0 << 0.0 << -1.0;
    QTest::newRow("nor after four seconds") << 0 << 4 << 4 << 4.0 << -1.0;
    QTest::newRow("what was watched counts") << 0 << 10 << 10 << 10.0 << 60.0;
    QTest::newRow("nothing happened") << 0 << 0 << 100 << 100.0 << 0.0;
    QTest::newRow("a pause counts, too") << 0 << 30 << 60 << 60.0 << 30.0;
    QTest::newRow("five minutes at most") << 0 << 400 << 400 << 300.0 << 60.0;
    QTest::newRow("what is long ago is forgotten") << 0 << 100 << 1000 << 300.0 << 0.0;
}

void FlowRulesTest::rates()
{
    QFETCH(int, from);
    QFETCH(int, to);
    QFETCH(int, now);
    QFETCH(double, perMinute);
    FlowWindow window{.since = SteadyTime()};
    for (int second = from; second < to; ++second) {
        noteIn(window, SteadyTime(std::chrono::seconds(second)));
        noteOut(window, SteadyTime(std::chrono::seconds(second)));
    }
    const auto flow = flowOf(window, u"detection"_s, SteadyTime(std::chrono::seconds(now)));
    QCOMPARE(flow.stage, u"detection"_s);
    QTEST(flow.windowSeconds, "window");
    constexpr double sliceError = 1.02; // a slice counts as a whole
    for (const auto &rate : {flow.inPerMinute, flow.outPerMinute}) {
        const double known = rate.value_or(-1.0);
        QVERIFY2(known >= perMinute && known <= std::abs(perMinute) * sliceError,
                 qPrintable(QString::number(known)));
    }
}

void FlowRulesTest::percentiles_data()
{
    QTest::addColumn<int>("count"); ///< 1, 2, 3 … ms
    QTest::addColumn<double>("p50");
    QTest::addColumn<double>("p95");
    QTest::addColumn<double>("p99");
    QTest::newRow("none") << 0 << -1.0 << -1.0 << -1.0;
    QTest::newRow("one") << 1 << 1.0 << 1.0 << 1.0;
    QTest::newRow("two") << 2 << 1.0 << 2.0 << 2.0;
    QTest::newRow("a hundred") << 100 << 50.0 << 95.0 << 99.0;
    QTest::newRow("a thousand") << 1000 << 500.0 << 950.0 << 990.0;
}

void FlowRulesTest::percentiles()
{
    QFETCH(int, count);
    FlowWindow window;
    for (int i = count; i > 0; --i) {
        noteLatency(window, std::chrono::milliseconds(i), SteadyTime());
    }
    const auto flow = flowOf(window, {}, SteadyTime());
    QCOMPARE(flow.samples, count);
    QTEST(flow.p50Ms.value_or(-1.0), "p50");
    QTEST(flow.p95Ms.value_or(-1.0), "p95");
    QTEST(flow.p99Ms.value_or(-1.0), "p99");
}

void FlowRulesTest::oldLatenciesDoNotCount()
{
    FlowWindow window;
    noteLatency(window, 900ms, SteadyTime());
    noteLatency(window, 10ms, SteadyTime(200s));
    QCOMPARE(flowOf(window, {}, SteadyTime(300s)).p99Ms, std::optional(900.0));
    QCOMPARE(flowOf(window, {}, SteadyTime(301s)).p99Ms, std::optional(10.0));
    QCOMPARE(flowOf(window, {}, SteadyTime(501s)).samples, 0);
    QCOMPARE(flowOf(window, {}, SteadyTime(501s)).p99Ms, std::nullopt);
}

void FlowRulesTest::theMean()
{
    FlowWindow window;
    QCOMPARE(flowOf(window, {}, SteadyTime()).avgMs, std::nullopt);
    noteLatency(window, 10ms, SteadyTime());
    noteLatency(window, 20ms, SteadyTime());
    noteLatency(window, 60ms, SteadyTime());
    QCOMPARE(flowOf(window, {}, SteadyTime()).avgMs, std::optional(30.0));
}

void FlowRulesTest::durationsAreKeptForEver()
{
    FlowWindow window;
    for (const auto latency : {5ms, 6ms, 700'000ms}) {
        noteLatency(window, latency, SteadyTime());
    }
    QCOMPARE(flowOf(window, {}, SteadyTime(1000s)).samples, 0);
    QCOMPARE(window.durations.buckets.at(0), 1U); // up to 5 ms
    QCOMPARE(window.durations.buckets.at(1), 1U); // up to 10 ms
    QCOMPARE(window.durations.buckets.back(), 1U); // longer than all bounds
    QCOMPARE(window.durations.sumSeconds, 700.011);
}

// A thousand a second for ten minutes.
void FlowRulesTest::staysOfTheSameSize()
{
    FlowWindow window;
    for (int i = 0; i < 600'000; ++i) {
        const SteadyTime now{std::chrono::milliseconds(i)};
        noteIn(window, now);
        noteOut(window, now);
        noteLatency(window, 1ms, now);
    }
    QVERIFY(window.slices.size() <= 62);
    QCOMPARE(window.samples.size(), MaxFlowSamples);
    const auto flow = flowOf(window, {}, SteadyTime(600s));
    QVERIFY(qAbs(*flow.inPerMinute - 60'000) < 60'000 * 0.02);
}

QTEST_GUILESS_MAIN(FlowRulesTest)
#include "tst_flowrules.moc"
