// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/monitoring.h"

namespace tests {

class FakeBackend;

/// Prometheus with five targets that are up, and the three exporters.
struct Prometheus
{
    protocol::MonitoringHealth health = {};
    std::optional<protocol::MonitoringTargets> targets = {}; ///< nothing: 503
};

Prometheus wellMonitored(protocol::WallTime now = protocol::Now::read().wall);

/// One exporter is down, a target is late, another was never scraped.
Prometheus partlyDown(protocol::WallTime now = protocol::Now::read().wall);

/// Prometheus cannot be reached.
Prometheus outOfReach(protocol::WallTime now = protocol::Now::read().wall);

void fill(FakeBackend &backend, const Prometheus &prometheus,
          protocol::WallTime now = protocol::Now::read().wall);

} // namespace tests
