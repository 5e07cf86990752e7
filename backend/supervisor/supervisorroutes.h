// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace http {
class Router;
}

namespace journal {
class RestartHistory;
}

class QObject;

namespace supervisor {

class Supervisor;

/// GET /api/system/supervisor and …/status: {running, worker_count, workers[], timestamp}; 200.
/// POST /api/system/supervisor/workers/{name}/start|stop|restart: {success, message, worker_name};
/// 200, 400, 404, 503. POST /api/system/supervisor/reset/{name}: {success, message}; 200, 400, 404,
/// 503. GET /api/system/supervisor/restart-history?worker_name&limit(1-100)&offset: {items[],
/// pagination}; 200, 400. GET /api/system/supervisor/workers/{name}/logs?tail(1-500): {worker_name,
/// lines[{timestamp, stream, text}]}; 200, 400, 404, 503 (added).
void addRoutes(http::Router &router, Supervisor &supervisor, journal::RestartHistory &history,
               QObject *context);

} // namespace supervisor
