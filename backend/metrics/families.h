// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/metrics/snapshot.h"

#include <vector>

#include <prometheus/metric_family.h>

namespace metrics {

/// What the rooms say in the words of Prometheus. Label values are names of the configuration,
/// routes, reasons and states, so that their number is bounded; a family without any series is left
/// out. Source of the names: prometheus.io, "Metric and label naming".
std::vector<prometheus::MetricFamily> families(const Snapshot &snapshot);

/// Its parts: the requests, counted and timed, two families; and all others.
std::vector<prometheus::MetricFamily> requestFamilies(const QList<http::RequestLine> &lines);
std::vector<prometheus::MetricFamily> otherFamilies(const Snapshot &snapshot);

} // namespace metrics
