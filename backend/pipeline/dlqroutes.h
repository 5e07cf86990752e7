// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace http {
class Router;
}

namespace pipeline {

class DeadLetters;

/// The dead letters of the queues detection and analysis; all of them added. GET /api/dlq: {queues:
/// {name: count}, total}; 200, 503. GET /api/dlq/{queue}?limit(1-100)&cursor: {items[{id,
/// queue_name, original_job, error, attempt_count, first_failed_at, last_failed_at, error_type,
/// http_status, history[{at, reason, error_type, http_status}]}], next_cursor}, newest job first;
/// 200, 400, 503. POST /api/dlq/{queue}/{id}/replay and DELETE /api/dlq/{queue}/{id}: {queue_name,
/// id, message, timestamp}; 200, 400, 404, 409 (it is no dead letter), 503. POST
/// /api/dlq/{queue}/replay: {queue_name, replayed, message, timestamp} and DELETE /api/dlq/{queue}:
/// {queue_name, discarded, message, timestamp}; 200, 400, 503.
void addDeadLetterRoutes(http::Router &router, DeadLetters &letters);

} // namespace pipeline
