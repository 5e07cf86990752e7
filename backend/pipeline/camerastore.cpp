// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/camerastore.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pipeline {

QSet<QString> disabledCameras(storage::Transaction &tx)
{
    QSet<QString> disabled;
    QSqlQuery &query = tx.exec(u"SELECT id FROM cameras WHERE NOT enabled"_s);
    while (query.next()) {
        disabled.insert(query.value(0).toString());
    }
    return disabled;
}

protocol::Result<protocol::Done> setCameraEnabled(storage::Transaction &tx, const QString &cameraId,
                                                  bool isEnabled)
{
    QSqlQuery &found =
        tx.exec(u"SELECT enabled FROM cameras WHERE id = ? AND deleted_at IS NULL"_s, {cameraId});
    if (!found.next()) {
        constexpr qsizetype mostShown = 64;
        return protocol::Error{protocol::ErrorKind::NotFound,
                               u"Camera '%1' not found"_s.arg(cameraId.left(mostShown))};
    }
    if (found.value(0).toBool() == isEnabled) {
        return protocol::Done{};
    }
    tx.change(u"UPDATE cameras SET enabled = ? WHERE id = ?"_s, {isEnabled ? 1 : 0, cameraId});
    const QString now = protocol::toIso(tx.now.wall);
    if (isEnabled) {
        tx.journal({.type = u"camera.enabled"_s,
                    .data = {{u"camera_id"_s, cameraId}, {u"enabled_at"_s, now}}});
    } else {
        tx.journal({.type = u"camera.disabled"_s,
                    .data = {{u"camera_id"_s, cameraId},
                             {u"disabled_at"_s, now},
                             {u"reason"_s, QJsonValue::Null}}});
    }
    return protocol::Done{};
}

bool markOffline(storage::Transaction &tx, const QString &cameraId,
                 std::chrono::milliseconds silence)
{
    const int changed = tx.change(u"UPDATE cameras SET status = 'offline' WHERE id = ? "
                                  "AND status = 'online' AND enabled AND deleted_at IS NULL"_s,
                                  {cameraId});
    if (changed == 0) {
        return false;
    }
    QSqlQuery &found = tx.exec(u"SELECT name FROM cameras WHERE id = ?"_s, {cameraId});
    const QString name = found.next() ? found.value(0).toString() : cameraId;
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(silence).count();
    tx.journal({.type = u"camera.status_changed"_s,
                .data = {{u"camera_id"_s, cameraId},
                         {u"camera_name"_s, name},
                         {u"status"_s, u"offline"_s},
                         {u"previous_status"_s, u"online"_s},
                         {u"reason"_s, u"no image for more than %1 minutes"_s.arg(minutes)},
                         {u"timestamp"_s, protocol::toIso(tx.now.wall)}}});
    return true;
}

QHash<QString, CameraRhythm> recentRhythms(storage::Transaction &tx, const CameraLimits &limits)
{
    constexpr int newest = 2000;
    QHash<QString, CameraRhythm> rhythms;
    QSqlQuery &query =
        tx.exec(u"SELECT camera_id, accepted_at FROM (SELECT id, camera_id, accepted_at "
                "FROM images ORDER BY id DESC LIMIT ?) ORDER BY id"_s,
                {newest});
    while (query.next()) {
        if (const auto at = protocol::fromIso(query.value(1).toString())) {
            noteImage(rhythms[query.value(0).toString()], limits, *at);
        }
    }
    return rhythms;
}

} // namespace pipeline
