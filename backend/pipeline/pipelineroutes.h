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

/// GET /api/system/pipeline: {file_watcher, batch_aggregator, degradation, queues, accounts,
/// stages, timestamp}; 200. GET /api/cameras: {items[], total}, each with waiting_files, those that
/// wait for it to be enabled; 200, 503 (added).
void addRoutes(http::Router &router, const Pipeline &pipeline, storage::Storage &store,
               QObject *context);

} // namespace pipeline
