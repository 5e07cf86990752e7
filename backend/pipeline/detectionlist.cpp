// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/detectionlist.h"

#include "backend/protocol/jsonwriter.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace pipeline {

namespace {

using storage::Transaction;

/// The one index that knows most of the filter.
WalkPart partFor(const DetectionFilter &filter)
{
    const bool hasType = !filter.objectType.isEmpty();
    if (filter.eventId) {
        return {.where = u"id IN (SELECT detection_id FROM event_detections WHERE event_id = ?)"_s,
                .values = {*filter.eventId}};
    }
    if (!filter.batchId.isEmpty()) {
        return {.index = u"detections_by_batch"_s,
                .where = u"batch_id = ?"_s,
                .values = {filter.batchId}};
    }
    if (!filter.cameraId.isEmpty() && hasType) {
        return {.index = u"detections_by_camera_type"_s,
                .where = u"camera_id = ? AND object_type = ?"_s,
                .values = {filter.cameraId, filter.objectType}};
    }
    if (!filter.cameraId.isEmpty()) {
        return {.index = u"detections_by_camera"_s,
                .where = u"camera_id = ?"_s,
                .values = {filter.cameraId}};
    }
    if (hasType) {
        return {.index = u"detections_by_type"_s,
                .where = u"object_type = ?"_s,
                .values = {filter.objectType}};
    }
    return {.index = u"detections_by_time"_s};
}

Walk walkFor(const DetectionFilter &filter)
{
    Walk walk{.table = u"detections"_s,
              .time = u"detected_at"_s,
              .parts = {partFor(filter)},
              .since = filter.since,
              .until = filter.until,
              .cursor = filter.cursor,
              .limit = filter.limit};
    QStringList rest;
    const auto also = [&walk, &rest](const QString &sql, const QVariant &value) {
        rest.append(sql);
        walk.restValues.append(value);
    };
    const QString &known = walk.parts.first().where;
    if (!filter.batchId.isEmpty() && !known.contains(u"batch_id")) {
        also(u"batch_id = ?"_s, filter.batchId);
    }
    if (!filter.cameraId.isEmpty() && !known.contains(u"camera_id")) {
        also(u"camera_id = ?"_s, filter.cameraId);
    }
    if (!filter.objectType.isEmpty() && !known.contains(u"object_type")) {
        also(u"object_type = ?"_s, filter.objectType);
    }
    if (filter.minConfidence) {
        also(u"confidence >= ?"_s, *filter.minConfidence);
    }
    walk.rest = rest.join(u" AND "_s);
    return walk;
}

QString linkOf(qint64 id, QStringView what)
{
    return u"/api/detections/%1/%2"_s.arg(QString::number(id), what);
}

void writeBox(protocol::JsonWriter &json, const QSqlQuery &row, int first)
{
    json.key(u"bbox");
    if (row.isNull(first)) {
        json.value(nullptr);
        return;
    }
    json.beginObject();
    for (const QStringView side : {u"x", u"y", u"width", u"height"}) {
        json.field(side, row.value(first++).toLongLong());
    }
    json.endObject();
}

template<typename T>
std::optional<T> maybe(const QSqlQuery &row, int column)
{
    return row.isNull(column) ? std::nullopt : std::optional(row.value(column).value<T>());
}

} // namespace

bool writeDetection(protocol::JsonWriter &json, Transaction &tx, qint64 id)
{
    QSqlQuery &row = tx.exec(
        u"SELECT camera_id, file_path, detected_at, object_type, confidence, bbox_x, bbox_y, "
        "bbox_width, bbox_height, media_type, video_width, video_height, batch_id, "
        "(SELECT event_id FROM event_detections WHERE detection_id = d.id LIMIT 1), image_id, "
        "entity_id, enrichment_data FROM detections d WHERE id = ?"_s,
        {id});
    if (!row.next()) {
        return false;
    }
    const QJsonObject enrichment =
        QJsonDocument::fromJson(row.value(16).toString().toUtf8()).object();
    json.beginObject()
        .field(u"id", id)
        .field(u"camera_id", row.value(0).toString())
        .field(u"file_path", row.value(1).toString())
        .field(u"detected_at", row.value(2).toString())
        .field(u"object_type", maybe<QString>(row, 3))
        .field(u"confidence", maybe<double>(row, 4));
    writeBox(json, row, 5);
    json.field(u"media_type", row.value(9).toString())
        .field(u"image_width", maybe<qint64>(row, 10))
        .field(u"image_height", maybe<qint64>(row, 11))
        .field(u"batch_id", maybe<QString>(row, 12))
        .field(u"event_id", maybe<qint64>(row, 13))
        .field(u"image_id", maybe<qint64>(row, 14))
        .field(u"entity_id", maybe<qint64>(row, 15))
        .field(u"enrichment", enrichment.isEmpty() ? QJsonValue() : QJsonValue(enrichment))
        .field(u"image_url", linkOf(id, u"image"))
        .field(u"thumbnail_url", linkOf(id, u"thumbnail"))
        .endObject();
    return true;
}

QByteArray detectionsPage(Transaction &tx, const DetectionFilter &filter)
{
    const Walked walked = walkPage(tx, walkFor(filter));
    protocol::JsonWriter json;
    json.beginObject().key(u"items").beginArray();
    for (const qint64 id : walked.ids) {
        writeDetection(json, tx, id);
    }
    json.endArray().field(u"next_cursor", walked.next);
    protocol::writeTotal(json, walked.total);
    json.endObject();
    return json.bytes();
}

protocol::Result<QByteArray> detectionDocument(Transaction &tx, qint64 id)
{
    protocol::JsonWriter json;
    if (!writeDetection(json, tx, id)) {
        return protocol::Error{protocol::ErrorKind::NotFound, u"Detection %1 not found"_s.arg(id)};
    }
    return json.bytes();
}

} // namespace pipeline
