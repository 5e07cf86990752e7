// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/schemasteps.h"

#include <QString>

using namespace Qt::StringLiterals;

namespace storage {

QStringList denseHistory()
{
    return {
        u"CREATE TABLE dense_history ("
        "id INTEGER PRIMARY KEY AUTOINCREMENT, worker_name TEXT NOT NULL, "
        "timestamp TEXT NOT NULL, attempt INTEGER NOT NULL CHECK (attempt >= 0), "
        "status TEXT NOT NULL, error TEXT, worker_number INTEGER) STRICT"_s,
        u"INSERT INTO dense_history SELECT row_number() OVER (ORDER BY id), worker_name, "
        "timestamp, attempt, status, error, "
        "row_number() OVER (PARTITION BY worker_name ORDER BY id) FROM restart_history"_s,
        u"DROP TABLE restart_history"_s,
        u"ALTER TABLE dense_history RENAME TO restart_history"_s,
        u"CREATE INDEX restart_history_by_worker ON restart_history "
        "(worker_name, worker_number)"_s,
        u"CREATE TRIGGER restart_history_numbered AFTER INSERT ON restart_history BEGIN "
        "UPDATE restart_history SET worker_number = 1 + coalesce((SELECT max(worker_number) "
        "FROM restart_history WHERE worker_name = new.worker_name), 0) WHERE id = new.id; END"_s,
    };
}

QStringList denseHistoryNumbers()
{
    return {
        u"CREATE FUNCTION next_restart_history_id() RETURNS bigint LANGUAGE plpgsql AS $$ "
        "BEGIN RETURN (SELECT 1 + coalesce(max(id), 0) FROM restart_history); END $$"_s,
        u"ALTER TABLE restart_history ALTER COLUMN id DROP IDENTITY"_s,
        u"ALTER TABLE restart_history ALTER COLUMN id SET DEFAULT next_restart_history_id()"_s,
    };
}

// A channel is read as its types, of which there are few: it needs no index of its own.
QStringList pageIndexes()
{
    return {
        u"DROP INDEX journal_by_channel"_s,
        u"CREATE INDEX journal_by_type_time ON journal (type, timestamp)"_s,
        u"CREATE INDEX journal_by_cause ON journal (cause) WHERE cause > 0"_s,
        u"DROP INDEX events_by_camera"_s,
        u"DROP INDEX events_by_risk"_s,
        u"CREATE INDEX events_live_by_time ON events (started_at) WHERE deleted_at IS NULL"_s,
        u"CREATE INDEX events_live_by_camera ON events (camera_id, started_at) "
        "WHERE deleted_at IS NULL"_s,
        u"CREATE INDEX events_live_by_level ON events (risk_level, started_at) "
        "WHERE deleted_at IS NULL"_s,
        u"CREATE INDEX events_live_by_camera_level ON events (camera_id, risk_level, started_at) "
        "WHERE deleted_at IS NULL"_s,
        u"CREATE INDEX events_live_by_review ON events (reviewed, started_at) "
        "WHERE deleted_at IS NULL"_s,
        u"CREATE INDEX detections_by_type ON detections (object_type, detected_at)"_s,
        u"CREATE INDEX detections_by_camera_type ON detections "
        "(camera_id, object_type, detected_at)"_s,
    };
}

QStringList reviewIndexes()
{
    return {u"CREATE INDEX events_live_by_camera_review ON events "
            "(camera_id, reviewed, started_at) WHERE deleted_at IS NULL"_s};
}

// A path has up to 4,095 bytes, an entry of a B-tree there has 2,704: the path's hash stands in it.
QStringList longPaths()
{
    return {
        u"ALTER TABLE cameras DROP CONSTRAINT cameras_folder_path_key"_s,
        u"CREATE UNIQUE INDEX cameras_by_folder ON cameras (hashtextextended(folder_path, 0))"_s,
        u"ALTER TABLE images DROP CONSTRAINT images_camera_id_path_inode_size_mtime_ns_key"_s,
        u"CREATE UNIQUE INDEX images_by_identity ON images "
        "(camera_id, inode, size, mtime_ns, hashtextextended(path, 0))"_s,
        u"ALTER TABLE set_aside DROP CONSTRAINT set_aside_path_inode_size_mtime_ns_kind_key"_s,
        u"CREATE UNIQUE INDEX set_aside_by_identity ON set_aside "
        "(inode, size, mtime_ns, kind, hashtextextended(path, 0))"_s,
        u"CREATE INDEX set_aside_by_path ON set_aside USING hash (path)"_s,
    };
}

} // namespace storage
