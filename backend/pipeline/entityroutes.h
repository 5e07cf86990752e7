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

/// GET /api/entities?limit(1-100)&cursor: {items[{id, kind, first_camera_id, first_seen_at,
/// last_camera_id, last_seen_at, sightings, cameras[]}], next_cursor}, the last seen first; 200,
/// 400, 503 (added). `sightings` are the pictures that were compared.
void addEntityRoutes(http::Router &router, storage::Storage &store, QObject *context);

} // namespace pipeline
