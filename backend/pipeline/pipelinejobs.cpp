// SPDX-License-Identifier: GPL-3.0-or-later
// What the jobs of the pipeline are about and what their ends mean; how they flow is in
// pipeline.cpp.
#include "backend/pipeline/batchstore.h"
#include "backend/pipeline/eventstore.h"
#include "backend/pipeline/imagestore.h"
#include "backend/pipeline/pipeline.h"

using namespace Qt::StringLiterals;

namespace pipeline {

JobKind Pipeline::detectionKind()
{
    return {
        .queue = DetectionQueue.toString(),
        .service = u"yolo26"_s,
        .timeout = m_settings.detectionTimeout,
        .describe =
            [root = m_settings.cameraRoot, threshold = m_settings.confidenceThreshold](
                storage::Transaction &, const queue::Job &job) {
                return protocol::Result(
                    QJsonObject{{u"path"_s, job.payload.value(u"file_path")},
                                {u"sha256"_s, job.payload.value(u"file_hash")},
                                {u"root"_s, root},
                                {u"camera_id"_s, job.payload.value(u"camera_id")},
                                {u"confidence_threshold"_s, threshold}});
            },
        .conclude = [this](const queue::Job &job,
                           const QJsonObject &result) { return concludeDetection(job, result); },
        .concluded =
            [this](const queue::Job &) {
                m_aggregator.settle();
                m_intake.finished(false);
            },
        .abandoned = [this](const queue::Job &) { m_aggregator.settle(); },
        .bury =
            [](storage::Transaction &tx, const queue::Job &job, const QString &reason) {
                finishImage(tx, job.payload.value(u"image_id").toInteger(), u"dead"_s, reason);
            },
        .buried = [this](const queue::Job &) { m_intake.finished(true); }};
}

Work Pipeline::concludeDetection(const queue::Job &job, const QJsonObject &result)
{
    const qint64 imageId = job.payload.value(u"image_id").toInteger();
    const QJsonArray found = result.value(u"detections").toArray();
    DetectionPlace place{.cameraId = job.payload.value(u"camera_id").toString(),
                         .filePath = job.payload.value(u"file_path").toString(),
                         .imageId = imageId,
                         .imageWidth = result.value(u"image_width").toInteger(),
                         .imageHeight = result.value(u"image_height").toInteger()};
    if (!found.isEmpty()) {
        const OpenBatch batch = m_aggregator.assign(place.cameraId, found.size());
        place.batchId = batch.id;
        place.batchStartedAt = batch.startedAt.wall;
    }
    return [place, found, imageId](storage::Transaction &tx) {
        storeDetections(tx, place, found);
        finishImage(tx, imageId, u"done"_s, {});
    };
}

JobKind Pipeline::analysisKind()
{
    return {.queue = AnalysisQueue.toString(),
            .service = u"nemotron"_s,
            .timeout = m_settings.analysisTimeout,
            .describe = [](storage::Transaction &tx,
                           const queue::Job &job) -> protocol::Result<QJsonObject> {
                const auto batch = batchForAnalysis(tx, job.payload.value(u"batch_id").toString());
                return batch ? protocol::Result(QJsonObject{{u"batch"_s, batch.value()}}) : batch;
            },
            .conclude = [](const queue::Job &job, const QJsonObject &result) -> Work {
                const QString batchId = job.payload.value(u"batch_id").toString();
                const Assessment assessment = assessmentFromJson(result);
                const qint64 cause = job.payload.value(u"cause").toInteger();
                return [batchId, assessment, cause](storage::Transaction &tx) {
                    storeEvent(tx, batchId, assessment, cause);
                };
            },
            .concluded = [this](const queue::Job &) { Q_EMIT eventStored(); },
            .bury =
                [](storage::Transaction &tx, const queue::Job &job, const QString &) {
                    tx.change(u"UPDATE batches SET state = 'dead' WHERE id = ?"_s,
                              {job.payload.value(u"batch_id").toString()});
                },
            .buried = [](const queue::Job &) {}};
}

} // namespace pipeline
