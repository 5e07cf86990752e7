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

/// GET /api/scene-changes?camera_id&change_type&since&until&limit&cursor: {items[{id, camera_id,
/// detected_at, change_type, similarity_score}], next_cursor, total, total_at_least}, newest first;
/// 200, 400, 503 (added).
void addSceneRoutes(http::Router &router, storage::Storage &store, QObject *context);

} // namespace pipeline
