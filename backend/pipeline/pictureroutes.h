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

class Pictures;

/// GET /api/events/{id}/image, …/thumbnail and the same of /api/detections/{id}: the bytes of an
/// image with an ETag; 200, 304, 400, 404, 503 (added).
void addPictureRoutes(http::Router &router, Pictures &pictures, storage::Storage &store,
                      QObject *context);

} // namespace pipeline
