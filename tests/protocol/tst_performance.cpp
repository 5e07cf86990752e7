// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/jsonwriter.h"
#include "backend/protocol/performance.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using protocol::Performance;

namespace {

protocol::WallTime at(qint64 ms)
{
    return protocol::WallTime(std::chrono::milliseconds(ms));
}

QByteArray textOf(const Performance &performance)
{
    protocol::JsonWriter json;
    protocol::write(json, performance, at(1000));
    return json.bytes();
}

Performance readBack(const Performance &performance)
{
    return protocol::performanceFromJson(QJsonDocument::fromJson(textOf(performance)).object());
}

Performance full()
{
    return {.timestamp = at(1000),
            .observedAt = at(500),
            .gpu = protocol::GpuFigures{.name = u"RTX"_s,
                                        .utilization = 45.5,
                                        .vramUsedGb = 6,
                                        .vramTotalGb = 24,
                                        .temperature = 61,
                                        .powerWatts = 120},
            .aiModels = {{.name = u"nemotron"_s,
                          .status = u"healthy"_s,
                          .slotsActive = 1,
                          .slotsTotal = 2,
                          .contextSize = 4096,
                          .statusSince = at(100)},
                         {.name = u"yolo26"_s,
                          .status = u"unhealthy"_s,
                          .vramGb = 1.5,
                          .model = u"yolo26m"_s,
                          .device = u"cuda:0"_s,
                          .statusSince = at(200)}},
            .inference = protocol::InferenceFigures{.yolo26 = {.avg = 1, .p95 = 2, .p99 = 3},
                                                    .nemotron = {.avg = 4, .p95 = 5, .p99 = 6},
                                                    .pipeline = {.avg = 7, .p95 = 8},
                                                    .imagesPerMinute = 9,
                                                    .eventsPerMinute = 10,
                                                    .detectionQueue = 11,
                                                    .analysisQueue = 12},
            .databases = {.postgresql = {.status = u"healthy"_s,
                                         .connectionsActive = 1,
                                         .connectionsMax = 2,
                                         .cacheHitRatio = 99.5,
                                         .transactionsPerMinute = 60,
                                         .statusSince = at(300)},
                          .redis = {.status = u"healthy"_s,
                                    .connectedClients = 3,
                                    .memoryMb = 1.5,
                                    .hitRatio = 80,
                                    .blockedClients = 0,
                                    .statusSince = at(400)},
                          .sqlite = protocol::SqliteFigures{.status = u"healthy"_s,
                                                            .version = u"3.40.1"_s,
                                                            .sizeBytes = 4096,
                                                            .walBytes = 0,
                                                            .transactionsPerMinute = 12.5,
                                                            .statusSince = at(600)},
                          .embedded = protocol::EmbeddedQueueFigures{.status = u"healthy"_s,
                                                                     .waiting = 1,
                                                                     .leased = 2,
                                                                     .dead = 3,
                                                                     .statusSince = at(700)}},
            .host = protocol::HostFigures{.cpuPercent = 12.34,
                                          .ramUsedGb = 1,
                                          .ramTotalGb = 2,
                                          .ramPercent = 50,
                                          .diskUsedGb = 3,
                                          .diskTotalGb = 4,
                                          .diskPercent = 75},
            .alerts = {{.severity = u"warning"_s,
                        .metric = u"host_disk"_s,
                        .value = 81,
                        .threshold = 80,
                        .message = u"Disk is 81 % full"_s}},
            .workers = QList<protocol::WorkerFigures>{{.name = u"file_watcher"_s,
                                                       .pid = 7,
                                                       .cpuPercent = 150.5,
                                                       .memoryMb = 20.25,
                                                       .processes = 2},
                                                      {.name = u"vision"_s}}};
}

} // namespace

/// The shape of GET /api/system/performance.
class PerformanceWireTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keys_data();
    void keys();
    void whatIsUnknownIsNull();
    void comesBackAsItWas();
    void workersMayBeLeftOut();
    void twoDecimals();
    void readsAHistory();
};

void PerformanceWireTest::keys_data()
{
    QTest::addColumn<QByteArray>("part");

    QTest::newRow("the beginning") << QByteArray(R"({"timestamp":"1970-01-01T00:00:01.000Z",)");
    QTest::newRow("gpu") << QByteArray(
        R"("gpu":{"name":"RTX","utilization":45.5,"vram_used_gb":6.0,"vram_total_gb":24.0,)"
        R"("vram_percent":25.0,"temperature":61,"power_watts":120},)");
    QTest::newRow("nemotron among the models") << QByteArray(
        R"("ai_models":{"nemotron":{"status":"healthy","slots_active":1,"slots_total":2,)"
        R"("context_size":4096,"status_since":"1970-01-01T00:00:00.100Z"},)");
    QTest::newRow("yolo26") << QByteArray(
        R"("yolo26":{"status":"unhealthy","vram_gb":1.5,"model":"yolo26m","device":"cuda:0",)"
        R"("status_since":"1970-01-01T00:00:00.200Z"}},)");
    QTest::newRow("nemotron alone") << QByteArray(
        R"("nemotron":{"status":"healthy","slots_active":1,"slots_total":2,"context_size":4096,)"
        R"("status_since":"1970-01-01T00:00:00.100Z"},)");
    QTest::newRow("latencies") << QByteArray(
        R"("inference":{"yolo26_latency_ms":{"avg":1.0,"p95":2.0,"p99":3.0},)"
        R"("nemotron_latency_ms":{"avg":4.0,"p95":5.0,"p99":6.0},)"
        R"("pipeline_latency_ms":{"avg":7.0,"p95":8.0},)");
    QTest::newRow("throughput and queues")
        << QByteArray(R"("throughput":{"images_per_min":9.0,"events_per_min":10.0},)"
                      R"("queues":{"detection":11,"analysis":12}},)");
    QTest::newRow("postgresql") << QByteArray(
        R"("databases":{"postgresql":{"status":"healthy","connections_active":1,)"
        R"("connections_max":2,"cache_hit_ratio":99.5,"transactions_per_min":60.0,)"
        R"("status_since":"1970-01-01T00:00:00.300Z"},)");
    QTest::newRow("redis") << QByteArray(
        R"("redis":{"status":"healthy","connected_clients":3,"memory_mb":1.5,"hit_ratio":80.0,)"
        R"("blocked_clients":0,"status_since":"1970-01-01T00:00:00.400Z"},)");
    QTest::newRow("sqlite") << QByteArray(R"("cache_hit_ratio":null,"transactions_per_min":12.5,)"
                                          R"("status_since":"1970-01-01T00:00:00.600Z"},)");
    QTest::newRow("embedded queue")
        << QByteArray(R"("embedded":{"status":"healthy","waiting":1,"leased":2,"dead":3,)"
                      R"("status_since":"1970-01-01T00:00:00.700Z"}},)");
    QTest::newRow("host") << QByteArray(
        R"("host":{"cpu_percent":12.34,"ram_used_gb":1.0,"ram_total_gb":2.0,"ram_percent":50.0,)"
        R"("disk_used_gb":3.0,"disk_total_gb":4.0,"disk_percent":75.0},"containers":[],)");
    QTest::newRow("alerts") << QByteArray(
        R"("alerts":[{"severity":"warning","metric":"host_disk","value":81.0,"threshold":80,)"
        R"("message":"Disk is 81 % full"}],)");
    QTest::newRow("added keys") << QByteArray(
        R"("observed_at":"1970-01-01T00:00:00.500Z","workers":[{"name":"file_watcher","pid":7,)"
        R"("cpu_percent":150.5,"memory_mb":20.25,"processes":2},)");
}

void PerformanceWireTest::keys()
{
    QFETCH(QByteArray, part);
    const QByteArray text = textOf(full());
    QVERIFY2(text.contains(part), text.constData());
}

void PerformanceWireTest::whatIsUnknownIsNull()
{
    const QByteArray text = textOf({});
    for (const char *part :
         {R"("gpu":null)", R"("ai_models":{})", R"("nemotron":null)", R"("inference":null)",
          R"("postgresql":{"status":null,"connections_active":null,"connections_max":null,)",
          R"("redis":{"status":null,"connected_clients":null,"memory_mb":null,"hit_ratio":null,)",
          R"("host":null)", R"("containers":[])", R"("alerts":[])"}) {
        QVERIFY2(text.contains(part), part);
    }
}

void PerformanceWireTest::comesBackAsItWas()
{
    QCOMPARE(readBack(full()), full());
}

void PerformanceWireTest::workersMayBeLeftOut()
{
    Performance without = full();
    without.workers.reset();
    QVERIFY(!textOf(without).contains("workers"));
    QCOMPARE(readBack(without), without);
}

void PerformanceWireTest::twoDecimals()
{
    const Performance one{.host = protocol::HostFigures{.cpuPercent = 12.345678}};
    QVERIFY(textOf(one).contains(R"("cpu_percent":12.35,)"));
}

void PerformanceWireTest::readsAHistory()
{
    const QByteArray text = R"({"snapshots":[)" + textOf(full()) + ',' + textOf({})
        + R"(],"time_range":"15m","count":2})";
    const auto history =
        protocol::performanceHistoryFromJson(QJsonDocument::fromJson(text).object());
    QCOMPARE(history.timeRange, u"15m"_s);
    QCOMPARE(history.snapshots.size(), 2);
    QCOMPARE(history.snapshots.first(), full());
}

QTEST_GUILESS_MAIN(PerformanceWireTest)
#include "tst_performance.moc"
