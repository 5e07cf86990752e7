// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace breakers {
class Registry;
}

namespace http {
class HttpServer;
}

namespace pipeline {
class Pipeline;
}

namespace supervisor {
class Supervisor;
}

namespace metrics {

/// Those that the figures are asked of, at each request. They have to outlive the routes.
struct Rooms
{
    const supervisor::Supervisor &supervisor;
    const breakers::Registry &breakers;
    const pipeline::Pipeline &pipeline;
};

/// GET /metrics, for Prometheus: text exposition format 0.0.4; 200. `server` is the door itself,
/// which is counted too.
void addRoutes(http::HttpServer &server, const Rooms &rooms);

} // namespace metrics
