// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/batchstore.h"

#include "backend/pipeline/imagestore.h"
#include "backend/queue/jobqueue.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace pipeline {

namespace {

QString fileType(const QString &path)
{
    struct Ending
    {
        QStringView name;
        QStringView type;
    };

    static constexpr std::array<Ending, 4> videos{{{u".mp4", u"video/mp4"},
                                                   {u".mov", u"video/quicktime"},
                                                   {u".mkv", u"video/x-matroska"},
                                                   {u".avi", u"video/x-msvideo"}}};
    for (const Ending &video : videos) {
        if (path.endsWith(video.name, Qt::CaseInsensitive)) {
            return video.type.toString();
        }
    }
    return path.endsWith(u".png", Qt::CaseInsensitive) ? u"image/png"_s : u"image/jpeg"_s;
}

/// What found it, for the column `labels`; NULL when the service does not say.
QVariant labelsOf(const QJsonObject &found)
{
    const QString source = found.value(u"source").toString();
    return source.isEmpty()
        ? QVariant()
        : QVariant(QString::fromUtf8(
            QJsonDocument(QJsonObject{{u"source"_s, source}}).toJson(QJsonDocument::Compact)));
}

QVariant textOrNull(const QString &text)
{
    return text.isEmpty() ? QVariant() : QVariant(text);
}

void storeOne(storage::Transaction &tx, const DetectionPlace &place, const QJsonObject &found)
{
    const QJsonObject box = found.value(u"bbox").toObject();
    const QString type = found.value(u"class").toString();
    const double confidence = found.value(u"confidence").toDouble();
    const qint64 id = tx.insert(
        u"INSERT INTO detections (camera_id, file_path, file_type, detected_at, object_type, "
        u"confidence, "
        "bbox_x, bbox_y, bbox_width, bbox_height, video_width, video_height, batch_id, image_id, "
        "media_type, labels, frame_path, frame_sha256) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {place.cameraId, place.filePath, fileType(place.filePath), protocol::toIso(tx.now.wall),
         type, confidence, box.value(u"x").toInteger(), box.value(u"y").toInteger(),
         box.value(u"width").toInteger(), box.value(u"height").toInteger(), place.imageWidth,
         place.imageHeight, place.batchId, place.imageId, place.mediaType, labelsOf(found),
         textOrNull(place.framePath), textOrNull(place.frameSha256)});
    tx.journal({.type = u"detection.new"_s,
                .data = {{u"detection_id"_s, id},
                         {u"camera_id"_s, place.cameraId},
                         {u"object_type"_s, type},
                         {u"confidence"_s, confidence},
                         {u"bbox"_s, box},
                         {u"batch_id"_s, place.batchId}}});
}

QJsonArray detectionIds(storage::Transaction &tx, const QString &batchId)
{
    QJsonArray ids;
    QSqlQuery &query =
        tx.exec(u"SELECT id FROM detections WHERE batch_id = ? ORDER BY id"_s, {batchId});
    while (query.next()) {
        ids.append(query.value(0).toLongLong());
    }
    return ids;
}

// Among the newest lines only: a batch ends soon after its last detection.
qint64 lineOfDetection(storage::Transaction &tx, qint64 detectionId)
{
    constexpr int searchedLines = 5000;
    QSqlQuery &query = tx.exec(
        u"SELECT sequence FROM (SELECT sequence, data FROM journal WHERE type = 'detection.new' "
        "ORDER BY sequence DESC LIMIT ?) WHERE json_extract(data, '$.detection_id') = ? LIMIT 1"_s,
        {searchedLines, detectionId});
    return query.next() ? query.value(0).toLongLong() : 0;
}

protocol::Now moment(const QString &iso, protocol::Now now)
{
    const protocol::WallTime wall = protocol::fromIso(iso).value_or(now.wall);
    const auto age = std::max(std::chrono::milliseconds(0), now.wall - wall);
    return {.steady = now.steady - age, .wall = wall};
}

QJsonObject detectionForAnalysis(const QSqlQuery &query)
{
    return {{u"id"_s, query.value(0).toLongLong()},
            {u"object_type"_s, query.value(1).toString()},
            {u"confidence"_s, query.value(2).toDouble()},
            {u"bbox"_s,
             QJsonObject{{u"x"_s, query.value(3).toLongLong()},
                         {u"y"_s, query.value(4).toLongLong()},
                         {u"width"_s, query.value(5).toLongLong()},
                         {u"height"_s, query.value(6).toLongLong()}}},
            {u"detected_at"_s, query.value(7).toString()},
            {u"image_width"_s, query.value(8).toLongLong()},
            {u"image_height"_s, query.value(9).toLongLong()},
            {u"file_path"_s, query.value(10).toString()},
            {u"media_type"_s, query.value(11).toString()},
            {u"sha256"_s, query.value(12).toString()},
            {u"frame_path"_s, query.value(13).toString()},
            {u"frame_sha256"_s, query.value(14).toString()}};
}

OpenBatch openBatch(const QSqlQuery &query, protocol::Now now)
{
    return {.id = query.value(0).toString(),
            .cameraId = query.value(1).toString(),
            .startedAt = moment(query.value(2).toString(), now),
            .lastActivity = moment(query.value(3).toString(), now),
            .detections = query.value(4).toLongLong()};
}

// A camera has one open batch. Another one is left when the store could not take its end in time
// (it was full, say): it ends here, else the camera's images would be refused from now on.
void closeOthers(storage::Transaction &tx, const DetectionPlace &place)
{
    QSqlQuery &query =
        tx.exec(u"SELECT id, camera_id, started_at, last_activity_at, detection_count FROM batches "
                "WHERE state = 'open' AND camera_id = ? AND id <> ?"_s,
                {place.cameraId, place.batchId});
    if (query.next()) {
        storeClosedBatch(tx, {.batch = openBatch(query, tx.now), .reason = CloseReason::Timeout});
    }
}

} // namespace

void storeDetections(storage::Transaction &tx, const DetectionPlace &place, const QJsonArray &found)
{
    if (found.isEmpty()) {
        return;
    }
    closeOthers(tx, place);
    const QString now = protocol::toIso(tx.now.wall);
    tx.change(
        u"INSERT INTO batches (id, camera_id, started_at, last_activity_at) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (id) DO NOTHING"_s,
        {place.batchId, place.cameraId, protocol::toIso(place.batchStartedAt), now});
    for (const auto &one : found) {
        storeOne(tx, place, one.toObject());
    }
    tx.change(
        u"UPDATE batches SET last_activity_at = ?, detection_count = detection_count + ? WHERE id = ?"_s,
        {now, found.size(), place.batchId});
}

bool storeClosedBatch(storage::Transaction &tx, const ClosedBatch &closed)
{
    const QJsonArray ids = detectionIds(tx, closed.batch.id);
    const QString now = protocol::toIso(tx.now.wall);
    if (ids.isEmpty()) {
        tx.change(u"DELETE FROM batches WHERE id = ?"_s, {closed.batch.id});
        return false;
    }
    const int changed =
        tx.change(u"UPDATE batches SET state = 'closed', closed_at = ?, close_reason = ? "
                  "WHERE id = ? AND state = 'open'"_s,
                  {now, toText(closed.reason), closed.batch.id});
    if (changed == 0) {
        return true;
    }
    const qint64 line =
        tx.journal({.type = u"detection.batch"_s,
                    .data = {{u"batch_id"_s, closed.batch.id},
                             {u"camera_id"_s, closed.batch.cameraId},
                             {u"detection_ids"_s, ids},
                             {u"detection_count"_s, ids.size()},
                             {u"started_at"_s, protocol::toIso(closed.batch.startedAt.wall)},
                             {u"closed_at"_s, now},
                             {u"close_reason"_s, toText(closed.reason)}},
                    .cause = lineOfDetection(tx, ids.last().toInteger())});
    queue::enqueue(tx, AnalysisQueue.toString(),
                   {{u"batch_id"_s, closed.batch.id},
                    {u"camera_id"_s, closed.batch.cameraId},
                    {u"detection_ids"_s, ids},
                    {u"timestamp"_s, now},
                    {u"cause"_s, line}},
                   tx.now.wall);
    return true;
}

BatchState openBatches(storage::Transaction &tx)
{
    BatchState state;
    QSqlQuery &query =
        tx.exec(u"SELECT id, camera_id, started_at, last_activity_at, detection_count FROM batches "
                "WHERE state = 'open'"_s);
    while (query.next()) {
        const OpenBatch batch = openBatch(query, tx.now);
        state.insert(batch.cameraId, batch);
    }
    return state;
}

protocol::Result<QJsonObject> batchForAnalysis(storage::Transaction &tx, const QString &batchId)
{
    QSqlQuery &batch = tx.exec(
        u"SELECT camera_id, started_at, last_activity_at FROM batches WHERE id = ?"_s, {batchId});
    if (!batch.next()) {
        return protocol::Error{protocol::ErrorKind::NotFound,
                               u"batch "_s % batchId % u" is not in the store"_s};
    }
    QJsonObject result{{u"batch_id"_s, batchId},
                       {u"camera_id"_s, batch.value(0).toString()},
                       {u"started_at"_s, batch.value(1).toString()},
                       {u"ended_at"_s, batch.value(2).toString()}};
    QJsonArray detections;
    QSqlQuery &query =
        tx.exec(u"SELECT d.id, object_type, confidence, bbox_x, bbox_y, bbox_width, bbox_height, "
                "detected_at, video_width, video_height, file_path, d.media_type, i.sha256, "
                "frame_path, frame_sha256 FROM detections d LEFT JOIN images i ON i.id = "
                "d.image_id WHERE batch_id = ? "
                "ORDER BY d.id"_s,
                {batchId});
    while (query.next()) {
        detections.append(detectionForAnalysis(query));
    }
    result.insert(u"detections"_s, detections);
    return result;
}

} // namespace pipeline
