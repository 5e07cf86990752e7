// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/performancelimits.h"
#include "tests/ui/support/cannedload.h"
#include "ui/performance/performancelines.h"

#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::Performance;
using protocol::WallTime;

namespace {

const WallTime At = *protocol::fromIso(u"2025-12-27T10:30:00Z"_s);

/// One snapshot at each of these seconds before At, with a load that is its number.
QList<Performance> history(const QList<int> &secondsBefore)
{
    QList<Performance> past;
    for (const int before : secondsBefore) {
        Performance one{.observedAt = At - std::chrono::seconds(before)};
        one.host = protocol::HostFigures{.cpuPercent = 1.0 * static_cast<double>(past.size())};
        past.append(one);
    }
    return past;
}

} // namespace

class PerformanceStateTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void gaps_data();
    void gaps();
    void snapshotsWithoutATime();
    void whatWasNotMeasuredIsAGap();
    void oldFiguresAreNotThePresent_data();
    void oldFiguresAreNotThePresent();
    void limits_data();
    void limits();
    void limitOfAnAlertComesFirst();
    void usualBand();
    void everyLimitHasAFigure();
    void lines();
    void extra_data();
    void extra();
};

void PerformanceStateTest::gaps_data()
{
    QTest::addColumn<TimeRange>("range");
    QTest::addColumn<QList<int>>("seconds");
    QTest::addColumn<int>("gaps");
    QTest::newRow("each five seconds") << TimeRange::FiveMinutes << QList{15, 10, 5, 0} << 0;
    QTest::newRow("one late") << TimeRange::FiveMinutes << QList{22, 10, 5, 0} << 0;
    QTest::newRow("two missing") << TimeRange::FiveMinutes << QList{20, 5, 0} << 1;
    QTest::newRow("a quarter") << TimeRange::QuarterHour << QList{60, 45, 30, 0} << 0;
    QTest::newRow("a quarter with a gap") << TimeRange::QuarterHour << QList{60, 15, 0} << 1;
    QTest::newRow("an hour") << TimeRange::Hour << QList{180, 120, 60, 0} << 0;
    QTest::newRow("an hour with a gap") << TimeRange::Hour << QList{600, 180, 0} << 2;
}

void PerformanceStateTest::gaps()
{
    QFETCH(TimeRange, range);
    QFETCH(QList<int>, seconds);
    const QList<FlowPoint> points = pointsOf(history(seconds), range, figureOf(u"host_cpu"));
    QTEST(static_cast<int>(std::count_if(points.begin(), points.end(),
                                         [](const FlowPoint &point) { return !point.value; })),
          "gaps");
    QCOMPARE(points.last().value, std::optional(1.0 * static_cast<double>(seconds.size() - 1)));
    QVERIFY(std::is_sorted(points.begin(), points.end(),
                           [](const auto &a, const auto &b) { return a.at < b.at; }));
}

void PerformanceStateTest::snapshotsWithoutATime()
{
    QList<Performance> past = history({10, 5, 0});
    past[1].observedAt.reset();
    QCOMPARE(pointsOf(past, TimeRange::FiveMinutes, figureOf(u"host_cpu")).size(), 2);
    past[1].timestamp = At - 5s; // of an older backend
    QCOMPARE(pointsOf(past, TimeRange::FiveMinutes, figureOf(u"host_cpu")).size(), 3);
}

void PerformanceStateTest::whatWasNotMeasuredIsAGap()
{
    QList<Performance> past = history({10, 5, 0});
    past[1].host.reset();
    const QList<FlowPoint> points = pointsOf(past, TimeRange::FiveMinutes, figureOf(u"host_cpu"));
    QCOMPARE(points.size(), 3);
    QVERIFY(!points.at(1).value);
    QVERIFY(!pointsOf(past, TimeRange::FiveMinutes, figureOf(u"of_another_age")).last().value);
}

void PerformanceStateTest::oldFiguresAreNotThePresent_data()
{
    QTest::addColumn<int>("age");
    QTest::addColumn<bool>("vouched");
    QTest::newRow("just measured") << 2 << true;
    QTest::newRow("twice missed") << 15 << true;
    QTest::newRow("three times missed") << 16 << false;
}

void PerformanceStateTest::oldFiguresAreNotThePresent()
{
    QFETCH(int, age);
    const Freshness answer{.vouched = true, .asOf = At};
    const Performance figures{.timestamp = At, .observedAt = At - std::chrono::seconds(age)};
    const Freshness freshness = measuredFreshness(figures, answer);
    QTEST(freshness.vouched, "vouched");
    QCOMPARE(freshness.asOf, freshness.vouched ? answer.asOf : figures.observedAt);
    QCOMPARE(measuredFreshness({.timestamp = At}, answer), answer); // not told: as the answer
    QCOMPARE(measuredFreshness(figures, {}), Freshness());
}

void PerformanceStateTest::limits_data()
{
    QTest::addColumn<QString>("metric");
    QTest::addColumn<double>("warning");
    QTest::addColumn<double>("critical");
    const auto row = [](const char *metric, double warning, double critical) {
        QTest::newRow(metric) << QString::fromLatin1(metric) << warning << critical;
    };
    row("gpu_temperature", 75, 85);
    row("gpu_utilization", 90, 98);
    row("gpu_vram", 90, 95);
    row("gpu_power", 300, 350);
    row("yolo26_latency_p95", 200, 500);
    row("nemotron_latency_p95", 10'000, 30'000);
    row("pg_connections", 0.80, 0.95);
    row("pg_cache_hit", 90, 80);
    row("redis_memory", 100, 500);
    row("redis_hit_ratio", 50, 10);
    row("host_cpu", 80, 95);
    row("host_ram", 85, 95);
    row("host_disk", 80, 90);
}

void PerformanceStateTest::limits()
{
    QFETCH(QString, metric);
    const Gauge gauge = gaugeOf(metric, {}, {});
    QVERIFY(gauge.warning && gauge.critical);
    QTEST(*gauge.warning, "warning");
    QTEST(*gauge.critical, "critical");
    QCOMPARE(gauge.bad, *gauge.warning < *gauge.critical ? BadSide::Above : BadSide::Below);
}

void PerformanceStateTest::limitOfAnAlertComesFirst()
{
    Performance now;
    now.host = protocol::HostFigures{.cpuPercent = 72};
    now.alerts = {{u"warning"_s, u"host_cpu"_s, 72, 70, u"busy"_s},
                  {u"critical"_s, u"host_ram"_s, 60, 50, u"full"_s}};
    QCOMPARE(toneOf(gaugeOf(u"host_cpu", now, {})), Tone::Warning);
    QCOMPARE(gaugeOf(u"host_cpu", now, {}).critical, std::optional(95.0));
    QCOMPARE(gaugeOf(u"host_ram", now, {}).critical, std::optional(50.0));
}

void PerformanceStateTest::usualBand()
{
    QVERIFY(!gaugeOf(u"host_cpu", {}, history({10, 5, 0})).usual); // too little to know
    QList<int> seconds;
    for (int i = 20; i >= 0; --i) {
        seconds << i * 5;
    }
    const Gauge gauge = gaugeOf(u"host_cpu", {}, history(seconds));
    QVERIFY(gauge.usual && gauge.usual->low < 2 && gauge.usual->high > 18);
}

void PerformanceStateTest::everyLimitHasAFigure()
{
    Performance all = tests::busy(At);
    all.databases.postgresql = {u"healthy"_s, 10, 100, 95, 10};
    all.databases.redis = {u"healthy"_s, 3, 12, 80, 0};
    for (const protocol::PerformanceLimit &limit : protocol::PerformanceLimits) {
        QVERIFY2(figureOf(limit.metric)(all), qPrintable(limit.metric.toString()));
    }
}

void PerformanceStateTest::lines()
{
    const auto names = [](const QList<ChartLine> &lines) {
        QStringList all;
        for (const ChartLine &line : lines) {
            all << line.name;
        }
        return all.join(u' ');
    };
    const QList<Performance> withGpu{tests::busy(At)};
    const QList<Performance> without{tests::idle(At)};
    QCOMPARE(names(loadLines(withGpu, TimeRange::Hour)), u"CPU RAM GPU VRAM"_s);
    QCOMPARE(names(loadLines(without, TimeRange::Hour)), u"CPU RAM disk"_s);
    QCOMPARE(latencyLines(withGpu, TimeRange::Hour).at(1).points.last().value,
             std::optional(5200.0));
    QCOMPARE(waitingLines(withGpu, TimeRange::Hour).at(0).points.last().value, std::optional(3.0));
    // The table of a chart has one moment for all.
    for (const ChartLine &line : loadLines(history({600, 60, 0}), TimeRange::FiveMinutes)) {
        QCOMPARE(line.points.size(), 5);
    }
}

void PerformanceStateTest::extra_data()
{
    QTest::addColumn<ExtraChart>("chart");
    QTest::addColumn<double>("last");
    QTest::addColumn<bool>("limited");
    QTest::newRow("done") << ExtraChart::Throughput << 22.4 << false;
    QTest::newRow("temperature") << ExtraChart::GpuTemperature << 58.0 << true;
    QTest::newRow("power") << ExtraChart::GpuPower << 142.0 << true;
    QTest::newRow("store") << ExtraChart::Transactions << 184.0 << false;
}

void PerformanceStateTest::extra()
{
    QFETCH(ExtraChart, chart);
    const auto lines = extraLines(chart, {tests::busy(At)}, TimeRange::FiveMinutes);
    QTEST(*lines.first().points.last().value, "last");
    QTEST(extraFrame(chart, TimeRange::FiveMinutes).warning.has_value(), "limited");
    QCOMPARE(extraFrame(chart, TimeRange::FiveMinutes).span, 5min);
    QVERIFY(!extraTexts(chart).title.isEmpty() && !extraTexts(chart).unit.isEmpty());
}

QTEST_GUILESS_MAIN(PerformanceStateTest)
#include "tst_performancestate.moc"
