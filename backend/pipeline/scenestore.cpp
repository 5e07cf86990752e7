// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/scenestore.h"

#include "backend/protocol/jsonwriter.h"

using namespace Qt::StringLiterals;

namespace pipeline {

namespace {

Walk walkFor(const SceneFilter &filter)
{
    Walk walk{.table = u"scene_changes"_s,
              .time = u"detected_at"_s,
              .parts = {{.index = u"scene_changes_by_time"_s}},
              .since = filter.since,
              .until = filter.until,
              .cursor = filter.cursor,
              .limit = filter.limit};
    if (!filter.cameraId.isEmpty()) {
        walk.parts = {{.index = u"scene_changes_by_camera"_s,
                       .where = u"camera_id = ?"_s,
                       .values = {filter.cameraId}}};
    }
    if (!filter.changeType.isEmpty()) {
        walk.rest = u"change_type = ?"_s;
        walk.restValues = {filter.changeType};
    }
    return walk;
}

} // namespace

void storeSceneChange(storage::Transaction &tx, const QString &cameraId,
                      const SceneVerdict &verdict)
{
    const QString now = protocol::toIso(tx.now.wall);
    const qint64 id = tx.insert(
        u"INSERT INTO scene_changes (camera_id, detected_at, change_type, similarity_score) "
        "VALUES (?, ?, ?, ?)"_s,
        {cameraId, now, toText(verdict.change), verdict.similarity});
    tx.change(u"DELETE FROM scene_changes WHERE id <= ?"_s, {id - MostSceneChanges});
    tx.journal({.type = u"scene_change.detected"_s,
                .data = {{u"id"_s, id},
                         {u"camera_id"_s, cameraId},
                         {u"detected_at"_s, now},
                         {u"change_type"_s, toText(verdict.change)},
                         {u"similarity_score"_s, verdict.similarity}}});
}

QByteArray sceneChangesPage(storage::Transaction &tx, const SceneFilter &filter)
{
    const Walked walked = walkPage(tx, walkFor(filter));
    protocol::JsonWriter json;
    json.beginObject().key(u"items").beginArray();
    for (const qint64 id : walked.ids) {
        QSqlQuery &row = tx.exec(u"SELECT camera_id, detected_at, change_type, similarity_score "
                                 "FROM scene_changes WHERE id = ?"_s,
                                 {id});
        if (row.next()) {
            json.beginObject()
                .field(u"id", id)
                .field(u"camera_id", row.value(0).toString())
                .field(u"detected_at", row.value(1).toString())
                .field(u"change_type", row.value(2).toString())
                .field(u"similarity_score", row.value(3).toDouble())
                .endObject();
        }
    }
    json.endArray().field(u"next_cursor", walked.next);
    protocol::writeTotal(json, walked.total);
    json.endObject();
    return json.bytes();
}

} // namespace pipeline
