// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QObject;

namespace http {
class Router;
}

namespace storage {
class Storage;
}

namespace pipeline {

/// GET /api/events and /api/detections with their filters: {items[], next_cursor, total,
/// total_at_least}, newest first. GET /api/events/{id} and /api/detections/{id}. PATCH
/// /api/events/{id} {reviewed, notes}: the event as GET tells it. DELETE /api/events/{id}?reason:
/// {id, message, timestamp}. 200, 400, 404, 503 (all added).
void addEventRoutes(http::Router &router, storage::Storage &store, QObject *context);

} // namespace pipeline
