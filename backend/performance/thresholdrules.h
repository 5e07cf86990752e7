// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/performance.h"

#include <QList>

namespace performance {

/// Every threshold that the figures have reached, in a fixed order: one alert for a metric, the
/// more severe one. What is not measured raises none. "Reached" is at or above, for ratios of hits
/// at or below.
QList<protocol::PerformanceAlert> alertsOf(const protocol::Performance &figures);

} // namespace performance
