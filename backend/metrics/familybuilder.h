// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"
#include "backend/protocol/histogram.h"

#include <QString>

#include <array>
#include <initializer_list>
#include <utility>
#include <vector>

#include <prometheus/metric_family.h>

/// Short words to build families with.
namespace metrics {

using Families = std::vector<prometheus::MetricFamily>;
using Labels = std::vector<std::pair<const char *, QString>>;

prometheus::MetricFamily gauge(const char *name, const char *help);
prometheus::MetricFamily counter(const char *name, const char *help);
prometheus::MetricFamily histogram(const char *name, const char *help);

prometheus::ClientMetric labelled(const Labels &labels);

void add(prometheus::MetricFamily &family, const Labels &labels, double value);

double unixSeconds(protocol::WallTime time);

template<typename Number>
void addSingle(Families &all, prometheus::MetricFamily family, const Number &value)
{
    add(family, {}, static_cast<double>(value));
    all.push_back(std::move(family));
}

inline void take(Families &all, std::initializer_list<prometheus::MetricFamily *> families)
{
    for (prometheus::MetricFamily *family : families) {
        all.push_back(std::move(*family));
    }
}

/// One series a state, 1 for the one that holds: Prometheus knows no words as values.
template<typename State>
void addStates(prometheus::MetricFamily &family, const Labels &labels, State now,
               std::initializer_list<State> states)
{
    for (const State state : states) {
        Labels whole = labels;
        whole.emplace_back("state", toText(state));
        add(family, whole, state == now ? 1.0 : 0.0);
    }
}

template<std::size_t N>
void add(prometheus::MetricFamily &family, const Labels &labels,
         const protocol::Histogram<N> &durations, const std::array<double, N> &bounds)
{
    prometheus::ClientMetric metric = labelled(labels);
    metric.histogram.bucket.reserve(N);
    quint64 count = 0;
    for (std::size_t i = 0; i < N; ++i) {
        count += durations.buckets[i];
        metric.histogram.bucket.push_back({.cumulative_count = count, .upper_bound = bounds[i]});
    }
    metric.histogram.sample_count = count + durations.buckets[N];
    metric.histogram.sample_sum = durations.sumSeconds;
    family.metric.push_back(std::move(metric));
}

} // namespace metrics
