// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace breakers {
class Registry;
}

namespace http {
class HttpServer;
}

namespace journal {
class EventHub;
class Journal;
} // namespace journal

namespace performance {
class Collector;
}

namespace pipeline {
class Pipeline;
}

namespace storage {
class Storage;
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
    const performance::Collector &performance;
    const storage::Storage &store;
    const journal::Journal &journal;
    const journal::EventHub &events;
    const journal::EventHub &system;
};

/// GET /metrics, for Prometheus: text exposition format 0.0.4; 200. `server` is the door itself,
/// which is counted too.
void addRoutes(http::HttpServer &server, const Rooms &rooms);

} // namespace metrics
