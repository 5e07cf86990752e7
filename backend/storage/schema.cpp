// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/schema.h"

#include "backend/storage/schemasteps.h"

using namespace Qt::StringLiterals;

namespace storage {

namespace {

QStringList intakeTables()
{
    return {
        u"CREATE TABLE cameras ("
        "id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, folder_path TEXT NOT NULL UNIQUE, "
        "status TEXT NOT NULL DEFAULT 'unknown' "
        "CHECK (status IN ('online', 'offline', 'error', 'unknown')), "
        "enabled INTEGER NOT NULL DEFAULT 1, created_at TEXT NOT NULL, last_seen_at TEXT, "
        "deleted_at TEXT) STRICT"_s,
        u"CREATE TABLE images ("
        "id INTEGER PRIMARY KEY AUTOINCREMENT, "
        "camera_id TEXT NOT NULL REFERENCES cameras(id) ON DELETE CASCADE, "
        "path TEXT NOT NULL, inode INTEGER NOT NULL, size INTEGER NOT NULL, "
        "mtime_ns INTEGER NOT NULL, sha256 TEXT, media_type TEXT NOT NULL DEFAULT 'image', "
        "state TEXT NOT NULL DEFAULT 'accepted', accepted_at TEXT NOT NULL, finished_at TEXT, "
        "reason TEXT, UNIQUE (camera_id, path, inode, size, mtime_ns)) STRICT"_s,
        u"CREATE INDEX images_by_content ON images (camera_id, sha256, accepted_at)"_s,
        u"CREATE INDEX images_by_state ON images (state, accepted_at)"_s,
    };
}

QStringList detectionTables()
{
    return {
        u"CREATE TABLE batches ("
        "id TEXT PRIMARY KEY, camera_id TEXT NOT NULL REFERENCES cameras(id) ON DELETE CASCADE, "
        "state TEXT NOT NULL DEFAULT 'open', started_at TEXT NOT NULL, "
        "last_activity_at TEXT NOT NULL, closed_at TEXT, close_reason TEXT, "
        "detection_count INTEGER NOT NULL DEFAULT 0) STRICT"_s,
        u"CREATE UNIQUE INDEX batches_open ON batches (camera_id) WHERE state = 'open'"_s,
        u"CREATE INDEX batches_by_camera ON batches (camera_id, started_at)"_s,
        u"CREATE INDEX batches_by_state ON batches (state, started_at)"_s,
        u"CREATE TABLE detections ("
        "id INTEGER PRIMARY KEY AUTOINCREMENT, "
        "camera_id TEXT NOT NULL REFERENCES cameras(id) ON DELETE CASCADE, "
        "file_path TEXT NOT NULL, file_type TEXT, detected_at TEXT NOT NULL, object_type TEXT, "
        "confidence REAL CHECK (confidence BETWEEN 0 AND 1), "
        "bbox_x INTEGER, bbox_y INTEGER, bbox_width INTEGER, bbox_height INTEGER, "
        "thumbnail_path TEXT, media_type TEXT NOT NULL DEFAULT 'image', duration REAL, "
        "video_codec TEXT, video_width INTEGER, video_height INTEGER, "
        "enrichment_data TEXT, labels TEXT, "
        "batch_id TEXT REFERENCES batches(id) ON DELETE SET NULL, "
        "image_id INTEGER REFERENCES images(id) ON DELETE SET NULL) STRICT"_s,
        u"CREATE INDEX detections_by_camera ON detections (camera_id, detected_at)"_s,
        u"CREATE INDEX detections_by_time ON detections (detected_at)"_s,
        u"CREATE INDEX detections_by_batch ON detections (batch_id)"_s,
        u"CREATE INDEX detections_by_image ON detections (image_id)"_s,
    };
}

QStringList eventTables()
{
    return {
        u"CREATE TABLE events ("
        "id INTEGER PRIMARY KEY AUTOINCREMENT, batch_id TEXT NOT NULL UNIQUE, "
        "camera_id TEXT NOT NULL REFERENCES cameras(id) ON DELETE CASCADE, "
        "started_at TEXT NOT NULL, ended_at TEXT CHECK (ended_at >= started_at), "
        "risk_score INTEGER CHECK (risk_score BETWEEN 0 AND 100), "
        "risk_level TEXT CHECK (risk_level IN ('low', 'medium', 'high', 'critical')), "
        "summary TEXT, reasoning TEXT, llm_prompt TEXT, reviewed INTEGER NOT NULL DEFAULT 0, "
        "notes TEXT, is_fast_path INTEGER NOT NULL DEFAULT 0, object_types TEXT, "
        "detection_count INTEGER NOT NULL DEFAULT 0, clip_path TEXT, deleted_at TEXT, "
        "snooze_until TEXT, created_at TEXT NOT NULL) STRICT"_s,
        u"CREATE INDEX events_by_camera ON events (camera_id, started_at)"_s,
        u"CREATE INDEX events_by_time ON events (started_at)"_s,
        u"CREATE INDEX events_by_risk ON events (risk_score, started_at)"_s,
        u"CREATE TABLE event_detections ("
        "event_id INTEGER NOT NULL REFERENCES events(id) ON DELETE CASCADE, "
        "detection_id INTEGER NOT NULL REFERENCES detections(id) ON DELETE CASCADE, "
        "created_at TEXT NOT NULL, PRIMARY KEY (event_id, detection_id)) STRICT, WITHOUT ROWID"_s,
        u"CREATE INDEX event_detections_by_detection ON event_detections (detection_id)"_s,
    };
}

// job_counts is kept by triggers: a depth then costs the same with ten jobs and with a million.
QStringList jobTables()
{
    return {
        u"CREATE TABLE jobs ("
        "id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, "
        "state TEXT NOT NULL CHECK (state IN ('waiting', 'leased', 'done', 'dead')), "
        "payload TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, token TEXT, "
        "created_at TEXT NOT NULL, available_at TEXT NOT NULL, leased_at TEXT, finished_at TEXT, "
        "reason TEXT, history TEXT NOT NULL DEFAULT '[]') STRICT"_s,
        u"CREATE INDEX jobs_waiting ON jobs (kind, state, available_at)"_s,
        u"CREATE INDEX jobs_finished ON jobs (state, finished_at)"_s,
        u"CREATE TABLE job_counts (kind TEXT NOT NULL, state TEXT NOT NULL, "
        "jobs INTEGER NOT NULL, PRIMARY KEY (kind, state)) STRICT, WITHOUT ROWID"_s,
        u"CREATE TRIGGER jobs_added AFTER INSERT ON jobs BEGIN "
        "INSERT INTO job_counts VALUES (new.kind, new.state, 1) "
        "ON CONFLICT (kind, state) DO UPDATE SET jobs = job_counts.jobs + 1; END"_s,
        u"CREATE TRIGGER jobs_moved AFTER UPDATE OF kind, state ON jobs BEGIN "
        "UPDATE job_counts SET jobs = jobs - 1 WHERE kind = old.kind AND state = old.state; "
        "INSERT INTO job_counts VALUES (new.kind, new.state, 1) "
        "ON CONFLICT (kind, state) DO UPDATE SET jobs = job_counts.jobs + 1; END"_s,
        u"CREATE TRIGGER jobs_removed AFTER DELETE ON jobs BEGIN "
        "UPDATE job_counts SET jobs = jobs - 1 WHERE kind = old.kind AND state = old.state; END"_s,
    };
}

QStringList houseTables()
{
    return {
        u"CREATE TABLE restart_history ("
        "id INTEGER PRIMARY KEY AUTOINCREMENT, worker_name TEXT NOT NULL, "
        "timestamp TEXT NOT NULL, attempt INTEGER NOT NULL CHECK (attempt >= 0), "
        "status TEXT NOT NULL, error TEXT) STRICT"_s,
        u"CREATE INDEX restart_history_by_worker ON restart_history (worker_name)"_s,
        u"CREATE TABLE journal ("
        "sequence INTEGER PRIMARY KEY AUTOINCREMENT, node TEXT NOT NULL, type TEXT NOT NULL, "
        "channel TEXT NOT NULL, data TEXT NOT NULL, timestamp TEXT NOT NULL, "
        "cause INTEGER NOT NULL DEFAULT 0) STRICT"_s,
        u"CREATE INDEX journal_by_channel ON journal (channel)"_s,
        u"CREATE INDEX journal_by_type ON journal (type)"_s,
        u"CREATE INDEX journal_by_time ON journal (timestamp)"_s,
        u"CREATE TABLE settings ("
        "key TEXT PRIMARY KEY, value TEXT NOT NULL, updated_at TEXT NOT NULL) "
        "STRICT, WITHOUT ROWID"_s,
    };
}

// What the intake does not take and why; what it has looked into is in images.
QStringList setAsideTables()
{
    return {
        u"CREATE TABLE set_aside ("
        "id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, camera_id TEXT, "
        "path TEXT NOT NULL, inode INTEGER NOT NULL, size INTEGER NOT NULL, "
        "mtime_ns INTEGER NOT NULL, reason TEXT NOT NULL, seen_at TEXT NOT NULL, "
        "UNIQUE (path, inode, size, mtime_ns, kind)) STRICT"_s,
        u"CREATE INDEX set_aside_by_time ON set_aside (seen_at)"_s,
        u"CREATE INDEX set_aside_by_kind ON set_aside (kind, seen_at)"_s,
        // Of a video: how many of its frames are still to be looked at.
        u"ALTER TABLE images ADD COLUMN frames_left INTEGER"_s,
    };
}

/// Counts one item from now on.
QString addOne(const QString &stage, const QString &fate)
{
    return u"INSERT INTO stage_counts VALUES (%1, %2, 1) "
           "ON CONFLICT (stage, fate) DO UPDATE SET items = stage_counts.items + 1; "_s.arg(stage,
                                                                                            fate);
}

QString takeOne(const QString &stage, const QString &fate)
{
    return u"UPDATE stage_counts SET items = items - 1 WHERE stage = %1 AND fate = %2; "_s.arg(
        stage, fate);
}

/// What is in work counts as open; an old row of a queue or of the images that is removed stays
/// counted as what became of it.
QStringList stageTriggers()
{
    const QString job =
        u"CASE WHEN %1.state IN ('waiting', 'leased') THEN 'open' ELSE %1.state END"_s;
    const QString before = job.arg(u"old"_s);
    const QString after = job.arg(u"new"_s);
    const QString images = u"'images'"_s;
    const QString batches = u"'batches'"_s;
    const auto trigger = [](const QString &name, const QString &when, const QString &body) {
        return QString(u"CREATE TRIGGER "_s % name % u" AFTER "_s % when % u" BEGIN "_s % body
                       % u"END"_s);
    };
    return {
        trigger(u"images_counted"_s, u"INSERT ON images"_s,
                addOne(images, u"'in'"_s) % addOne(images, u"new.state"_s)),
        trigger(u"images_moved"_s, u"UPDATE OF state ON images WHEN old.state <> new.state"_s,
                takeOne(images, u"old.state"_s) % addOne(images, u"new.state"_s)),
        trigger(u"images_removed"_s, u"DELETE ON images WHEN old.state = 'accepted'"_s,
                takeOne(images, u"'accepted'"_s) % addOne(images, u"'removed'"_s)),
        trigger(u"batches_counted"_s, u"INSERT ON batches"_s,
                addOne(batches, u"'in'"_s) % addOne(batches, u"'open'"_s)),
        trigger(u"batches_closed"_s,
                u"UPDATE OF state ON batches WHEN old.state = 'open' AND new.state <> 'open'"_s,
                takeOne(batches, u"'open'"_s) % addOne(batches, u"'closed'"_s)),
        trigger(u"batches_removed"_s, u"DELETE ON batches WHEN old.state = 'open'"_s,
                takeOne(batches, u"'open'"_s) % addOne(batches, u"'empty'"_s)),
        trigger(u"jobs_counted"_s, u"INSERT ON jobs"_s,
                addOne(u"new.kind"_s, u"'in'"_s) % addOne(u"new.kind"_s, after)),
        trigger(u"jobs_ended"_s,
                u"UPDATE OF state ON jobs WHEN old.state IN ('done', 'dead') "
                "OR new.state IN ('done', 'dead')"_s,
                takeOne(u"old.kind"_s, before) % addOne(u"new.kind"_s, after)),
        trigger(u"jobs_discarded"_s, u"DELETE ON jobs WHEN old.state <> 'done'"_s,
                takeOne(u"old.kind"_s, before) % addOne(u"old.kind"_s, u"'discarded'"_s)),
    };
}

// What has gone through the stages since the store exists, kept by triggers, so that the same
// commit moves a thing and its count. What was removed before is not known any more.
QStringList stageCounts()
{
    return QStringList{
               u"CREATE TABLE stage_counts (stage TEXT NOT NULL, fate TEXT NOT NULL, "
               "items INTEGER NOT NULL, PRIMARY KEY (stage, fate)) STRICT, WITHOUT ROWID"_s,
               u"INSERT INTO stage_counts SELECT 'images', state, count(*) FROM images "
               "GROUP BY state"_s,
               u"INSERT INTO stage_counts SELECT 'images', 'in', count(*) FROM images"_s,
               u"INSERT INTO stage_counts SELECT 'batches', 'open', count(*) FROM batches "
               "WHERE state = 'open'"_s,
               u"INSERT INTO stage_counts SELECT 'batches', 'closed', count(*) FROM batches "
               "WHERE state <> 'open'"_s,
               u"INSERT INTO stage_counts SELECT 'batches', 'in', count(*) FROM batches"_s,
               u"INSERT INTO stage_counts SELECT kind, CASE WHEN state IN ('waiting', 'leased') "
               "THEN 'open' ELSE state END AS fate, count(*) FROM jobs GROUP BY kind, fate"_s,
               u"INSERT INTO stage_counts SELECT kind, 'in', count(*) FROM jobs GROUP BY kind"_s}
    + stageTriggers();
}

// Who was seen, by likeness. The cameras of an entity outlive its detections.
QStringList entityTables()
{
    return {
        u"CREATE TABLE entities ("
        "id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, "
        "first_camera_id TEXT NOT NULL, first_seen_at TEXT NOT NULL, "
        "last_camera_id TEXT NOT NULL, last_seen_at TEXT NOT NULL, "
        "sightings INTEGER NOT NULL, embedding BLOB NOT NULL) STRICT"_s,
        u"CREATE INDEX entities_by_kind ON entities (kind, last_seen_at)"_s,
        u"CREATE INDEX entities_by_time ON entities (last_seen_at, id)"_s,
        u"CREATE TABLE entity_cameras ("
        "entity_id INTEGER NOT NULL REFERENCES entities(id) ON DELETE CASCADE, "
        "camera_id TEXT NOT NULL, last_seen_at TEXT NOT NULL, "
        "PRIMARY KEY (entity_id, camera_id)) STRICT, WITHOUT ROWID"_s,
        u"ALTER TABLE detections ADD COLUMN entity_id INTEGER REFERENCES entities(id) "
        "ON DELETE SET NULL"_s,
        u"CREATE INDEX detections_by_entity ON detections (entity_id, batch_id) "
        "WHERE entity_id IS NOT NULL"_s,
    };
}

// Of a thing in a video: the picture that it was found in.
QStringList frameColumns()
{
    return {u"ALTER TABLE detections ADD COLUMN frame_path TEXT"_s,
            u"ALTER TABLE detections ADD COLUMN frame_sha256 TEXT"_s};
}

// Whether something is still needed by a job is then known without reading all of them.
QStringList jobSubjects()
{
    return {u"CREATE INDEX jobs_by_batch ON jobs (%1) WHERE state <> 'done'"_s.arg(
                jobSubject(u"batch_id"_s)),
            u"CREATE INDEX jobs_by_image ON jobs (%1) WHERE state <> 'done'"_s.arg(
                jobSubject(u"image_id"_s))};
}

} // namespace

QString jobSubject(const QString &key)
{
    return u"CASE WHEN json_valid(payload) THEN json_extract(payload, '$.%1') END"_s.arg(key);
}

QList<Migration> migrations()
{
    QList<Migration> all{{.statements = intakeTables() + detectionTables() + eventTables()
                              + jobTables() + houseTables()},
                         {.statements = setAsideTables()},
                         {.statements = stageCounts()},
                         {.statements = entityTables()},
                         {.statements = frameColumns()},
                         {.statements = jobSubjects()},
                         {.statements = denseHistory(), .onPostgres = denseHistoryNumbers()}};
    // Each by itself: what one transaction writes waits in the log of the store, all of it.
    const QStringList indexes = pageIndexes();
    for (const QString &index : indexes) {
        all.append({.statements = QStringList{index}});
    }
    for (const QStringList &statements :
         {cameraColumns(), alertTables(), sceneTables(), alertIndexes(), reviewIndexes()}) {
        all.append({.statements = statements});
    }
    all.append({.onPostgres = longPaths()});
    for (int i = 0; i < all.size(); ++i) {
        all[i].version = i + 1;
    }
    return all;
}

} // namespace storage
