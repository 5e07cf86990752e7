// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace http {
class Router;
}

namespace cleanup {

class Cleanup;

/// The cleanup; all of them added. A job is {id, kind (retention | orphans), dry_run, state
/// (running | done | failed | cancelled), phase, waiting_for (store | cleanup_service), phases
/// [{name, done, total}], result {events, detections, batches, image_rows, entities, jobs,
/// set_aside, alerts, restart_history, journal_lines, thumbnails, images, orphans_found,
/// orphans_deleted, space_reclaimed (bytes)}, failed_files, failures [{path, reason}], orphans
/// [{kind (frames | temporary | media), path, size_bytes, modified_at}], started_at, finished_at,
/// error}; failures and orphans are the first 20. GET /api/system/cleanup/status: {running,
/// retention_days, cleanup_time, delete_images, next_cleanup, last_cleanup, job (at work, else the
/// last one, or null), timestamp}; 200. POST /api/system/cleanup?dry_run (true | false, false) and
/// POST /api/system/cleanup/orphaned-files?dry_run (true): the job; 202, 400, 409 (one is running),
/// 503. DELETE /api/system/cleanup: the job that was cancelled, when it has ended; 200, 404.
void addRoutes(http::Router &router, Cleanup &cleanup);

} // namespace cleanup
