// SPDX-License-Identifier: GPL-3.0-or-later
// How performance figures are written; how they are read is in performancereading.cpp.
#include "backend/protocol/performance.h"

#include "backend/protocol/jsonwriter.h"

#include <cmath>

namespace protocol {

namespace {

constexpr double Hundred = 100.0;

// More digits than two say nothing about a load.
std::optional<double> rounded(const std::optional<double> &figure)
{
    return figure ? std::optional(std::round(*figure * Hundred) / Hundred) : std::nullopt;
}

void writeGpu(JsonWriter &json, const std::optional<GpuFigures> &gpu)
{
    json.key(u"gpu");
    if (!gpu) {
        json.value(nullptr);
        return;
    }
    json.beginObject()
        .field(u"name", gpu->name)
        .field(u"utilization", rounded(gpu->utilization))
        .field(u"vram_used_gb", rounded(gpu->vramUsedGb))
        .field(u"vram_total_gb", rounded(gpu->vramTotalGb))
        .field(u"vram_percent", rounded(gpu->vramPercent()))
        .field(u"temperature", gpu->temperature)
        .field(u"power_watts", gpu->powerWatts)
        .endObject();
}

void writeModel(JsonWriter &json, const AiModelFigures &model)
{
    json.beginObject().field(u"status", model.status);
    if (model.name == u"nemotron") {
        json.field(u"slots_active", model.slotsActive)
            .field(u"slots_total", model.slotsTotal)
            .field(u"context_size", model.contextSize);
    } else {
        json.field(u"vram_gb", rounded(model.vramGb))
            .field(u"model", model.model)
            .field(u"device", model.device);
    }
    json.field(u"status_since", model.statusSince).endObject();
}

// Nemotron is told twice, as the original does.
void writeModels(JsonWriter &json, const QList<AiModelFigures> &models)
{
    const AiModelFigures *nemotron = nullptr;
    json.key(u"ai_models").beginObject();
    for (const AiModelFigures &model : models) {
        json.key(model.name);
        writeModel(json, model);
        nemotron = model.name == u"nemotron" ? &model : nemotron;
    }
    json.endObject().key(u"nemotron");
    if (nemotron) {
        writeModel(json, *nemotron);
    } else {
        json.value(nullptr);
    }
}

enum class Tail
{
    WithP99,
    WithoutP99
};

void writeLatency(JsonWriter &json, QStringView name, const LatencyFigures &latency, Tail tail)
{
    json.key(name)
        .beginObject()
        .field(u"avg", rounded(latency.avg))
        .field(u"p95", rounded(latency.p95));
    if (tail == Tail::WithP99) {
        json.field(u"p99", rounded(latency.p99));
    }
    json.endObject();
}

void writeInference(JsonWriter &json, const std::optional<InferenceFigures> &inference)
{
    json.key(u"inference");
    if (!inference) {
        json.value(nullptr);
        return;
    }
    json.beginObject();
    writeLatency(json, u"yolo26_latency_ms", inference->yolo26, Tail::WithP99);
    writeLatency(json, u"nemotron_latency_ms", inference->nemotron, Tail::WithP99);
    writeLatency(json, u"pipeline_latency_ms", inference->pipeline, Tail::WithoutP99);
    json.key(u"throughput")
        .beginObject()
        .field(u"images_per_min", rounded(inference->imagesPerMinute))
        .field(u"events_per_min", rounded(inference->eventsPerMinute))
        .endObject()
        .key(u"queues")
        .beginObject()
        .field(u"detection", inference->detectionQueue)
        .field(u"analysis", inference->analysisQueue)
        .endObject()
        .endObject();
}

void writeSqlite(JsonWriter &json, const SqliteFigures &sqlite)
{
    json.key(u"sqlite")
        .beginObject()
        .field(u"status", sqlite.status)
        .field(u"version", sqlite.version)
        .field(u"size_bytes", sqlite.sizeBytes)
        .field(u"wal_bytes", sqlite.walBytes)
        .field(u"cache_hit_ratio", rounded(sqlite.cacheHitRatio))
        .field(u"transactions_per_min", rounded(sqlite.transactionsPerMinute))
        .field(u"status_since", sqlite.statusSince)
        .endObject();
}

void writeDatabases(JsonWriter &json, const DatabaseFigures &databases)
{
    const PostgresFigures &postgresql = databases.postgresql;
    const RedisFigures &redis = databases.redis;
    json.key(u"databases")
        .beginObject()
        .key(u"postgresql")
        .beginObject()
        .field(u"status", postgresql.status)
        .field(u"connections_active", postgresql.connectionsActive)
        .field(u"connections_max", postgresql.connectionsMax)
        .field(u"cache_hit_ratio", rounded(postgresql.cacheHitRatio))
        .field(u"transactions_per_min", rounded(postgresql.transactionsPerMinute))
        .field(u"status_since", postgresql.statusSince)
        .endObject()
        .key(u"redis")
        .beginObject()
        .field(u"status", redis.status)
        .field(u"connected_clients", redis.connectedClients)
        .field(u"memory_mb", rounded(redis.memoryMb))
        .field(u"hit_ratio", rounded(redis.hitRatio))
        .field(u"blocked_clients", redis.blockedClients)
        .field(u"status_since", redis.statusSince)
        .endObject();
    if (databases.sqlite) {
        writeSqlite(json, *databases.sqlite);
    }
    if (const auto &embedded = databases.embedded) {
        json.key(u"embedded")
            .beginObject()
            .field(u"status", embedded->status)
            .field(u"waiting", embedded->waiting)
            .field(u"leased", embedded->leased)
            .field(u"dead", embedded->dead)
            .field(u"status_since", embedded->statusSince)
            .endObject();
    }
    json.endObject();
}

void writeHost(JsonWriter &json, const std::optional<HostFigures> &host)
{
    json.key(u"host");
    if (!host) {
        json.value(nullptr);
        return;
    }
    json.beginObject()
        .field(u"cpu_percent", rounded(host->cpuPercent))
        .field(u"ram_used_gb", rounded(host->ramUsedGb))
        .field(u"ram_total_gb", rounded(host->ramTotalGb))
        .field(u"ram_percent", rounded(host->ramPercent))
        .field(u"disk_used_gb", rounded(host->diskUsedGb))
        .field(u"disk_total_gb", rounded(host->diskTotalGb))
        .field(u"disk_percent", rounded(host->diskPercent))
        .endObject();
}

void writeAlerts(JsonWriter &json, const QList<PerformanceAlert> &alerts)
{
    json.key(u"alerts").beginArray();
    for (const PerformanceAlert &alert : alerts) {
        json.beginObject()
            .field(u"severity", alert.severity)
            .field(u"metric", alert.metric)
            .field(u"value", rounded(alert.value))
            .field(u"threshold", QJsonValue(alert.threshold))
            .field(u"message", alert.message)
            .endObject();
    }
    json.endArray();
}

void writeWorkers(JsonWriter &json, const QList<WorkerFigures> &workers)
{
    json.key(u"workers").beginArray();
    for (const WorkerFigures &worker : workers) {
        write(json, worker);
    }
    json.endArray();
}

} // namespace

std::optional<double> GpuFigures::vramPercent() const
{
    if (!vramUsedGb || !vramTotalGb || *vramTotalGb <= 0) {
        return std::nullopt;
    }
    return *vramUsedGb / *vramTotalGb * Hundred;
}

void write(JsonWriter &json, const WorkerFigures &worker)
{
    json.beginObject()
        .field(u"name", worker.name)
        .field(u"pid", worker.pid)
        .field(u"cpu_percent", rounded(worker.cpuPercent))
        .field(u"memory_mb", rounded(worker.memoryMb))
        .field(u"processes", worker.processes)
        .endObject();
}

void write(JsonWriter &json, const Performance &performance, WallTime timestamp)
{
    json.beginObject().field(u"timestamp", timestamp);
    writeGpu(json, performance.gpu);
    writeModels(json, performance.aiModels);
    writeInference(json, performance.inference);
    writeDatabases(json, performance.databases);
    writeHost(json, performance.host);
    json.key(u"containers").beginArray().endArray();
    writeAlerts(json, performance.alerts);
    json.field(u"observed_at", performance.observedAt);
    if (performance.workers) {
        writeWorkers(json, *performance.workers);
    }
    json.endObject();
}

} // namespace protocol
