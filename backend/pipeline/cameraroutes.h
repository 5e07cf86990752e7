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

class Pipeline;

/// GET /api/cameras: {items[], total}, each with its status, its counts and waiting_files, those
/// that wait for it to be enabled; GET /api/cameras/{id}. PATCH /api/cameras/{id}: body {"enabled":
/// bool, "reason": text}; answers {id, enabled, message, timestamp}. 200, 400, 404, 503 (added).
/// The files of a disabled camera wait in their folder and are taken in when it is enabled again.
void addCameraRoutes(http::Router &router, Pipeline &pipeline, storage::Storage &store,
                     QObject *context);

} // namespace pipeline
