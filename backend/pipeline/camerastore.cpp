// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/camerastore.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace pipeline {

namespace {

struct NewStatus
{
    QString status = {};
    QString reason = {};
    qint64 cause = 0;
    bool isFirst = false; ///< the camera had none before
};

/// With a camera.status_changed line; false when it has that status already.
bool changeStatus(storage::Transaction &tx, const QString &cameraId, const NewStatus &to)
{
    QSqlQuery &row = tx.exec(u"SELECT name, status FROM cameras WHERE id = ?"_s, {cameraId});
    if (!row.next() || row.value(1).toString() == to.status) {
        return false;
    }
    const QString name = row.value(0).toString();
    const QString before = row.value(1).toString();
    const QString now = protocol::toIso(tx.now.wall);
    tx.change(u"UPDATE cameras SET status = ?, status_since = ?, status_reason = ? WHERE id = ?"_s,
              {to.status, now, to.reason, cameraId});
    tx.journal({.type = u"camera.status_changed"_s,
                .data = {{u"camera_id"_s, cameraId},
                         {u"camera_name"_s, name},
                         {u"status"_s, to.status},
                         {u"previous_status"_s, to.isFirst ? QJsonValue() : QJsonValue(before)},
                         {u"reason"_s, to.reason},
                         {u"timestamp"_s, now}},
                .cause = to.cause});
    return true;
}

} // namespace

QSet<QString> disabledCameras(storage::Transaction &tx)
{
    QSet<QString> disabled;
    QSqlQuery &query = tx.exec(u"SELECT id FROM cameras WHERE enabled = 0"_s);
    while (query.next()) {
        disabled.insert(query.value(0).toString());
    }
    return disabled;
}

protocol::Result<protocol::Done> setCameraEnabled(storage::Transaction &tx, const QString &cameraId,
                                                  const CameraSwitch &wish)
{
    QSqlQuery &found =
        tx.exec(u"SELECT enabled FROM cameras WHERE id = ? AND deleted_at IS NULL"_s, {cameraId});
    if (!found.next()) {
        constexpr qsizetype mostShown = 64;
        return protocol::Error{protocol::ErrorKind::NotFound,
                               u"Camera '%1' not found"_s.arg(cameraId.left(mostShown))};
    }
    if (found.value(0).toBool() == wish.isEnabled) {
        return protocol::Done{};
    }
    const QString now = protocol::toIso(tx.now.wall);
    const std::optional<QString> reason = wish.isEnabled ? std::nullopt : wish.reason;
    tx.change(
        u"UPDATE cameras SET enabled = ?, enabled_since = ?, disabled_reason = ? WHERE id = ?"_s,
        {wish.isEnabled ? 1 : 0, now, storage::stored(reason), cameraId});
    qint64 line = 0;
    if (wish.isEnabled) {
        line = tx.journal({.type = u"camera.enabled"_s,
                           .data = {{u"camera_id"_s, cameraId}, {u"enabled_at"_s, now}}});
    } else {
        line = tx.journal({.type = u"camera.disabled"_s,
                           .data = {{u"camera_id"_s, cameraId},
                                    {u"disabled_at"_s, now},
                                    {u"reason"_s, reason ? QJsonValue(*reason) : QJsonValue()}}});
    }
    changeStatus(tx, cameraId,
                 {.status = u"unknown"_s,
                  .reason = wish.isEnabled ? u"enabled, no image since"_s : u"disabled"_s,
                  .cause = line});
    return protocol::Done{};
}

bool markOffline(storage::Transaction &tx, const QString &cameraId,
                 std::chrono::milliseconds silence)
{
    QSqlQuery &enabled =
        tx.exec(u"SELECT 1 FROM cameras WHERE id = ? AND enabled <> 0 AND deleted_at IS NULL"_s,
                {cameraId});
    if (!enabled.next()) {
        return false;
    }
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(silence).count();
    return changeStatus(
        tx, cameraId,
        {.status = u"offline"_s, .reason = u"no image for more than %1 minutes"_s.arg(minutes)});
}

void cameraHasSent(storage::Transaction &tx, const FileIdentity &file, const QString &fault)
{
    const QString now = protocol::toIso(tx.now.wall);
    const bool isNew =
        tx.change(u"INSERT INTO cameras (id, name, folder_path, status, created_at, last_seen_at) "
                  "VALUES (?, ?, ?, 'unknown', ?, ?) ON CONFLICT DO NOTHING"_s,
                  {file.cameraId, file.cameraFolder, QFileInfo(file.path).path(), now, now})
        > 0;
    tx.change(
        u"UPDATE cameras SET last_seen_at = ?, "
        "refused_in_a_row = CASE WHEN ? > 0 THEN refused_in_a_row + 1 ELSE 0 END WHERE id = ?"_s,
        {now, fault.isEmpty() ? 0 : 1, file.cameraId});
    QSqlQuery &row = tx.exec(
        u"SELECT status, refused_in_a_row, enabled FROM cameras WHERE id = ?"_s, {file.cameraId});
    // What was on its way when it was switched off says nothing any more.
    if (!row.next() || !row.value(2).toBool()) {
        return;
    }
    if (row.value(1).toInt() >= RefusedForError) {
        changeStatus(tx, file.cameraId,
                     {.status = u"error"_s,
                      .reason = u"its last %1 files cannot be read: %2"_s.arg(
                          row.value(1).toString(), fault)});
    } else if (fault.isEmpty() || row.value(0).toString() != u"error") {
        changeStatus(tx, file.cameraId,
                     {.status = u"online"_s,
                      .reason = isNew ? u"first image"_s : u"an image came"_s,
                      .isFirst = isNew});
    }
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
