// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace http {
class Router;
}

namespace breakers {

class Registry;

/// GET /api/system/circuit-breakers: {circuit_breakers{name: …}, total_count, open_count,
/// timestamp}; 200. POST /api/system/circuit-breakers/{name}/reset: {name, previous_state,
/// new_state, message, timestamp}; 200, 400, 404.
void addRoutes(http::Router &router, Registry &registry);

} // namespace breakers
