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

/// GET /api/detections with its filters: {items[], next_cursor, total, total_at_least}, newest
/// first; GET /api/detections/{id}. 200, 400, 404, 503 (added).
void addDetectionRoutes(http::Router &router, storage::Storage &store, QObject *context);

} // namespace pipeline
