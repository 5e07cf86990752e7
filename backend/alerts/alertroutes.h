// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace http {
class Router;
}

namespace alerts {

class Alerts;

/// The alerts; all of them added. GET /api/alerts?status(active or a status)&severity&rule&limit
/// (1-100)&cursor: {items[{id, event_id, rule_id, severity, priority, message, status,
/// subject_kind, subject, count, created_at, updated_at, last_seen_at, cleared_at, acknowledged_at,
/// acknowledged_by, acknowledged_reason, ended_at, ended_by, ended_reason}], next_cursor, total,
/// total_at_least, timestamp}, newest first; 200, 400, 503. GET /api/alerts/{id}: one of them; 200,
/// 404, 503. GET /api/alerts/rules: {rules[{name, when, about, severity, priority, for_seconds,
/// message, enabled, origin, subjects, sees[{subject, holds, since, alert_id}]}], timestamp}; 200.
/// POST /api/alerts/{id}/acknowledge, …/resolve and …/dismiss with {reason} or nothing: the alert
/// as it is then, also when it was so already; 200, 400, 404, 409 (it has ended otherwise), 503.
void addRoutes(http::Router &router, Alerts &alerts);

} // namespace alerts
