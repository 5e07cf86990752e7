// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <prometheus/metric_family.h>

namespace metrics {

/// The same bytes as prometheus::TextSerializer, for counters, gauges and histograms, in a fraction
/// of its time: that one writes through a std::ostream, and a thousand workers are eleven thousand
/// lines. Source: prometheus.io, "Exposition formats".
std::string textForm(const std::vector<prometheus::MetricFamily> &families);

/// Its parts: what is said of the family, and its series.
void appendFamilyHead(std::string &text, const prometheus::MetricFamily &family);
void appendSeries(std::string &text, const prometheus::MetricFamily &family);

} // namespace metrics
