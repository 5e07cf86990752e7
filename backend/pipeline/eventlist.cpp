// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/eventlist.h"

#include "backend/pipeline/detectionlist.h"
#include "backend/protocol/jsonwriter.h"
#include "backend/protocol/names.h"

using namespace Qt::StringLiterals;

namespace pipeline {

namespace {

using storage::Transaction;

constexpr int MostDetections = 100; ///< in the document of one event
constexpr int MaxRisk = 100;

const QString IsLive = u"deleted_at IS NULL"_s;

/// The levels in which a score that is wanted can be.
QStringList levelsFor(const EventFilter &filter)
{
    const QStringList all = riskLevels();
    const qsizetype least = filter.minRisk ? all.indexOf(protocol::riskLevel(*filter.minRisk)) : 0;
    if (filter.riskLevel.isEmpty()) {
        return all.mid(least);
    }
    return all.indexOf(filter.riskLevel) >= least ? QStringList{filter.riskLevel} : QStringList();
}

bool isAboutRisk(const EventFilter &filter)
{
    return filter.minRisk || !filter.riskLevel.isEmpty();
}

WalkPart partFor(const QString &index, const QStringList &columns, const QVariantList &values)
{
    QString where = IsLive;
    for (const QString &column : columns) {
        where += u" AND %1 = ?"_s.arg(column);
    }
    return {.index = index, .where = where, .values = values};
}

/// A camera and a level, a camera and what is reviewed, one of the three, or all: whichever index
/// knows most.
QList<WalkPart> partsFor(const EventFilter &filter)
{
    QList<WalkPart> parts;
    const bool hasCamera = !filter.cameraId.isEmpty();
    if (isAboutRisk(filter)) {
        const QStringList levels = levelsFor(filter);
        for (const QString &level : levels) {
            parts.append(hasCamera
                             ? partFor(u"events_live_by_camera_level"_s,
                                       {u"camera_id"_s, u"risk_level"_s}, {filter.cameraId, level})
                             : partFor(u"events_live_by_level"_s, {u"risk_level"_s}, {level}));
        }
        return parts;
    }
    if (hasCamera && filter.reviewed) {
        return {partFor(u"events_live_by_camera_review"_s, {u"camera_id"_s, u"reviewed"_s},
                        {filter.cameraId, *filter.reviewed ? 1 : 0})};
    }
    if (hasCamera) {
        return {partFor(u"events_live_by_camera"_s, {u"camera_id"_s}, {filter.cameraId})};
    }
    if (filter.reviewed) {
        return {partFor(u"events_live_by_review"_s, {u"reviewed"_s}, {*filter.reviewed ? 1 : 0})};
    }
    return {{.index = u"events_live_by_time"_s, .where = IsLive}};
}

/// The text between two signs that stand for anything, itself standing for nothing else.
QString likeText(QString text)
{
    for (const QChar sign : {u'\\', u'%', u'_'}) {
        text.replace(sign, u"\\"_s % sign);
    }
    return u'%' % text % u'%';
}

void addRest(Walk &walk, const EventFilter &filter)
{
    QStringList rest;
    const auto also = [&walk, &rest](const QString &sql, const QVariantList &values) {
        rest.append(sql);
        walk.restValues += values;
    };
    if (filter.reviewed && isAboutRisk(filter)) {
        also(u"reviewed = ?"_s, {*filter.reviewed ? 1 : 0});
    }
    // Where a level begins at that score, the levels say all.
    const bool isWithinLevel = filter.minRisk && *filter.minRisk > 0
        && protocol::riskLevel(*filter.minRisk - 1) == protocol::riskLevel(*filter.minRisk);
    if (isWithinLevel) {
        also(u"risk_score >= ?"_s, {*filter.minRisk});
    }
    if (!filter.objectType.isEmpty()) {
        also(u"instr(',' || object_types || ',', ?) > 0"_s,
             {QString(u',' % filter.objectType % u',')});
    }
    if (!filter.text.isEmpty()) {
        const QString text = likeText(filter.text);
        also(uR"((summary LIKE ? ESCAPE '\' OR reasoning LIKE ? ESCAPE '\' )"
             uR"(OR coalesce(notes, '') LIKE ? ESCAPE '\'))"_s,
             {text, text, text});
    }
    walk.rest = rest.join(u" AND "_s);
}

Walk walkFor(const EventFilter &filter)
{
    Walk walk{.table = u"events"_s,
              .time = u"started_at"_s,
              .parts = partsFor(filter),
              .since = filter.since,
              .until = filter.until,
              .cursor = filter.cursor,
              .limit = filter.limit};
    addRest(walk, filter);
    return walk;
}

QString linkOf(qint64 id, QStringView what)
{
    return u"/api/events/%1/%2"_s.arg(QString::number(id), what);
}

std::optional<QString> textOf(const QSqlQuery &row, int column)
{
    return row.isNull(column) ? std::nullopt : std::optional(row.value(column).toString());
}

void writeFields(protocol::JsonWriter &json, const QSqlQuery &row)
{
    const qint64 id = row.value(0).toLongLong();
    json.field(u"id", id)
        .field(u"batch_id", row.value(1).toString())
        .field(u"camera_id", row.value(2).toString())
        .field(u"started_at", row.value(3).toString())
        .field(u"ended_at", textOf(row, 4))
        .field(u"risk_score",
               row.isNull(5) ? std::nullopt : std::optional(row.value(5).toLongLong()))
        .field(u"risk_level", textOf(row, 6))
        .field(u"summary", textOf(row, 7))
        .field(u"reasoning", textOf(row, 8))
        .field(u"detection_count", row.value(9).toLongLong())
        .field(u"reviewed", row.value(10).toBool())
        .field(u"notes", textOf(row, 11))
        .field(u"object_types", textOf(row, 12))
        .key(u"entity_ids")
        .beginArray();
    const QStringList entities = row.value(13).toString().split(u',', Qt::SkipEmptyParts);
    for (const QString &entity : entities) {
        json.value(entity.toLongLong());
    }
    json.endArray()
        .field(u"image_url", linkOf(id, u"image"))
        .field(u"thumbnail_url", linkOf(id, u"thumbnail"));
}

/// The event's row when it is there and not deleted.
QSqlQuery &rowOf(Transaction &tx, qint64 id)
{
    return tx.exec(
        u"SELECT id, batch_id, camera_id, started_at, ended_at, risk_score, risk_level, summary, "
        "reasoning, detection_count, reviewed, notes, object_types, "
        "(SELECT group_concat(entity_id) FROM (SELECT DISTINCT entity_id FROM detections d "
        "WHERE d.batch_id = events.batch_id AND entity_id IS NOT NULL ORDER BY entity_id)) "
        "FROM events WHERE id = ? AND "_s
            % IsLive,
        {id});
}

/// Null when the retention has already taken it.
void writeBatch(protocol::JsonWriter &json, Transaction &tx, const QString &batchId)
{
    QSqlQuery &row =
        tx.exec(u"SELECT state, started_at, last_activity_at, closed_at, close_reason, "
                "detection_count FROM batches WHERE id = ?"_s,
                {batchId});
    json.key(u"batch");
    if (!row.next()) {
        json.value(nullptr);
        return;
    }
    json.beginObject()
        .field(u"id", batchId)
        .field(u"state", row.value(0).toString())
        .field(u"started_at", row.value(1).toString())
        .field(u"last_activity_at", row.value(2).toString())
        .field(u"closed_at", textOf(row, 3))
        .field(u"close_reason", textOf(row, 4))
        .field(u"detection_count", row.value(5).toLongLong())
        .endObject();
}

QList<qint64> detectionsOf(Transaction &tx, qint64 eventId)
{
    QList<qint64> ids;
    QSqlQuery &rows = tx.exec(u"SELECT detection_id FROM event_detections WHERE event_id = ? "
                              "ORDER BY detection_id LIMIT ?"_s,
                              {eventId, MostDetections});
    while (rows.next()) {
        ids.append(rows.value(0).toLongLong());
    }
    return ids;
}

} // namespace

QStringList riskLevels()
{
    QStringList levels;
    for (int score = 0; score <= MaxRisk; ++score) {
        if (const QString level = protocol::riskLevel(score); !levels.contains(level)) {
            levels.append(level);
        }
    }
    return levels;
}

protocol::Error noSuchEvent(qint64 id)
{
    return {protocol::ErrorKind::NotFound, u"Event %1 not found"_s.arg(id)};
}

QByteArray eventsPage(Transaction &tx, const EventFilter &filter)
{
    const Walked walked = walkPage(tx, walkFor(filter));
    protocol::JsonWriter json;
    json.beginObject().key(u"items").beginArray();
    for (const qint64 id : walked.ids) {
        QSqlQuery &row = rowOf(tx, id);
        if (row.next()) {
            json.beginObject();
            writeFields(json, row);
            json.endObject();
        }
    }
    json.endArray().field(u"next_cursor", walked.next);
    protocol::writeTotal(json, walked.total);
    json.endObject();
    return json.bytes();
}

protocol::Result<QByteArray> eventDocument(Transaction &tx, qint64 id)
{
    QSqlQuery &row = rowOf(tx, id);
    if (!row.next()) {
        return noSuchEvent(id);
    }
    protocol::JsonWriter json;
    json.beginObject();
    writeFields(json, row);
    writeBatch(json, tx, row.value(1).toString());
    json.key(u"detections").beginArray();
    const QList<qint64> detections = detectionsOf(tx, id);
    for (const qint64 detection : detections) {
        writeDetection(json, tx, detection);
    }
    json.endArray().endObject();
    return json.bytes();
}

} // namespace pipeline
