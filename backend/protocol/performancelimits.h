// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

#include <array>

namespace protocol {

/// On which side of its limits a figure is bad.
enum class LimitSide
{
    Above, ///< at the limit or above it
    Below, ///< at the limit or below it
};

/// From where on a figure of GET /api/system/performance is worth an alert.
struct PerformanceLimit
{
    QStringView metric; ///< as in PerformanceAlert
    double warning = 0;
    double critical = 0;
    LimitSide side = LimitSide::Above;
};

/// Temperatures in °C, power in W, latencies in ms, memory of Redis in MB, connections as a share
/// of those that are allowed; all else in percent.
inline constexpr std::array<PerformanceLimit, 13> PerformanceLimits{{
    {u"gpu_temperature", 75, 85, LimitSide::Above},
    {u"gpu_utilization", 90, 98, LimitSide::Above},
    {u"gpu_vram", 90, 95, LimitSide::Above},
    {u"gpu_power", 300, 350, LimitSide::Above},
    {u"yolo26_latency_p95", 200, 500, LimitSide::Above},
    {u"nemotron_latency_p95", 10'000, 30'000, LimitSide::Above},
    {u"pg_connections", 0.80, 0.95, LimitSide::Above},
    {u"pg_cache_hit", 90, 80, LimitSide::Below},
    {u"redis_memory", 100, 500, LimitSide::Above},
    {u"redis_hit_ratio", 50, 10, LimitSide::Below},
    {u"host_cpu", 80, 95, LimitSide::Above},
    {u"host_ram", 85, 95, LimitSide::Above},
    {u"host_disk", 80, 90, LimitSide::Above},
}};

/// The limits of a metric; nullptr where it has none.
const PerformanceLimit *performanceLimit(QStringView metric);

} // namespace protocol
