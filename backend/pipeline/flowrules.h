// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"
#include "backend/protocol/histogram.h"
#include "backend/protocol/pipelineflow.h"

#include <QString>

#include <chrono>
#include <deque>
#include <optional>

namespace pipeline {

/// What one stage did in a short while.
struct FlowSlice
{
    protocol::SteadyTime at = {}; ///< when it began
    qint64 in = 0;
    qint64 out = 0;
};

/// How long one thing took.
struct FlowSample
{
    protocol::SteadyTime at = {}; ///< when it was done
    std::chrono::milliseconds latency{0};
};

/// The last five minutes of a stage: in and out by slices of five seconds, and the newest
/// latencies; all latencies since the start by their buckets. However much flows, it stays of the
/// same size.
struct FlowWindow
{
    std::optional<protocol::SteadyTime> since = {}; ///< watched from here on
    std::deque<FlowSlice> slices = {}; ///< oldest first
    std::deque<FlowSample> samples = {}; ///< oldest first, MaxFlowSamples at most
    protocol::StageDurations durations = {};
};

inline constexpr size_t MaxFlowSamples = 2048;

/// A thing came into the stage.
void noteIn(FlowWindow &window, protocol::SteadyTime now);

/// A thing left the stage, whatever became of it.
void noteOut(FlowWindow &window, protocol::SteadyTime now);

/// How long a thing took from its beginning in the stage to its commit.
void noteLatency(FlowWindow &window, std::chrono::milliseconds latency, protocol::SteadyTime now);

/// What is said of the stage: rates a minute over the window, or over the time since it is watched
/// if that is less (nothing before five seconds of it), and the percentiles of the latencies in the
/// window by the nearest rank with their mean (nothing without one).
protocol::StageFlow flowOf(const FlowWindow &window, const QString &stage,
                           protocol::SteadyTime now);

} // namespace pipeline
