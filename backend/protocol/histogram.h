// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <array>
#include <cstddef>

namespace protocol {

/// Durations since the start, counted in fixed buckets: a value is in the first bucket whose bound
/// it does not exceed, or in the one behind all bounds. Figures only grow.
template<std::size_t N>
struct Histogram
{
    std::array<quint64, N + 1> buckets = {}; ///< each on its own, not cumulative
    double sumSeconds = 0;

    bool operator==(const Histogram &) const = default;
};

/// Bounds in seconds of how long a request takes.
inline constexpr std::array RequestBounds{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025,
                                          0.05,   0.1,   0.25,   0.5,   1.0,  5.0};
/// Bounds in seconds of how long a thing is in a stage of the pipeline.
inline constexpr std::array StageBounds{0.005, 0.01, 0.025, 0.05, 0.1,  0.25,  0.5,
                                        1.0,   2.5,  5.0,   10.0, 30.0, 120.0, 600.0};

using RequestDurations = Histogram<RequestBounds.size()>;
using StageDurations = Histogram<StageBounds.size()>;

template<std::size_t N>
void observe(Histogram<N> &histogram, const std::array<double, N> &bounds, double seconds)
{
    std::size_t bucket = 0;
    while (bucket < N && seconds > bounds[bucket]) {
        ++bucket;
    }
    ++histogram.buckets[bucket];
    histogram.sumSeconds += seconds;
}

} // namespace protocol
