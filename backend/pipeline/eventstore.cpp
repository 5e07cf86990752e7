// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/eventstore.h"

#include "backend/protocol/json.h"
#include "backend/protocol/names.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pipeline {

namespace {

struct BatchRow
{
    QString id = {};
    QString cameraId = {};
    QString startedAt = {};
    QString endedAt = {};
    qint64 detections = 0;
    QString objectTypes = {};
};

BatchRow batchRow(storage::Transaction &tx, const QString &batchId)
{
    QSqlQuery &query = tx.exec(
        u"SELECT b.camera_id, b.started_at, b.last_activity_at, "
        "(SELECT count(*) FROM detections d WHERE d.batch_id = b.id), "
        "(SELECT group_concat(DISTINCT d.object_type) FROM detections d WHERE d.batch_id = b.id) "
        "FROM batches b WHERE b.id = ?"_s,
        {batchId});
    if (!query.next()) {
        tx.fail({protocol::ErrorKind::NotFound, u"batch "_s % batchId % u" is not in the store"_s});
    }
    const QString started = query.value(1).toString();
    return {.id = batchId,
            .cameraId = query.value(0).toString(),
            .startedAt = started,
            // The wall clock may have been set back meanwhile; an event never ends before it began.
            .endedAt = std::max(started, query.value(2).toString()),
            .detections = query.value(3).toLongLong(),
            .objectTypes = query.value(4).toString()};
}

void announce(storage::Transaction &tx, qint64 eventId, const BatchRow &batch,
              const Assessment &assessment, qint64 cause)
{
    const QJsonObject data{{u"event_id"_s, eventId},
                           {u"batch_id"_s, batch.id},
                           {u"camera_id"_s, batch.cameraId},
                           {u"risk_score"_s, assessment.riskScore},
                           {u"risk_level"_s, protocol::riskLevel(assessment.riskScore)},
                           {u"summary"_s, assessment.summary},
                           {u"reasoning"_s, assessment.reasoning},
                           {u"started_at"_s, batch.startedAt}};
    const qint64 created = tx.journal({.type = u"event.created"_s, .data = data, .cause = cause});
    QJsonObject older = data;
    older.insert(u"id"_s, eventId);
    tx.journal({.type = u"event"_s, .data = older, .cause = created});
}

} // namespace

Assessment assessmentFromJson(const QJsonObject &result)
{
    return {.riskScore = std::clamp(result.value(u"risk_score").toInt(), 0, 100),
            .summary = result.value(u"summary").toString(),
            .reasoning = result.value(u"reasoning").toString(),
            .prompt = result.value(u"prompt").toString()};
}

bool storeEvent(storage::Transaction &tx, const QString &batchId, const Assessment &assessment,
                qint64 cause)
{
    if (tx.exec(u"SELECT 1 FROM events WHERE batch_id = ?"_s, {batchId}).next()) {
        return false;
    }
    const BatchRow batch = batchRow(tx, batchId);
    const QString now = protocol::toIso(tx.now.wall);
    const qint64 id = tx.insert(
        u"INSERT INTO events (batch_id, camera_id, started_at, ended_at, risk_score, risk_level, "
        u"summary, reasoning, "
        "llm_prompt, object_types, detection_count, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {batch.id, batch.cameraId, batch.startedAt, batch.endedAt, assessment.riskScore,
         protocol::riskLevel(assessment.riskScore), assessment.summary, assessment.reasoning,
         assessment.prompt, batch.objectTypes, batch.detections, now});
    tx.change(u"INSERT INTO event_detections (event_id, detection_id, created_at) "
              "SELECT ?, id, ? FROM detections WHERE batch_id = ?"_s,
              {id, now, batch.id});
    tx.change(u"UPDATE batches SET state = 'analysed' WHERE id = ?"_s, {batch.id});
    announce(tx, id, batch, assessment, cause);
    return true;
}

std::optional<std::chrono::milliseconds> wayOf(storage::Transaction &tx, const QString &batchId)
{
    QSqlQuery &query = tx.exec(u"SELECT min(accepted_at) FROM images WHERE id IN "
                               "(SELECT image_id FROM detections WHERE batch_id = ?)"_s,
                               {batchId});
    const auto accepted =
        query.next() ? protocol::fromIso(query.value(0).toString()) : std::nullopt;
    // A clock that was set back says nothing of the way.
    return accepted && *accepted <= tx.now.wall ? std::optional(tx.now.wall - *accepted)
                                                : std::nullopt;
}

CameraCounts countCameras(storage::Transaction &tx)
{
    QSqlQuery &query = tx.exec(
        u"SELECT count(*) FILTER (WHERE status = 'online' AND enabled <> 0), count(*) FROM cameras "
        "WHERE deleted_at IS NULL"_s);
    return query.next()
        ? CameraCounts{.active = query.value(0).toLongLong(), .total = query.value(1).toLongLong()}
        : CameraCounts{};
}

} // namespace pipeline
