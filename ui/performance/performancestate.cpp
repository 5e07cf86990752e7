// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/performance/performancestate.h"

#include "backend/protocol/performancelimits.h"

#include <algorithm>
#include <array>

namespace ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::Performance;

namespace {

/// The backend measures each five seconds; twice missed is old.
constexpr auto OldAfter = 15s;

std::optional<double> number(const auto &maybe)
{
    return maybe ? std::optional(static_cast<double>(*maybe)) : std::nullopt;
}

std::optional<double> ofGpu(const Performance &all, auto member)
{
    return all.gpu ? number((*all.gpu).*member) : std::nullopt;
}

std::optional<double> ofHost(const Performance &all, auto member)
{
    return all.host ? number((*all.host).*member) : std::nullopt;
}

std::optional<double> ofWork(const Performance &all, auto member)
{
    return all.inference ? number((*all.inference).*member) : std::nullopt;
}

std::optional<double> p95Of(const Performance &all,
                            protocol::LatencyFigures protocol::InferenceFigures::*latency)
{
    return all.inference ? ((*all.inference).*latency).p95 : std::nullopt;
}

std::optional<double> connectionShare(const Performance &all)
{
    const protocol::PostgresFigures &postgres = all.databases.postgresql;
    if (!postgres.connectionsActive || postgres.connectionsMax.value_or(0) <= 0) {
        return std::nullopt;
    }
    return static_cast<double>(*postgres.connectionsActive)
        / static_cast<double>(*postgres.connectionsMax);
}

using protocol::GpuFigures;
using protocol::HostFigures;
using protocol::InferenceFigures;

struct NamedFigure
{
    QStringView metric;
    FigureOf of;
};

const std::array Figures{
    NamedFigure{u"gpu_temperature",
                [](const Performance &all) { return ofGpu(all, &GpuFigures::temperature); }},
    NamedFigure{u"gpu_utilization",
                [](const Performance &all) { return ofGpu(all, &GpuFigures::utilization); }},
    NamedFigure{
        u"gpu_vram",
        [](const Performance &all) { return all.gpu ? all.gpu->vramPercent() : std::nullopt; }},
    NamedFigure{u"gpu_power",
                [](const Performance &all) { return ofGpu(all, &GpuFigures::powerWatts); }},
    NamedFigure{u"yolo26_latency_p95",
                [](const Performance &all) { return p95Of(all, &InferenceFigures::yolo26); }},
    NamedFigure{u"nemotron_latency_p95",
                [](const Performance &all) { return p95Of(all, &InferenceFigures::nemotron); }},
    NamedFigure{u"pipeline_latency_p95",
                [](const Performance &all) { return p95Of(all, &InferenceFigures::pipeline); }},
    NamedFigure{u"pg_connections", connectionShare},
    NamedFigure{u"pg_cache_hit",
                [](const Performance &all) { return all.databases.postgresql.cacheHitRatio; }},
    NamedFigure{u"redis_memory",
                [](const Performance &all) { return all.databases.redis.memoryMb; }},
    NamedFigure{u"redis_hit_ratio",
                [](const Performance &all) { return all.databases.redis.hitRatio; }},
    NamedFigure{u"host_cpu",
                [](const Performance &all) { return ofHost(all, &HostFigures::cpuPercent); }},
    NamedFigure{u"host_ram",
                [](const Performance &all) { return ofHost(all, &HostFigures::ramPercent); }},
    NamedFigure{u"host_disk",
                [](const Performance &all) { return ofHost(all, &HostFigures::diskPercent); }},
    NamedFigure{
        u"images_per_min",
        [](const Performance &all) { return ofWork(all, &InferenceFigures::imagesPerMinute); }},
    NamedFigure{
        u"events_per_min",
        [](const Performance &all) { return ofWork(all, &InferenceFigures::eventsPerMinute); }},
    NamedFigure{
        u"detection_queue",
        [](const Performance &all) { return ofWork(all, &InferenceFigures::detectionQueue); }},
    NamedFigure{
        u"analysis_queue",
        [](const Performance &all) { return ofWork(all, &InferenceFigures::analysisQueue); }},
    NamedFigure{u"sqlite_cache_hit",
                [](const Performance &all) {
                    return all.databases.sqlite ? all.databases.sqlite->cacheHitRatio
                                                : std::nullopt;
                }},
    NamedFigure{u"sqlite_transactions",
                [](const Performance &all) {
                    return all.databases.sqlite ? all.databases.sqlite->transactionsPerMinute
                                                : std::nullopt;
                }},
    NamedFigure{
        u"pg_transactions",
        [](const Performance &all) { return all.databases.postgresql.transactionsPerMinute; }},
};

std::optional<double> nothing(const Performance &)
{
    return std::nullopt;
}

} // namespace

QString toText(TimeRange range)
{
    switch (range) {
    case TimeRange::FiveMinutes:
        return u"5m"_s;
    case TimeRange::QuarterHour:
        return u"15m"_s;
    case TimeRange::Hour:
        break;
    }
    return u"60m"_s;
}

std::chrono::minutes spanOf(TimeRange range)
{
    switch (range) {
    case TimeRange::FiveMinutes:
        return 5min;
    case TimeRange::QuarterHour:
        return 15min;
    case TimeRange::Hour:
        break;
    }
    return 60min;
}

Freshness measuredFreshness(const Performance &figures, const Freshness &ofAnswer)
{
    if (!ofAnswer.asOf || !figures.observedAt || !figures.timestamp
        || *figures.timestamp - *figures.observedAt <= OldAfter) {
        return ofAnswer;
    }
    return {.vouched = false, .asOf = figures.observedAt, .error = ofAnswer.error};
}

FigureOf figureOf(QStringView metric)
{
    const auto *found =
        std::find_if(Figures.begin(), Figures.end(),
                     [metric](const NamedFigure &one) { return one.metric == metric; });
    return found == Figures.end() ? nothing : found->of;
}

Gauge gaugeOf(QStringView metric, const Performance &now, const QList<Performance> &past,
              double top)
{
    const FigureOf of = figureOf(metric);
    Gauge gauge{.value = of(now), .top = top};
    if (const protocol::PerformanceLimit *limit = protocol::performanceLimit(metric)) {
        gauge.warning = limit->warning;
        gauge.critical = limit->critical;
        gauge.bad = limit->side == protocol::LimitSide::Above ? BadSide::Above : BadSide::Below;
    }
    for (const protocol::PerformanceAlert &alert : now.alerts) {
        if (alert.metric == metric) {
            (alert.severity == u"critical" ? gauge.critical : gauge.warning) = alert.threshold;
        }
    }
    QList<double> values;
    for (const Performance &one : past) {
        if (const auto value = of(one)) {
            values.append(*value);
        }
    }
    gauge.usual = normalBand(values);
    return gauge;
}

} // namespace ui
