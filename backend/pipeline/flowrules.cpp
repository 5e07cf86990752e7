// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/flowrules.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

using namespace std::chrono_literals;

namespace pipeline {

namespace {

constexpr auto Window = 300s;
constexpr auto Slice = 5s;
constexpr double SecondsPerMinute = 60.0;

FlowSlice &sliceAt(FlowWindow &window, protocol::SteadyTime now)
{
    if (!window.since) {
        window.since = now;
    }
    if (window.slices.empty() || now - window.slices.back().at >= Slice) {
        window.slices.push_back({.at = now});
    }
    while (now - window.slices.front().at > Window) {
        window.slices.pop_front();
    }
    return window.slices.back();
}

/// Nearest rank: the smallest value that at least this part of all does not exceed.
std::optional<double> percentile(const std::vector<double> &sorted, double part)
{
    if (sorted.empty()) {
        return std::nullopt;
    }
    const auto rank = static_cast<size_t>(std::ceil(part * static_cast<double>(sorted.size())));
    return sorted[std::max<size_t>(rank, 1) - 1];
}

std::optional<double> mean(const std::vector<double> &values)
{
    if (values.empty()) {
        return std::nullopt;
    }
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

std::vector<double> latenciesOf(const FlowWindow &window, protocol::SteadyTime now)
{
    std::vector<double> latencies;
    for (const FlowSample &sample : window.samples) {
        if (now - sample.at <= Window) {
            latencies.push_back(static_cast<double>(sample.latency.count()));
        }
    }
    std::sort(latencies.begin(), latencies.end());
    return latencies;
}

} // namespace

void noteIn(FlowWindow &window, protocol::SteadyTime now)
{
    ++sliceAt(window, now).in;
}

void noteOut(FlowWindow &window, protocol::SteadyTime now)
{
    ++sliceAt(window, now).out;
}

void noteLatency(FlowWindow &window, std::chrono::milliseconds latency, protocol::SteadyTime now)
{
    window.samples.push_back({.at = now, .latency = latency});
    if (window.samples.size() > MaxFlowSamples) {
        window.samples.pop_front();
    }
    observe(window.durations, protocol::StageBounds,
            std::chrono::duration<double>(latency).count());
}

protocol::StageFlow flowOf(const FlowWindow &window, const QString &stage, protocol::SteadyTime now)
{
    using Seconds = std::chrono::duration<double>;
    const auto watched = window.since ? now - *window.since : protocol::SteadyTime::duration(0);
    const Seconds covered = std::min<protocol::SteadyTime::duration>(watched, Window);
    const std::vector<double> latencies = latenciesOf(window, now);
    protocol::StageFlow flow{.stage = stage,
                             .windowSeconds = covered.count(),
                             .samples = static_cast<qint64>(latencies.size()),
                             .p50Ms = percentile(latencies, 0.50),
                             .p95Ms = percentile(latencies, 0.95),
                             .p99Ms = percentile(latencies, 0.99),
                             .avgMs = mean(latencies)};
    if (watched >= Slice) {
        qint64 in = 0;
        qint64 out = 0;
        for (const FlowSlice &slice : window.slices) {
            if (now - slice.at <= Window) {
                in += slice.in;
                out += slice.out;
            }
        }
        flow.inPerMinute = static_cast<double>(in) * SecondsPerMinute / covered.count();
        flow.outPerMinute = static_cast<double>(out) * SecondsPerMinute / covered.count();
    }
    return flow;
}

} // namespace pipeline
