// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/alerts/figures.h"

using namespace Qt::StringLiterals;

namespace alerts {

namespace {

using Figures = QMap<QString, double>;

template<typename T>
void add(Figures &figures, const QString &name, const std::optional<T> &figure)
{
    if (figure) {
        figures.insert(name, static_cast<double>(*figure));
    }
}

void addGpu(Figures &figures, const protocol::GpuFigures &gpu)
{
    add(figures, u"gpu_utilization"_s, gpu.utilization);
    add(figures, u"gpu_vram_percent"_s, gpu.vramPercent());
    add(figures, u"gpu_temperature"_s, gpu.temperature);
    add(figures, u"gpu_power_watts"_s, gpu.powerWatts);
}

void addInference(Figures &figures, const protocol::InferenceFigures &inference)
{
    add(figures, u"yolo26_latency_p95_ms"_s, inference.yolo26.p95);
    add(figures, u"nemotron_latency_p95_ms"_s, inference.nemotron.p95);
    add(figures, u"pipeline_latency_p95_ms"_s, inference.pipeline.p95);
}

void addDatabases(Figures &figures, const protocol::DatabaseFigures &databases)
{
    constexpr double whole = 100;
    const protocol::PostgresFigures &postgresql = databases.postgresql;
    if (postgresql.connectionsActive && postgresql.connectionsMax.value_or(0) > 0) {
        figures.insert(u"postgresql_connections_percent"_s,
                       whole * static_cast<double>(*postgresql.connectionsActive)
                           / static_cast<double>(*postgresql.connectionsMax));
    }
    add(figures, u"postgresql_cache_hit_percent"_s, postgresql.cacheHitRatio);
    add(figures, u"redis_memory_mb"_s, databases.redis.memoryMb);
    add(figures, u"redis_hit_percent"_s, databases.redis.hitRatio);
}

void addHost(Figures &figures, const protocol::HostFigures &host)
{
    add(figures, u"host_cpu_percent"_s, host.cpuPercent);
    add(figures, u"host_ram_percent"_s, host.ramPercent);
    add(figures, u"host_disk_percent"_s, host.diskPercent);
}

} // namespace

QMap<QString, double> figuresOf(const protocol::Performance &performance)
{
    Figures figures;
    if (performance.gpu) {
        addGpu(figures, *performance.gpu);
    }
    if (performance.inference) {
        addInference(figures, *performance.inference);
    }
    addDatabases(figures, performance.databases);
    if (performance.host) {
        addHost(figures, *performance.host);
    }
    return figures;
}

} // namespace alerts
