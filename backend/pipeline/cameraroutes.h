// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace http {
class Router;
}

namespace pipeline {

class Pipeline;

/// PATCH /api/cameras/{id}: body {"enabled": bool}, nothing else; answers {id, enabled, message,
/// timestamp}; 200, 400, 404, 503 (added). The files of a disabled camera wait in their folder and
/// are taken in when it is enabled again.
void addCameraRoutes(http::Router &router, Pipeline &pipeline);

} // namespace pipeline
