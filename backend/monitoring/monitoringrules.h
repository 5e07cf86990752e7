// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/monitoring/prometheusanswers.h"
#include "backend/protocol/monitoring.h"
#include "backend/protocol/result.h"

namespace monitoring {

/// What one round of questions brought home.
struct Answers
{
    CallAnswer ready = {}; ///< GET /-/ready
    CallAnswer targets = {}; ///< GET /api/v1/targets
    CallAnswer tsdb = {}; ///< GET /api/v1/status/tsdb
};

/// The two documents; timestamps are left to whoever answers.
struct Observation
{
    protocol::MonitoringHealth health = {};
    protocol::Result<protocol::MonitoringTargets> targets = protocol::Error{};
};

/// Before the first round: nothing is known, and nothing is vouched for.
Observation notAskedYet(const QString &url);

/// Prometheus is reachable when it says with 200 that it is ready. Healthy: reachable, its targets
/// are known, and none of them is down or more are up than down; unknown ones count on neither
/// side, and no targets at all are healthy. What is not known of an unreachable one is null, empty
/// or unknown, with one issue. A list of targets that cannot be had is one issue, and unhealthy.
/// Otherwise issues are each job with targets that are down, each exporter that is not up, and a
/// number of series that cannot be had. Source: specification, "Prometheus Monitoring".
Observation observe(const Answers &answers, const QString &url, protocol::WallTime at);

/// Tells since when the verdict, each exporter and each target are as `now` has them, given what
/// was observed before it: a status that is another, or was not seen before, is so since `now`.
void carryStatusSince(Observation &now, const Observation &before);

} // namespace monitoring
