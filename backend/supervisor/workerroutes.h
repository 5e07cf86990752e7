// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QObject;

namespace http {
class Router;
}

namespace journal {
class RestartHistory;
}

namespace supervisor {

class Supervisor;

/// GET /api/system/supervisor/workers/{name}: the worker with its definition (secrets masked), its
/// last exit, its newest restarts and its log file. GET …/{name}/logs?tail(1-500)&after&wait(0-25)
/// &follow: {worker_name, lines[{number, timestamp, stream, text}], last, missed}; with `wait` it
/// answers when there is a line behind `after`, at the latest after so many seconds. 200, 400, 404,
/// 503 (added).
void addWorkerRoutes(http::Router &router, Supervisor &supervisor, journal::RestartHistory &history,
                     QObject *context);

} // namespace supervisor
