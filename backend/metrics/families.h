// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/http/gateserver.h"
#include "backend/protocol/breaker.h"
#include "backend/protocol/clock.h"
#include "backend/protocol/pipeline.h"
#include "backend/protocol/worker.h"

#include <QList>
#include <QString>

#include <vector>

#include <prometheus/metric_family.h>

namespace metrics {

/// What the other rooms say of themselves at one moment.
struct Snapshot
{
    QString version = {};
    protocol::WallTime startedAt = {};
    protocol::SupervisorStatus supervisor = {};
    QList<protocol::Breaker> breakers = {};
    protocol::PipelineStatus pipeline = {};
    http::Counters door = {};
    qint64 connections = 0; ///< open now
};

/// The same in the words of Prometheus. Label values are names of the configuration and states, so
/// that their number is bounded; a family without any series is left out. Source of the names:
/// prometheus.io, "Metric and label naming".
std::vector<prometheus::MetricFamily> families(const Snapshot &snapshot);

} // namespace metrics
