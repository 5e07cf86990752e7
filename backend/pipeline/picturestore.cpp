// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/picturestore.h"

#include "backend/pipeline/eventlist.h"

using namespace Qt::StringLiterals;

namespace pipeline {

namespace {

using storage::Transaction;

protocol::Error notFound(const QString &detail)
{
    return {protocol::ErrorKind::NotFound, detail};
}

} // namespace

protocol::Result<PictureSource> pictureOfDetection(Transaction &tx, qint64 id)
{
    QSqlQuery &row =
        tx.exec(u"SELECT d.file_path, d.frame_path, coalesce(d.frame_sha256, i.sha256, ''), "
                "d.bbox_x, d.bbox_y, d.bbox_width, d.bbox_height, d.media_type FROM detections d "
                "LEFT JOIN images i ON i.id = d.image_id WHERE d.id = ?"_s,
                {id});
    if (!row.next()) {
        return notFound(u"Detection %1 not found"_s.arg(id));
    }
    const bool isFrame = !row.isNull(1);
    PictureSource source{.subject = u"detection %1"_s.arg(id),
                         .path = row.value(isFrame ? 1 : 0).toString(),
                         .isFrame = isFrame,
                         .sha256 = row.value(2).toString()};
    if (!row.isNull(3)) {
        source.part = QRect(row.value(3).toInt(), row.value(4).toInt(), row.value(5).toInt(),
                            row.value(6).toInt());
    }
    if (source.sha256.isEmpty() || (!isFrame && row.value(7).toString() == u"video")) {
        return notFound(u"Nothing is known any more of the image of detection %1"_s.arg(id));
    }
    return source;
}

protocol::Result<PictureSource> pictureOfEvent(Transaction &tx, qint64 id)
{
    QSqlQuery &event = tx.exec(u"SELECT 1 FROM events WHERE id = ? AND deleted_at IS NULL"_s, {id});
    if (!event.next()) {
        return noSuchEvent(id);
    }
    QSqlQuery &row = tx.exec(u"SELECT d.id FROM event_detections e JOIN detections d "
                             "ON d.id = e.detection_id WHERE e.event_id = ? "
                             "ORDER BY coalesce(d.confidence, -1) DESC, d.id LIMIT 1"_s,
                             {id});
    if (!row.next()) {
        return notFound(u"Event %1 has no image any more"_s.arg(id));
    }
    auto source = pictureOfDetection(tx, row.value(0).toLongLong());
    if (source) {
        source.value().part.reset();
        source.value().subject = u"event %1"_s.arg(id);
    }
    return source;
}

} // namespace pipeline
