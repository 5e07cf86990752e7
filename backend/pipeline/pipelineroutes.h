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
/// stages, timestamp}; 200. GET /api/intake/set-aside?limit(1-100)&cursor&kind: {items[],
/// next_cursor}; 200, 400, 503 (added).
void addRoutes(http::Router &router, const Pipeline &pipeline, storage::Storage &store,
               QObject *context);

} // namespace pipeline
