// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace http {
class Router;
}

namespace health {

class Monitor;

/// GET /api/system/health/full: the comprehensive health; 200 when healthy or degraded, 503 when
/// unhealthy, with the same body.
void addRoutes(http::Router &router, const Monitor &monitor);

} // namespace health
