// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/imagestore.h"

#include "backend/pipeline/setaside.h"
#include "backend/queue/jobqueue.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace pipeline {

namespace {

QVariantList identityValues(const FileIdentity &file)
{
    return {file.cameraId, file.path, file.inode, file.sizeBytes, file.mtimeNs};
}

// True when the camera is new.
bool touchCamera(storage::Transaction &tx, const FileIdentity &file)
{
    const QString now = protocol::toIso(tx.now.wall);
    const bool fresh =
        tx.change(u"INSERT INTO cameras (id, name, folder_path, status, created_at, last_seen_at) "
                  "VALUES (?, ?, ?, 'online', ?, ?) ON CONFLICT DO NOTHING"_s,
                  {file.cameraId, file.cameraFolder, QFileInfo(file.path).path(), now, now})
        > 0;
    QJsonValue before;
    if (!fresh) {
        QSqlQuery &found = tx.exec(u"SELECT status FROM cameras WHERE id = ?"_s, {file.cameraId});
        before = found.next() ? found.value(0).toString() : QString();
        tx.change(u"UPDATE cameras SET last_seen_at = ?, status = 'online' WHERE id = ?"_s,
                  {now, file.cameraId});
        if (before == u"online"_s) {
            return false;
        }
    }
    tx.journal({.type = u"camera.status_changed"_s,
                .data = {{u"camera_id"_s, file.cameraId},
                         {u"camera_name"_s, file.cameraFolder},
                         {u"status"_s, u"online"_s},
                         {u"previous_status"_s, before},
                         {u"reason"_s, fresh ? u"first image"_s : u"an image came"_s},
                         {u"timestamp"_s, now}}});
    return fresh;
}

std::optional<protocol::WallTime> equalSeenAt(storage::Transaction &tx, const FileIdentity &file,
                                              const QString &sha256)
{
    QSqlQuery &query =
        tx.exec(u"SELECT max(accepted_at) FROM images WHERE camera_id = ? AND sha256 = ? "
                "AND state NOT IN ('rejected', 'duplicate', 'too_old')"_s,
                {file.cameraId, sha256});
    return query.next() ? protocol::fromIso(query.value(0).toString()) : std::nullopt;
}

void enqueueWork(storage::Transaction &tx, const FileIdentity &file, const QString &sha256,
                 qint64 imageId)
{
    const QString now = protocol::toIso(tx.now.wall);
    queue::enqueue(tx, queueOf(file),
                   {{u"image_id"_s, imageId},
                    {u"camera_id"_s, file.cameraId},
                    {u"file_path"_s, file.path},
                    {u"media_type"_s, file.mediaType},
                    {u"file_hash"_s, sha256},
                    {u"timestamp"_s, now},
                    {u"pipeline_start_time"_s, now}},
                   tx.now.wall);
}

qint64 insertImage(storage::Transaction &tx, const FileIdentity &file, const QString &sha256,
                   const QString &state, const QString &reason)
{
    const QString now = protocol::toIso(tx.now.wall);
    const bool open = state == u"accepted";
    return tx.insert(
        u"INSERT INTO images (camera_id, path, inode, size, mtime_ns, sha256, state, accepted_at, "
        "finished_at, reason, media_type) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        identityValues(file)
            + QVariantList{sha256.isEmpty() ? QVariant() : sha256, state, now,
                           open ? QVariant() : now, reason.isEmpty() ? QVariant() : reason,
                           file.mediaType});
}

} // namespace

QString queueOf(const FileIdentity &file)
{
    return (file.isVideo() ? VideoQueue : DetectionQueue).toString();
}

bool isKnown(storage::Transaction &tx, const FileIdentity &file)
{
    return tx
        .exec(u"SELECT 1 FROM images WHERE camera_id = ? AND path = ? AND inode = ? AND size = ? "
              "AND mtime_ns = ?"_s,
              identityValues(file))
        .next();
}

Admitted admitImage(storage::Transaction &tx, const FileIdentity &file, const Decoded &decoded,
                    const IntakeLimits &limits)
{
    Admitted result;
    if (isKnown(tx, file)) {
        result.alreadyKnown = true;
        return result;
    }
    result.newCamera = touchCamera(tx, file);
    takeBack(tx, file.path);
    result.admission = admit({.mtimeNs = file.mtimeNs,
                              .equalSeenAt = equalSeenAt(tx, file, decoded.sha256),
                              .dedupe = limits.dedupe,
                              .retention = limits.retention},
                             tx.now.wall);
    const qint64 id =
        insertImage(tx, file, decoded.sha256, toText(result.admission), reasonOf(result.admission));
    if (result.admission == Admission::Accepted) {
        enqueueWork(tx, file, decoded.sha256, id);
    }
    return result;
}

void rejectImage(storage::Transaction &tx, const FileIdentity &file, const QString &reason)
{
    if (!isKnown(tx, file)) {
        touchCamera(tx, file);
        insertImage(tx, file, {}, u"rejected"_s, reason);
        takeBack(tx, file.path);
    }
}

void finishImage(storage::Transaction &tx, qint64 imageId, const QString &state,
                 const QString &reason)
{
    tx.change(
        u"UPDATE images SET state = ?, finished_at = ?, reason = ? WHERE id = ?"_s,
        {state, protocol::toIso(tx.now.wall), reason.isEmpty() ? QVariant() : reason, imageId});
}

} // namespace pipeline
