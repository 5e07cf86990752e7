// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace http {
class Router;
}

namespace performance {

class Collector;

/// GET /api/system/performance: the last collection, with the time of the answer; 200, or 503
/// before the first one.
/// GET /api/system/performance/history?time_range=5m|15m|60m: {snapshots, time_range, count},
/// oldest first; 200, 400 for another range. `collector` has to outlive the routes.
void addRoutes(http::Router &router, const Collector &collector);

} // namespace performance
