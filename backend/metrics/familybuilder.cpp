// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/metrics/familybuilder.h"

#include <chrono>

namespace metrics {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

MetricFamily gauge(const char *name, const char *help)
{
    return {.name = name, .help = help, .type = MetricType::Gauge, .metric = {}};
}

MetricFamily counter(const char *name, const char *help)
{
    return {.name = name, .help = help, .type = MetricType::Counter, .metric = {}};
}

MetricFamily histogram(const char *name, const char *help)
{
    return {.name = name, .help = help, .type = MetricType::Histogram, .metric = {}};
}

ClientMetric labelled(const Labels &labels)
{
    ClientMetric metric;
    metric.label.reserve(labels.size());
    for (const auto &[name, text] : labels) {
        metric.label.push_back({name, text.toStdString()});
    }
    return metric;
}

void add(MetricFamily &family, const Labels &labels, double value)
{
    ClientMetric metric = labelled(labels);
    if (family.type == MetricType::Counter) {
        metric.counter.value = value;
    } else {
        metric.gauge.value = value;
    }
    family.metric.push_back(std::move(metric));
}

double unixSeconds(protocol::WallTime time)
{
    return std::chrono::duration<double>(time.time_since_epoch()).count();
}

} // namespace metrics
