// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/performance/figurerules.h"
#include "backend/protocol/eventregistry.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace performance;
using protocol::AiServiceHealth;
using protocol::Health;

namespace {

constexpr unsigned long long Gb = 1024ULL * 1024 * 1024;

AiServiceHealth service(const QString &name, Health status)
{
    return {.name = name,
            .status = status,
            .url = u"http://ai"_s,
            .lastCheck = protocol::WallTime(std::chrono::milliseconds(1))};
}

protocol::QueueStatus counted(const QString &name, qint64 waiting, qint64 leased = 0,
                              qint64 dead = 0)
{
    return {.name = name,
            .waiting = waiting,
            .leased = leased,
            .dead = dead,
            .observedAt = protocol::WallTime(std::chrono::milliseconds(1))};
}

GpuReading reading()
{
    return {.name = "RTX",
            .utilizationPercent = 45,
            .memoryUsedBytes = 8 * Gb,
            .memoryTotalBytes = 24 * Gb,
            .temperatureCelsius = 62,
            .powerMilliwatts = 120'600};
}

} // namespace

/// What other rooms say, as performance figures.
class FigureRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void gpu();
    void aGpuThatSaysLittle();
    void gpuEvents();
    void models_data();
    void models();
    void slotsAreThoseOfNemotron();
    void inference();
    void inferenceOfNothing();
    void databases();
    void statusSince_data();
    void statusSince();
    void statusSinceOfWhatIsNotInUse();
};

void FigureRulesTest::gpu()
{
    const protocol::GpuFigures wanted{.name = u"RTX"_s,
                                      .utilization = 45,
                                      .vramUsedGb = 8,
                                      .vramTotalGb = 24,
                                      .temperature = 62,
                                      .powerWatts = 121};
    QCOMPARE(gpuOf(reading()), wanted);
}

void FigureRulesTest::aGpuThatSaysLittle()
{
    QCOMPARE(gpuOf({.name = "vGPU"}), protocol::GpuFigures{.name = u"vGPU"_s});
    QCOMPARE(gpuOf({}).vramPercent(), std::nullopt);
}

void FigureRulesTest::gpuEvents()
{
    const protocol::EventRegistry registry;
    const protocol::Performance figures{
        .gpu = gpuOf(reading()), .inference = protocol::InferenceFigures{.imagesPerMinute = 750}};
    const QJsonObject wanted{{u"utilization"_s, 45.0},
                             {u"memory_used"_s, 8192},
                             {u"memory_total"_s, 24576},
                             {u"temperature"_s, 62},
                             {u"inference_fps"_s, 12.5}};
    QCOMPARE(gpuEvent(figures), wanted);
    for (const auto &each : {std::optional(figures), std::optional(protocol::Performance()),
                             std::optional<protocol::Performance>()}) {
        const QJsonObject event = gpuEvent(each);
        QCOMPARE(event.keys(), wanted.keys());
        QCOMPARE(registry.fault(u"gpu.stats_updated"_s, event), std::nullopt);
    }
    QVERIFY(gpuEvent({}).value(u"utilization").isNull());
    // Images a second are those of a GPU only where there is one.
    const protocol::Performance without{.inference = figures.inference};
    QVERIFY(gpuEvent(without).value(u"inference_fps").isNull());
}

void FigureRulesTest::models_data()
{
    QTest::addColumn<int>("health");
    QTest::addColumn<bool>("answered");
    QTest::addColumn<QString>("status");
    const auto row = [](const char *name, Health health, bool answered, const QString &status) {
        QTest::newRow(name) << static_cast<int>(health) << answered << status;
    };
    row("well", Health::Healthy, true, u"healthy"_s);
    row("answers that it is not", Health::Degraded, true, u"unhealthy"_s);
    row("answers 503", Health::Unhealthy, true, u"unhealthy"_s);
    row("does not answer", Health::Unhealthy, false, u"unreachable"_s);
}

void FigureRulesTest::models()
{
    QFETCH(int, health);
    QFETCH(bool, answered);
    const services::SelfDescription self{
        .answered = answered, .vramGb = 1.5, .model = u"yolo26m"_s, .device = u"cuda:0"_s};
    AiServiceHealth unprobed = service(u"clip"_s, Health::Unknown);
    unprobed.lastCheck.reset();
    AiServiceHealth without = service(u"florence"_s, Health::Unknown);
    without.url.clear();
    const auto models =
        modelsOf({service(u"yolo26"_s, static_cast<Health>(health)), unprobed, without},
                 {{u"yolo26"_s, self}}, std::nullopt);
    QCOMPARE(models.size(), 1);
    QCOMPARE(models.first().name, u"yolo26"_s);
    QTEST(models.first().status, "status");
    QCOMPARE(models.first().vramGb, self.vramGb);
    QCOMPARE(models.first().model, self.model);
    QCOMPARE(models.first().device, self.device);
}

void FigureRulesTest::slotsAreThoseOfNemotron()
{
    const services::SelfDescription self{.answered = true};
    const auto models =
        modelsOf({service(u"yolo26"_s, Health::Healthy), service(u"nemotron"_s, Health::Healthy)},
                 {{u"yolo26"_s, self}, {u"nemotron"_s, self}},
                 services::SlotFigures{.active = 1, .total = 4, .contextSize = 4096});
    QCOMPARE(models.at(0).slotsTotal, std::nullopt);
    QCOMPARE(models.at(1).slotsActive, std::optional(1));
    QCOMPARE(models.at(1).slotsTotal, std::optional(4));
    QCOMPARE(models.at(1).contextSize, std::optional(4096));
}

void FigureRulesTest::inference()
{
    const protocol::PipelineStatus pipeline{
        .queues = {counted(u"detection"_s, 7), counted(u"analysis"_s, 2)},
        .stages = {{.stage = u"intake"_s, .outPerMinute = 999},
                   {.stage = u"detection"_s,
                    .outPerMinute = 60,
                    .p50Ms = 10,
                    .p95Ms = 20,
                    .p99Ms = 30,
                    .avgMs = 11},
                   {.stage = u"analysis"_s,
                    .outPerMinute = 5,
                    .p95Ms = 2000,
                    .p99Ms = 3000,
                    .avgMs = 1100}}};
    const protocol::StageFlow way{
        .outPerMinute = 4, .p95Ms = 90'000, .p99Ms = 95'000, .avgMs = 50'000};
    const protocol::InferenceFigures wanted{.yolo26 = {.avg = 11, .p95 = 20, .p99 = 30},
                                            .nemotron = {.avg = 1100, .p95 = 2000, .p99 = 3000},
                                            .pipeline = {.avg = 50'000, .p95 = 90'000},
                                            .imagesPerMinute = 60,
                                            .eventsPerMinute = 4,
                                            .detectionQueue = 7,
                                            .analysisQueue = 2};
    QCOMPARE(inferenceOf(pipeline, way), wanted);
}

void FigureRulesTest::inferenceOfNothing()
{
    QCOMPARE(inferenceOf({}, {}), protocol::InferenceFigures());
    // Queues that nobody has counted yet are not empty ones.
    QCOMPARE(inferenceOf({.queues = {{.name = u"detection"_s}, {.name = u"analysis"_s}}}, {}),
             protocol::InferenceFigures());
}

void FigureRulesTest::databases()
{
    const StoreFacts facts{.version = u"3.40.1"_s,
                           .isFaulted = true,
                           .sizeBytes = 4096,
                           .walBytes = 0,
                           .transactionsPerMinute = 12};
    const auto databases =
        databasesOf(facts, {counted(u"detection"_s, 1, 2, 3), counted(u"analysis"_s, 10, 0, 30)});
    QCOMPARE(databases.postgresql, protocol::PostgresFigures());
    QCOMPARE(databases.redis, protocol::RedisFigures());
    const protocol::SqliteFigures sqlite{.status = u"unhealthy"_s,
                                         .version = u"3.40.1"_s,
                                         .sizeBytes = 4096,
                                         .walBytes = 0,
                                         .transactionsPerMinute = 12};
    const protocol::EmbeddedQueueFigures queue{
        .status = u"unhealthy"_s, .waiting = 11, .leased = 2, .dead = 33};
    QCOMPARE(databases.sqlite, std::optional(sqlite));
    QCOMPARE(databases.embedded, std::optional(queue));
    QCOMPARE(databasesOf({}, {}).embedded->waiting, std::nullopt); // not counted yet
    const auto partly = databasesOf({}, {counted(u"detection"_s, 1), {.name = u"analysis"_s}});
    QCOMPARE(partly.embedded->waiting, std::nullopt);
    QCOMPARE(partly.embedded->dead, std::nullopt);
}

void FigureRulesTest::statusSince_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("now");
    QTest::addColumn<bool>("carries");
    QTest::newRow("stands") << u"healthy"_s << u"healthy"_s << true;
    QTest::newRow("still bad") << u"unhealthy"_s << u"unhealthy"_s << true;
    QTest::newRow("got worse") << u"healthy"_s << u"unhealthy"_s << false;
    QTest::newRow("not told before") << QString() << u"healthy"_s << false;
}

void FigureRulesTest::statusSince()
{
    QFETCH(QString, before);
    QFETCH(QString, now);
    const protocol::WallTime then = *protocol::fromIso(u"2025-12-27T09:00:00Z");
    const protocol::WallTime at = *protocol::fromIso(u"2025-12-27T10:00:00Z");
    const auto told = [](const QString &status, std::optional<protocol::WallTime> since) {
        protocol::Performance all;
        if (!status.isEmpty()) {
            all.aiModels = {{.name = u"yolo26"_s, .status = status, .statusSince = since}};
            all.databases = {
                .postgresql = {.status = status, .statusSince = since},
                .sqlite = protocol::SqliteFigures{.status = status, .statusSince = since},
                .embedded = protocol::EmbeddedQueueFigures{.status = status, .statusSince = since}};
        }
        return all;
    };
    protocol::Performance figures = told(now, {});
    figures.observedAt = at;
    performance::carryStatusSince(figures, told(before, then));
    QTEST(figures.aiModels.first().statusSince == then, "carries");
    QTEST(figures.aiModels.first().statusSince != at, "carries");
    QTEST(figures.databases.postgresql.statusSince == then, "carries");
    QTEST(figures.databases.sqlite->statusSince == then, "carries");
    QTEST(figures.databases.embedded->statusSince == then, "carries");
}

void FigureRulesTest::statusSinceOfWhatIsNotInUse()
{
    const protocol::WallTime at = *protocol::fromIso(u"2025-12-27T10:00:00Z");
    protocol::Performance figures{.observedAt = at,
                                  .databases = {.sqlite = protocol::SqliteFigures{}}};
    performance::carryStatusSince(figures, std::nullopt);
    QCOMPARE(figures.databases.sqlite->statusSince, at);
    QVERIFY(!figures.databases.postgresql.statusSince);
    QVERIFY(!figures.databases.redis.statusSince);
}

QTEST_GUILESS_MAIN(FigureRulesTest)
#include "tst_figurerules.moc"
