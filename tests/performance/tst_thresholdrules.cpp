// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/performance/thresholdrules.h"

#include <QTest>

using namespace Qt::StringLiterals;
using protocol::Performance;

Q_DECLARE_METATYPE(protocol::Performance)

namespace {

Performance gpu(const protocol::GpuFigures &figures)
{
    return {.gpu = figures};
}

Performance host(const protocol::HostFigures &figures)
{
    return {.host = figures};
}

Performance postgres(const protocol::PostgresFigures &figures)
{
    return {.databases = {.postgresql = figures}};
}

Performance redis(const protocol::RedisFigures &figures)
{
    return {.databases = {.redis = figures}};
}

Performance inference(const protocol::InferenceFigures &figures)
{
    return {.inference = figures};
}

} // namespace

/// Each line of the table of thresholds, at and beside each threshold.
class ThresholdRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thresholds_data();
    void thresholds();
    void nothingKnownRaisesNothing();
    void oneForEachMetric();
    void saysWhatIsTheMatter();

private:
    void rowsOfGpu();
    void rowsOfServices();
    void rowsOfStores();
    void rowsOfHost();
};

namespace {

void row(const char *name, const Performance &figures, const char *severity, double threshold)
{
    const QString metric = QString::fromLatin1(name).section(u' ', 0, 0);
    QTest::newRow(name) << figures << QString::fromLatin1(severity) << metric << threshold;
}

} // namespace

void ThresholdRulesTest::thresholds_data()
{
    QTest::addColumn<Performance>("figures");
    QTest::addColumn<QString>("severity"); ///< empty: no alert
    QTest::addColumn<QString>("metric");
    QTest::addColumn<double>("threshold");
    rowsOfGpu();
    rowsOfServices();
    rowsOfStores();
    rowsOfHost();
}

void ThresholdRulesTest::rowsOfGpu()
{
    row("gpu_temperature 74", gpu({.temperature = 74}), "", 0);
    row("gpu_temperature 75", gpu({.temperature = 75}), "warning", 75);
    row("gpu_temperature 85", gpu({.temperature = 85}), "critical", 85);
    row("gpu_utilization 89.9", gpu({.utilization = 89.9}), "", 0);
    row("gpu_utilization 90", gpu({.utilization = 90}), "warning", 90);
    row("gpu_utilization 98", gpu({.utilization = 98}), "critical", 98);
    row("gpu_vram 89", gpu({.vramUsedGb = 89, .vramTotalGb = 100}), "", 0);
    row("gpu_vram 90", gpu({.vramUsedGb = 90, .vramTotalGb = 100}), "warning", 90);
    row("gpu_vram 95", gpu({.vramUsedGb = 95, .vramTotalGb = 100}), "critical", 95);
    row("gpu_power 299", gpu({.powerWatts = 299}), "", 0);
    row("gpu_power 300", gpu({.powerWatts = 300}), "warning", 300);
    row("gpu_power 350", gpu({.powerWatts = 350}), "critical", 350);
}

void ThresholdRulesTest::rowsOfServices()
{
    row("yolo26_latency_p95 199", inference({.yolo26 = {.p95 = 199}}), "", 0);
    row("yolo26_latency_p95 200", inference({.yolo26 = {.p95 = 200}}), "warning", 200);
    row("yolo26_latency_p95 500", inference({.yolo26 = {.p95 = 500}}), "critical", 500);
    row("nemotron_latency_p95 9999", inference({.nemotron = {.p95 = 9999}}), "", 0);
    row("nemotron_latency_p95 10000", inference({.nemotron = {.p95 = 10000}}), "warning", 10000);
    row("nemotron_latency_p95 30000", inference({.nemotron = {.p95 = 30000}}), "critical", 30000);
    row("yolo26_latency_p95 of the mean", inference({.yolo26 = {.avg = 900, .p99 = 900}}), "", 0);
}

void ThresholdRulesTest::rowsOfStores()
{
    row("pg_connections 79", postgres({.connectionsActive = 79, .connectionsMax = 100}), "", 0);
    row("pg_connections 80", postgres({.connectionsActive = 80, .connectionsMax = 100}), "warning",
        0.80);
    row("pg_connections 95", postgres({.connectionsActive = 95, .connectionsMax = 100}), "critical",
        0.95);
    row("pg_connections without a maximum", postgres({.connectionsActive = 95}), "", 0);
    row("pg_cache_hit 90.1", postgres({.cacheHitRatio = 90.1}), "", 0);
    row("pg_cache_hit 90", postgres({.cacheHitRatio = 90}), "warning", 90);
    row("pg_cache_hit 80", postgres({.cacheHitRatio = 80}), "critical", 80);
    row("redis_memory 99", redis({.memoryMb = 99}), "", 0);
    row("redis_memory 100", redis({.memoryMb = 100}), "warning", 100);
    row("redis_memory 500", redis({.memoryMb = 500}), "critical", 500);
    row("redis_hit_ratio 51", redis({.hitRatio = 51}), "", 0);
    row("redis_hit_ratio 50", redis({.hitRatio = 50}), "warning", 50);
    row("redis_hit_ratio 10", redis({.hitRatio = 10}), "critical", 10);
    row("redis_hit_ratio before the first look-up",
        redis({.status = u"healthy"_s, .connectedClients = 1, .memoryMb = 1, .blockedClients = 0}),
        "", 0);
}

void ThresholdRulesTest::rowsOfHost()
{
    row("host_cpu 79", host({.cpuPercent = 79}), "", 0);
    row("host_cpu 80", host({.cpuPercent = 80}), "warning", 80);
    row("host_cpu 95", host({.cpuPercent = 95}), "critical", 95);
    row("host_ram 84", host({.ramPercent = 84}), "", 0);
    row("host_ram 85", host({.ramPercent = 85}), "warning", 85);
    row("host_ram 95", host({.ramPercent = 95}), "critical", 95);
    row("host_disk 79", host({.diskPercent = 79}), "", 0);
    row("host_disk 80", host({.diskPercent = 80}), "warning", 80);
    row("host_disk 90", host({.diskPercent = 90}), "critical", 90);
}

void ThresholdRulesTest::thresholds()
{
    QFETCH(Performance, figures);
    QFETCH(QString, severity);
    QFETCH(QString, metric);
    QFETCH(double, threshold);
    const auto alerts = performance::alertsOf(figures);
    QCOMPARE(alerts.size(), severity.isEmpty() ? 0 : 1);
    if (!alerts.isEmpty()) {
        QCOMPARE(alerts.first().severity, severity);
        QCOMPARE(alerts.first().metric, metric);
        QCOMPARE(alerts.first().threshold, threshold);
    }
}

void ThresholdRulesTest::nothingKnownRaisesNothing()
{
    QCOMPARE(performance::alertsOf({}).size(), 0);
    QCOMPARE(performance::alertsOf(gpu({})).size(), 0);
    QCOMPARE(performance::alertsOf(host({})).size(), 0);
    QCOMPARE(performance::alertsOf(inference({})).size(), 0);
}

void ThresholdRulesTest::oneForEachMetric()
{
    const Performance bad{
        .gpu = protocol::GpuFigures{.utilization = 100,
                                    .vramUsedGb = 24,
                                    .vramTotalGb = 24,
                                    .temperature = 99,
                                    .powerWatts = 400},
        .inference = protocol::InferenceFigures{.yolo26 = {.p95 = 1000}, .nemotron = {.p95 = 1e6}},
        .databases = {.postgresql = {.connectionsActive = 100,
                                     .connectionsMax = 100,
                                     .cacheHitRatio = 0},
                      .redis = {.memoryMb = 1000, .hitRatio = 0}},
        .host = protocol::HostFigures{.cpuPercent = 100, .ramPercent = 100, .diskPercent = 100}};
    QStringList metrics;
    for (const auto &alert : performance::alertsOf(bad)) {
        metrics.append(alert.metric);
        QCOMPARE(alert.severity, u"critical"_s);
    }
    QCOMPARE(metrics,
             QStringList({u"gpu_temperature"_s, u"gpu_utilization"_s, u"gpu_vram"_s, u"gpu_power"_s,
                          u"yolo26_latency_p95"_s, u"nemotron_latency_p95"_s, u"pg_connections"_s,
                          u"pg_cache_hit"_s, u"redis_memory"_s, u"redis_hit_ratio"_s, u"host_cpu"_s,
                          u"host_ram"_s, u"host_disk"_s}));
}

void ThresholdRulesTest::saysWhatIsTheMatter()
{
    const auto alert = performance::alertsOf(host({.diskPercent = 81.237})).first();
    QCOMPARE(alert.message, u"Disk is 81.24 % full"_s);
    QCOMPARE(alert.value, 81.237);
}

QTEST_GUILESS_MAIN(ThresholdRulesTest)
#include "tst_thresholdrules.moc"
