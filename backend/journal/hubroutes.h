// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace http {
class Router;
}

namespace journal {

class EventHub;

/// GET /api/system/health/websocket: {event_broadcaster, system_broadcaster, timestamp}; each has
/// state (closed, open, half_open, unavailable), failure_count, is_degraded, message or null, and,
/// added, clients, admitted, sent, too_slow, backlog_bytes, waiting_lines, dropped_lines; 200.
void addHubRoutes(http::Router &router, const EventHub &events, const EventHub &system);

} // namespace journal
