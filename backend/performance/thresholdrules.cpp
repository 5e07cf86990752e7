// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/performance/thresholdrules.h"

#include "backend/protocol/performancelimits.h"

#include <array>
#include <cmath>
#include <optional>

using namespace Qt::StringLiterals;

namespace performance {

namespace {

using Figures = protocol::Performance;
using Figure = std::optional<double>;

/// What has limits, and how it is said.
struct Threshold
{
    QStringView metric;
    QStringView words; ///< with %1 for the figure
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
    Threshold{u"gpu_temperature", u"GPU temperature is %1 °C",
              [](const Figures &all) { return ofGpu(all, &GpuFigures::temperature); }},
    Threshold{u"gpu_utilization", u"GPU utilization is %1 %",
              [](const Figures &all) { return ofGpu(all, &GpuFigures::utilization); }},
    Threshold{u"gpu_vram", u"GPU memory is %1 % full",
              [](const Figures &all) { return all.gpu ? all.gpu->vramPercent() : std::nullopt; }},
    Threshold{u"gpu_power", u"GPU takes %1 W",
              [](const Figures &all) { return ofGpu(all, &GpuFigures::powerWatts); }},
    Threshold{u"yolo26_latency_p95", u"95 % of the detections take up to %1 ms",
              [](const Figures &all) { return p95Of(all, &InferenceFigures::yolo26); }},
    Threshold{u"nemotron_latency_p95", u"95 % of the analyses take up to %1 ms",
              [](const Figures &all) { return p95Of(all, &InferenceFigures::nemotron); }},
    Threshold{u"pg_connections", u"PostgreSQL uses %1 of its connections", connections},
    Threshold{u"pg_cache_hit", u"PostgreSQL finds %1 % in its cache",
              [](const Figures &all) { return all.databases.postgresql.cacheHitRatio; }},
    Threshold{u"redis_memory", u"Redis takes %1 MB",
              [](const Figures &all) { return all.databases.redis.memoryMb; }},
    Threshold{u"redis_hit_ratio", u"Redis finds %1 % of its keys",
              [](const Figures &all) { return all.databases.redis.hitRatio; }},
    Threshold{u"host_cpu", u"CPU load is %1 %",
              [](const Figures &all) { return ofHost(all, &HostFigures::cpuPercent); }},
    Threshold{u"host_ram", u"Memory is %1 % full",
              [](const Figures &all) { return ofHost(all, &HostFigures::ramPercent); }},
    Threshold{u"host_disk", u"Disk is %1 % full",
              [](const Figures &all) { return ofHost(all, &HostFigures::diskPercent); }},
};

bool isReached(const protocol::PerformanceLimit &limit, double value, double threshold)
{
    return limit.side == protocol::LimitSide::Above ? value >= threshold : value <= threshold;
}

std::optional<protocol::PerformanceAlert> alertOf(const Threshold &line, double value)
{
    const protocol::PerformanceLimit *limit = protocol::performanceLimit(line.metric);
    Q_ASSERT_X(limit != nullptr, "alertOf", "what is watched has limits");
    const bool isCritical = isReached(*limit, value, limit->critical);
    if (!isCritical && !isReached(*limit, value, limit->warning)) {
        return std::nullopt;
    }
    // As the figure itself is written.
    constexpr double hundred = 100.0;
    constexpr int digits = 10;
    const QString text = QString::number(std::round(value * hundred) / hundred, 'g', digits);
    return protocol::PerformanceAlert{.severity = isCritical ? u"critical"_s : u"warning"_s,
                                      .metric = line.metric.toString(),
                                      .value = value,
                                      .threshold = isCritical ? limit->critical : limit->warning,
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
