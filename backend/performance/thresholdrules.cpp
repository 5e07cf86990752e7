// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/performance/thresholdrules.h"

#include <array>
#include <cmath>
#include <optional>

using namespace Qt::StringLiterals;

namespace performance {

namespace {

using Figures = protocol::Performance;
using Figure = std::optional<double>;

enum class Side
{
    Above,
    Below
};

/// One line of the table of thresholds.
struct Threshold
{
    QStringView metric;
    QStringView words; ///< with %1 for the figure
    double warning;
    double critical;
    Side side;
    Figure (*figure)(const Figures &);
};

Figure number(const auto &maybe)
{
    return maybe ? Figure(static_cast<double>(*maybe)) : std::nullopt;
}

Figure ofGpu(const Figures &figures, auto member)
{
    return figures.gpu ? number((*figures.gpu).*member) : std::nullopt;
}

Figure ofHost(const Figures &figures, auto member)
{
    return figures.host ? number((*figures.host).*member) : std::nullopt;
}

Figure p95Of(const Figures &figures, protocol::LatencyFigures protocol::InferenceFigures::*latency)
{
    return figures.inference ? ((*figures.inference).*latency).p95 : std::nullopt;
}

Figure connections(const Figures &figures)
{
    const protocol::PostgresFigures &postgresql = figures.databases.postgresql;
    if (!postgresql.connectionsActive || postgresql.connectionsMax.value_or(0) <= 0) {
        return std::nullopt;
    }
    return static_cast<double>(*postgresql.connectionsActive)
        / static_cast<double>(*postgresql.connectionsMax);
}

using protocol::GpuFigures;
using protocol::HostFigures;
using protocol::InferenceFigures;

const std::array Thresholds{
    Threshold{u"gpu_temperature", u"GPU temperature is %1 °C", 75, 85, Side::Above,
              [](const Figures &all) { return ofGpu(all, &GpuFigures::temperature); }},
    Threshold{u"gpu_utilization", u"GPU utilization is %1 %", 90, 98, Side::Above,
              [](const Figures &all) { return ofGpu(all, &GpuFigures::utilization); }},
    Threshold{u"gpu_vram", u"GPU memory is %1 % full", 90, 95, Side::Above,
              [](const Figures &all) { return all.gpu ? all.gpu->vramPercent() : std::nullopt; }},
    Threshold{u"gpu_power", u"GPU takes %1 W", 300, 350, Side::Above,
              [](const Figures &all) { return ofGpu(all, &GpuFigures::powerWatts); }},
    Threshold{u"yolo26_latency_p95", u"95 % of the detections take up to %1 ms", 200, 500,
              Side::Above,
              [](const Figures &all) { return p95Of(all, &InferenceFigures::yolo26); }},
    Threshold{u"nemotron_latency_p95", u"95 % of the analyses take up to %1 ms", 10'000, 30'000,
              Side::Above,
              [](const Figures &all) { return p95Of(all, &InferenceFigures::nemotron); }},
    Threshold{u"pg_connections", u"PostgreSQL uses %1 of its connections", 0.80, 0.95, Side::Above,
              connections},
    Threshold{u"pg_cache_hit", u"PostgreSQL finds %1 % in its cache", 90, 80, Side::Below,
              [](const Figures &all) { return all.databases.postgresql.cacheHitRatio; }},
    Threshold{u"redis_memory", u"Redis takes %1 MB", 100, 500, Side::Above,
              [](const Figures &all) { return all.databases.redis.memoryMb; }},
    Threshold{u"redis_hit_ratio", u"Redis finds %1 % of its keys", 50, 10, Side::Below,
              [](const Figures &all) { return all.databases.redis.hitRatio; }},
    Threshold{u"host_cpu", u"CPU load is %1 %", 80, 95, Side::Above,
              [](const Figures &all) { return ofHost(all, &HostFigures::cpuPercent); }},
    Threshold{u"host_ram", u"Memory is %1 % full", 85, 95, Side::Above,
              [](const Figures &all) { return ofHost(all, &HostFigures::ramPercent); }},
    Threshold{u"host_disk", u"Disk is %1 % full", 80, 90, Side::Above,
              [](const Figures &all) { return ofHost(all, &HostFigures::diskPercent); }},
};

bool isReached(const Threshold &line, double value, double threshold)
{
    return line.side == Side::Above ? value >= threshold : value <= threshold;
}

std::optional<protocol::PerformanceAlert> alertOf(const Threshold &line, double value)
{
    const bool isCritical = isReached(line, value, line.critical);
    if (!isCritical && !isReached(line, value, line.warning)) {
        return std::nullopt;
    }
    // As the figure itself is written.
    constexpr double hundred = 100.0;
    constexpr int digits = 10;
    const QString text = QString::number(std::round(value * hundred) / hundred, 'g', digits);
    return protocol::PerformanceAlert{.severity = isCritical ? u"critical"_s : u"warning"_s,
                                      .metric = line.metric.toString(),
                                      .value = value,
                                      .threshold = isCritical ? line.critical : line.warning,
                                      .message = line.words.toString().arg(text)};
}

} // namespace

QList<protocol::PerformanceAlert> alertsOf(const protocol::Performance &figures)
{
    QList<protocol::PerformanceAlert> alerts;
    for (const Threshold &line : Thresholds) {
        const Figure value = line.figure(figures);
        if (const auto alert = value ? alertOf(line, *value) : std::nullopt) {
            alerts.append(*alert);
        }
    }
    return alerts;
}

} // namespace performance
