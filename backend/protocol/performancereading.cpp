// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/json.h"
#include "backend/protocol/performance.h"

#include <QJsonArray>

namespace protocol {

namespace {

std::optional<int> smallOf(const QJsonObject &object, QStringView key)
{
    const auto number = integerOf(object, key);
    return number ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

// null and an empty object both say that nothing is known.
std::optional<QJsonObject> objectOf(const QJsonObject &object, QStringView key)
{
    const QJsonValue found = object.value(key);
    return found.isObject() ? std::optional(found.toObject()) : std::nullopt;
}

GpuFigures gpuFrom(const QJsonObject &gpu)
{
    return {.name = gpu.value(u"name").toString(),
            .utilization = numberOf(gpu, u"utilization"),
            .vramUsedGb = numberOf(gpu, u"vram_used_gb"),
            .vramTotalGb = numberOf(gpu, u"vram_total_gb"),
            .temperature = smallOf(gpu, u"temperature"),
            .powerWatts = smallOf(gpu, u"power_watts")};
}

QList<AiModelFigures> modelsFrom(const QJsonObject &models)
{
    QList<AiModelFigures> all;
    for (auto it = models.begin(); it != models.end(); ++it) {
        const QJsonObject model = it.value().toObject();
        all.append({.name = it.key(),
                    .status = model.value(u"status").toString(),
                    .vramGb = numberOf(model, u"vram_gb"),
                    .model = textOf(model, u"model"),
                    .device = textOf(model, u"device"),
                    .slotsActive = smallOf(model, u"slots_active"),
                    .slotsTotal = smallOf(model, u"slots_total"),
                    .contextSize = smallOf(model, u"context_size"),
                    .statusSince = timeOf(model, u"status_since")});
    }
    return all;
}

LatencyFigures latencyFrom(const QJsonObject &latency)
{
    return {.avg = numberOf(latency, u"avg"),
            .p95 = numberOf(latency, u"p95"),
            .p99 = numberOf(latency, u"p99")};
}

InferenceFigures inferenceFrom(const QJsonObject &inference)
{
    const QJsonObject throughput = inference.value(u"throughput").toObject();
    const QJsonObject queues = inference.value(u"queues").toObject();
    return {.yolo26 = latencyFrom(inference.value(u"yolo26_latency_ms").toObject()),
            .nemotron = latencyFrom(inference.value(u"nemotron_latency_ms").toObject()),
            .pipeline = latencyFrom(inference.value(u"pipeline_latency_ms").toObject()),
            .imagesPerMinute = numberOf(throughput, u"images_per_min"),
            .eventsPerMinute = numberOf(throughput, u"events_per_min"),
            .detectionQueue = integerOf(queues, u"detection"),
            .analysisQueue = integerOf(queues, u"analysis")};
}

PostgresFigures postgresFrom(const QJsonObject &postgresql)
{
    return {.status = textOf(postgresql, u"status"),
            .connectionsActive = integerOf(postgresql, u"connections_active"),
            .connectionsMax = integerOf(postgresql, u"connections_max"),
            .cacheHitRatio = numberOf(postgresql, u"cache_hit_ratio"),
            .transactionsPerMinute = numberOf(postgresql, u"transactions_per_min"),
            .statusSince = timeOf(postgresql, u"status_since")};
}

RedisFigures redisFrom(const QJsonObject &redis)
{
    return {.status = textOf(redis, u"status"),
            .connectedClients = integerOf(redis, u"connected_clients"),
            .memoryMb = numberOf(redis, u"memory_mb"),
            .hitRatio = numberOf(redis, u"hit_ratio"),
            .blockedClients = integerOf(redis, u"blocked_clients"),
            .statusSince = timeOf(redis, u"status_since")};
}

DatabaseFigures databasesFrom(const QJsonObject &databases)
{
    DatabaseFigures all{.postgresql = postgresFrom(databases.value(u"postgresql").toObject()),
                        .redis = redisFrom(databases.value(u"redis").toObject())};
    if (const auto sqlite = objectOf(databases, u"sqlite")) {
        all.sqlite =
            SqliteFigures{.status = sqlite->value(u"status").toString(),
                          .version = sqlite->value(u"version").toString(),
                          .sizeBytes = integerOf(*sqlite, u"size_bytes"),
                          .walBytes = integerOf(*sqlite, u"wal_bytes"),
                          .cacheHitRatio = numberOf(*sqlite, u"cache_hit_ratio"),
                          .transactionsPerMinute = numberOf(*sqlite, u"transactions_per_min"),
                          .statusSince = timeOf(*sqlite, u"status_since")};
    }
    if (const auto embedded = objectOf(databases, u"embedded")) {
        all.embedded = EmbeddedQueueFigures{.status = embedded->value(u"status").toString(),
                                            .waiting = integerOf(*embedded, u"waiting"),
                                            .leased = integerOf(*embedded, u"leased"),
                                            .dead = integerOf(*embedded, u"dead"),
                                            .statusSince = timeOf(*embedded, u"status_since")};
    }
    return all;
}

HostFigures hostFrom(const QJsonObject &host)
{
    return {.cpuPercent = numberOf(host, u"cpu_percent"),
            .ramUsedGb = numberOf(host, u"ram_used_gb"),
            .ramTotalGb = numberOf(host, u"ram_total_gb"),
            .ramPercent = numberOf(host, u"ram_percent"),
            .diskUsedGb = numberOf(host, u"disk_used_gb"),
            .diskTotalGb = numberOf(host, u"disk_total_gb"),
            .diskPercent = numberOf(host, u"disk_percent")};
}

QList<PerformanceAlert> alertsFrom(const QJsonArray &alerts)
{
    QList<PerformanceAlert> all;
    for (const auto &value : alerts) {
        const QJsonObject alert = value.toObject();
        all.append({.severity = alert.value(u"severity").toString(),
                    .metric = alert.value(u"metric").toString(),
                    .value = alert.value(u"value").toDouble(),
                    .threshold = alert.value(u"threshold").toDouble(),
                    .message = alert.value(u"message").toString()});
    }
    return all;
}

QList<WorkerFigures> workersFrom(const QJsonArray &workers)
{
    QList<WorkerFigures> all;
    for (const auto &value : workers) {
        const QJsonObject worker = value.toObject();
        all.append({.name = worker.value(u"name").toString(),
                    .pid = integerOf(worker, u"pid"),
                    .cpuPercent = numberOf(worker, u"cpu_percent"),
                    .memoryMb = numberOf(worker, u"memory_mb"),
                    .processes = smallOf(worker, u"processes")});
    }
    return all;
}

} // namespace

Performance performanceFromJson(const QJsonObject &object)
{
    Performance performance{.timestamp = timeOf(object, u"timestamp"),
                            .observedAt = timeOf(object, u"observed_at"),
                            .aiModels = modelsFrom(object.value(u"ai_models").toObject()),
                            .databases = databasesFrom(object.value(u"databases").toObject()),
                            .alerts = alertsFrom(object.value(u"alerts").toArray())};
    if (object.value(u"workers").isArray()) {
        performance.workers = workersFrom(object.value(u"workers").toArray());
    }
    if (const auto gpu = objectOf(object, u"gpu")) {
        performance.gpu = gpuFrom(*gpu);
    }
    if (const auto inference = objectOf(object, u"inference")) {
        performance.inference = inferenceFrom(*inference);
    }
    if (const auto host = objectOf(object, u"host")) {
        performance.host = hostFrom(*host);
    }
    return performance;
}

PerformanceHistory performanceHistoryFromJson(const QJsonObject &object)
{
    PerformanceHistory history{.timeRange = object.value(u"time_range").toString()};
    const QJsonArray snapshots = object.value(u"snapshots").toArray();
    for (const auto &snapshot : snapshots) {
        history.snapshots.append(performanceFromJson(snapshot.toObject()));
    }
    return history;
}

} // namespace protocol
