// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/cleanup/filestore.h"

#include "backend/cleanup/rowstore.h"
#include "backend/pipeline/videostore.h"
#include "backend/protocol/names.h"

using namespace Qt::StringLiterals;

namespace cleanup {

namespace {

using storage::stored;
using storage::Transaction;

// CASE asks for the dear things only where the cheap ones leave it open.
QString spentSelect()
{
    return u"SELECT i.id, i.path, i.inode, i.size, i.mtime_ns, CASE "
           "WHEN i.state = 'accepted' OR i.accepted_at >= ? "
           "OR coalesce(i.finished_at, i.accepted_at) >= ? THEN 0 WHEN "_s
        % hasJob(u"image_id"_s, u"i.id"_s)
        % u" THEN 0 WHEN EXISTS (SELECT 1 FROM detections d LEFT JOIN batches b "
          "ON b.id = d.batch_id WHERE d.image_id = i.id AND (d.detected_at >= ? OR "_s
        % isNeededByBatch()
        % u")) THEN 0 ELSE 1 END FROM images i WHERE i.id > ? "
          "ORDER BY i.id LIMIT ?"_s;
}

bool isKnown(Transaction &tx, const File &file, const QString &cameraRoot,
             protocol::WallTime before)
{
    const qsizetype start = cameraRoot.size() + 1;
    const qsizetype end = file.path.indexOf(u'/', start);
    const QString camera =
        end < 0 ? QString() : protocol::cameraId(file.path.mid(start, end - start));
    return tx.exec(u"SELECT 1 FROM images WHERE camera_id = ? AND path = ? AND inode = ? "
                   "AND size = ? AND mtime_ns = ?"_s,
                   {camera, file.path, file.inode, file.sizeBytes, file.mtimeNs})
               .next()
        || tx.exec(u"SELECT 1 FROM set_aside WHERE path = ? AND seen_at >= ?"_s,
                   {file.path, stored(before)})
               .next()
        // What a disabled camera has brought waits for it to be enabled.
        || tx.exec(u"SELECT 1 FROM cameras WHERE id = ? AND enabled = 0"_s, {camera}).next();
}

} // namespace

ImageSlab spentImages(Transaction &tx, protocol::WallTime before, qint64 after, int limit)
{
    static const QString select = spentSelect();
    const QVariant old = stored(before);
    ImageSlab slab{.next = after};
    QSqlQuery &rows = tx.exec(select, {old, old, old, old, old, after, limit});
    while (rows.next()) {
        ++slab.looked;
        slab.next = rows.value(0).toLongLong();
        if (rows.value(5).toBool()) {
            slab.spent.append({.path = rows.value(1).toString(),
                               .inode = rows.value(2).toLongLong(),
                               .sizeBytes = rows.value(3).toLongLong(),
                               .mtimeNs = rows.value(4).toLongLong(),
                               .imageId = slab.next});
        }
    }
    slab.isEnd = slab.looked < limit;
    return slab;
}

qint64 removeImages(Transaction &tx, const QList<qint64> &ids)
{
    qint64 rows = 0;
    for (const qint64 id : ids) {
        rows += tx.change(u"DELETE FROM images WHERE id = ? AND state <> 'accepted'"_s, {id});
    }
    return rows;
}

QList<File> unknownFiles(Transaction &tx, const QList<File> &files, const QString &cameraRoot,
                         protocol::WallTime before)
{
    QList<File> unknown;
    for (const File &file : files) {
        if (!isKnown(tx, file, cameraRoot, before)) {
            unknown.append(file);
        }
    }
    return unknown;
}

QList<File> unneededFrames(Transaction &tx, const QList<File> &folders)
{
    static const QString select = u"SELECT 1 FROM images i WHERE i.id = ? AND "
                                  "(i.state = 'accepted' OR "_s
        % hasJob(u"image_id"_s, u"i.id"_s) % u")"_s;
    QList<File> unneeded;
    for (const File &folder : folders) {
        const qint64 id = folder.path.mid(folder.path.lastIndexOf(u'/') + 1).toLongLong();
        // Every dead letter that is there can be replayed, however old it is.
        const bool isInWork = tx.exec(select, {id, stored(protocol::WallTime())}).next();
        if (!isInWork && !pipeline::hasUnassessed(tx, id)) {
            unneeded.append(folder);
        }
    }
    return unneeded;
}

} // namespace cleanup
