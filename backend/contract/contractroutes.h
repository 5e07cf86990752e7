// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace http {
class Router;
}

namespace protocol {
class EventRegistry;
}

namespace contract {

/// GET /openapi.json, /asyncapi.json and /docs with its parts. The documents are made of the table
/// as it is at the first request; `router` and `registry` have to outlive the routes.
void addRoutes(http::Router &router, const protocol::EventRegistry &registry);

} // namespace contract
