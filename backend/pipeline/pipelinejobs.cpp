// SPDX-License-Identifier: GPL-3.0-or-later
// What the jobs of the pipeline are about and what their ends mean; how they flow is in
// pipeline.cpp.
#include "backend/pipeline/batchstore.h"
#include "backend/pipeline/eventstore.h"
#include "backend/pipeline/imagestore.h"
#include "backend/pipeline/pipeline.h"
#include "backend/pipeline/videostore.h"

using namespace Qt::StringLiterals;

namespace pipeline {

namespace {

bool isFrame(const queue::Job &job)
{
    return job.payload.contains(u"video_path");
}

/// The state in which the video has ended; nothing for an image, or while frames are left.
std::optional<QString> endImage(storage::Transaction &tx, const queue::Job &job,
                                const QString &fault)
{
    const qint64 imageId = job.payload.value(u"image_id").toInteger();
    if (isFrame(job)) {
        return finishFrame(tx, imageId, fault);
    }
    finishImage(tx, imageId, fault.isEmpty() ? u"done"_s : u"dead"_s, fault);
    return std::nullopt;
}

} // namespace

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
                                {u"root"_s, job.payload.value(u"root").toString(root)},
                                {u"camera_id"_s, job.payload.value(u"camera_id")},
                                {u"confidence_threshold"_s, threshold}});
            },
        .conclude = [this](const queue::Job &job,
                           const QJsonObject &result) { return concludeDetection(job, result); },
        .concluded =
            [this](const queue::Job &job) {
                m_aggregator.settle();
                frameConcluded(job);
            },
        .abandoned = [this](const queue::Job &) { m_aggregator.settle(); },
        .bury = [end = m_videoEnd](storage::Transaction &tx, const queue::Job &job,
                                   const QString &reason) { *end = endImage(tx, job, reason); },
        .buried = [this](const queue::Job &job) { frameConcluded(job); }};
}

// Nobody needs the frames of a video that is through; those of one that died may be replayed.
void Pipeline::frameConcluded(const queue::Job &job)
{
    if (std::exchange(*m_videoEnd, std::nullopt) == u"done"_s) {
        m_videos.removeFrames(job.payload.value(u"image_id").toInteger());
    }
}

Work Pipeline::concludeDetection(const queue::Job &job, const QJsonObject &result)
{
    const QJsonArray found = result.value(u"detections").toArray();
    DetectionPlace place{
        .cameraId = job.payload.value(u"camera_id").toString(),
        .filePath = job.payload.value(isFrame(job) ? u"video_path" : u"file_path").toString(),
        .mediaType = job.payload.value(u"media_type").toString(u"image"_s),
        .imageId = job.payload.value(u"image_id").toInteger(),
        .imageWidth = result.value(u"image_width").toInteger(),
        .imageHeight = result.value(u"image_height").toInteger()};
    if (!found.isEmpty()) {
        const OpenBatch batch = m_aggregator.assign(place.cameraId, found.size());
        place.batchId = batch.id;
        place.batchStartedAt = batch.startedAt.wall;
    }
    return [place, found, job, end = m_videoEnd](storage::Transaction &tx) {
        storeDetections(tx, place, found);
        *end = endImage(tx, job, {});
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
