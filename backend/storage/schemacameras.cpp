// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/schemasteps.h"

#include <QString>

using namespace Qt::StringLiterals;

namespace storage {

namespace {

/// One more or one less of what `column` counts, whenever `when` happens.
QString counting(const QString &name, const QString &when, const QString &column,
                 const QString &change)
{
    const QString row = when.startsWith(u"DELETE") ? u"old"_s : u"new"_s;
    return u"CREATE TRIGGER %1 AFTER %2 BEGIN UPDATE cameras SET %3 = %3 %4 "
           "WHERE id = %5.camera_id; END"_s.arg(name, when, column, change, row);
}

} // namespace

QStringList cameraColumns()
{
    const QString more = u"+ 1"_s;
    const QString less = u"- 1"_s;
    return {
        u"ALTER TABLE cameras ADD COLUMN status_since TEXT"_s,
        u"ALTER TABLE cameras ADD COLUMN status_reason TEXT"_s,
        u"ALTER TABLE cameras ADD COLUMN enabled_since TEXT"_s,
        u"ALTER TABLE cameras ADD COLUMN disabled_reason TEXT"_s,
        u"ALTER TABLE cameras ADD COLUMN refused_in_a_row INTEGER NOT NULL DEFAULT 0"_s,
        u"ALTER TABLE cameras ADD COLUMN image_count INTEGER NOT NULL DEFAULT 0"_s,
        u"ALTER TABLE cameras ADD COLUMN detection_count INTEGER NOT NULL DEFAULT 0"_s,
        u"ALTER TABLE cameras ADD COLUMN event_count INTEGER NOT NULL DEFAULT 0"_s,
        u"UPDATE cameras SET "
        "image_count = (SELECT count(*) FROM images WHERE camera_id = cameras.id), "
        "detection_count = (SELECT count(*) FROM detections WHERE camera_id = cameras.id), "
        "event_count = (SELECT count(*) FROM events WHERE camera_id = cameras.id "
        "AND deleted_at IS NULL)"_s,
        counting(u"camera_image_in"_s, u"INSERT ON images"_s, u"image_count"_s, more),
        counting(u"camera_image_out"_s, u"DELETE ON images"_s, u"image_count"_s, less),
        counting(u"camera_detection_in"_s, u"INSERT ON detections"_s, u"detection_count"_s, more),
        counting(u"camera_detection_out"_s, u"DELETE ON detections"_s, u"detection_count"_s, less),
        counting(u"camera_event_in"_s, u"INSERT ON events WHEN new.deleted_at IS NULL"_s,
                 u"event_count"_s, more),
        counting(u"camera_event_out"_s, u"DELETE ON events WHEN old.deleted_at IS NULL"_s,
                 u"event_count"_s, less),
        counting(u"camera_event_deleted"_s,
                 u"UPDATE OF deleted_at ON events WHEN old.deleted_at IS NULL "
                 "AND new.deleted_at IS NOT NULL"_s,
                 u"event_count"_s, less),
        counting(u"camera_event_restored"_s,
                 u"UPDATE OF deleted_at ON events WHEN old.deleted_at IS NOT NULL "
                 "AND new.deleted_at IS NULL"_s,
                 u"event_count"_s, more),
    };
}

QStringList sceneTables()
{
    return {
        u"CREATE TABLE scene_changes ("
        "id INTEGER PRIMARY KEY AUTOINCREMENT, "
        "camera_id TEXT NOT NULL REFERENCES cameras(id) ON DELETE CASCADE, "
        "detected_at TEXT NOT NULL, change_type TEXT NOT NULL CHECK (change_type IN "
        "('view_blocked', 'angle_changed', 'view_tampered', 'unknown')), "
        "similarity_score REAL NOT NULL CHECK (similarity_score BETWEEN 0 AND 1)) STRICT"_s,
        u"CREATE INDEX scene_changes_by_time ON scene_changes (detected_at)"_s,
        u"CREATE INDEX scene_changes_by_camera ON scene_changes (camera_id, detected_at)"_s,
    };
}

} // namespace storage
