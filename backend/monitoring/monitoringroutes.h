// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace http {
class Router;
}

namespace monitoring {

class Poller;

/// GET /api/system/monitoring/health: how Prometheus was when it was asked last; always 200.
/// GET /api/system/monitoring/targets: what it scrapes; 200, or 503 with the reason when that is
/// not known.
void addRoutes(http::Router &router, const Poller &poller);

} // namespace monitoring
