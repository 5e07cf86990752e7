// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/imagestore.h"

#include "backend/pipeline/camerastore.h"
#include "backend/pipeline/setaside.h"
#include "backend/queue/jobqueue.h"

using namespace Qt::StringLiterals;

namespace pipeline {

namespace {

QVariantList identityValues(const FileIdentity &file)
{
    return {file.cameraId, file.path, file.inode, file.sizeBytes, file.mtimeNs};
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
    cameraHasSent(tx, file, {});
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
        cameraHasSent(tx, file, reason);
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
