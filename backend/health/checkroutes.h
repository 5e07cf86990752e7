// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace http {
class Router;
}

namespace health {

class Monitor;

/// What load balancers ask. GET /livez and /readyz (?verbose, ?exclude=name, repeated or with
/// commas): text in the manner of Kubernetes, 200 or 503. GET /health: {"status": "alive"}, 200.
/// GET /ready: {ready, status: "ready" or "not_ready"}, and added `reasons`; 200 or 503.
///
/// They need what every other reading needs: nothing on loopback, elsewhere a token of scope read
/// in a header, which every load balancer that asks HTTP can send. An exception for them would tell
/// strangers what runs here and when it is down.
void addCheckRoutes(http::Router &router, const Monitor &monitor);

} // namespace health
