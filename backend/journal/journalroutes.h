// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QObject;

namespace http {
class Router;
}

namespace protocol {
class EventRegistry;
}

namespace journal {

class Journal;

/// GET /api/system/websocket/events: the registry {event_types[], channels[], total_count,
/// deprecated_count}; 200. GET /api/journal?limit(1-100)&cursor&channel&type&since&until&cause:
/// {items[{sequence, type, channel, data, timestamp, cause}], next_cursor, total, total_at_least},
/// newest first; 200, 400, 503 (added). `type` is a prefix.
void addRoutes(http::Router &router, Journal &journal, const protocol::EventRegistry &registry,
               QObject *context);

} // namespace journal
