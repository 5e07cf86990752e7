// SPDX-License-Identifier: GPL-3.0-or-later
// What the jobs of the pipeline are about and what their ends mean; how they flow is in
// pipeline.cpp.
#include "backend/pipeline/batchstore.h"
#include "backend/pipeline/eventstore.h"
#include "backend/pipeline/findingstore.h"
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

/// What it is part of, when nobody needs its frames any more: those of a video that died may be
/// replayed, and those with something in them are looked at more closely with their batch.
QList<qint64> endImage(storage::Transaction &tx, const queue::Job &job, const QString &fault)
{
    const qint64 imageId = job.payload.value(u"image_id").toInteger();
    if (!isFrame(job)) {
        finishImage(tx, imageId, fault.isEmpty() ? u"done"_s : u"dead"_s, fault);
        return {};
    }
    const bool isDone = finishFrame(tx, imageId, fault) == u"done"_s;
    return isDone && !hasUnassessed(tx, imageId) ? QList<qint64>{imageId} : QList<qint64>();
}

} // namespace

JobKind Pipeline::detectionKind()
{
    return {
        .queue = DetectionQueue.toString(),
        .service = u"yolo26"_s,
        .timeout = m_settings.detectionTimeout,
        .isLeasedAhead = true,
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
            [this](const queue::Job &) {
                m_aggregator.settle();
                removeFrames(*m_videosThrough);
            },
        .abandoned = [this](const queue::Job &) { m_aggregator.settle(); },
        .bury = [through = m_videosThrough](
                    storage::Transaction &tx, const queue::Job &job,
                    const QString &reason) { *through = endImage(tx, job, reason); },
        .buried = [this](const queue::Job &) { removeFrames(*m_videosThrough); }};
}

void Pipeline::removeFrames(QList<qint64> &videos) const
{
    const QList<qint64> through = std::exchange(videos, {});
    for (const qint64 imageId : through) {
        m_videos.removeFrames(imageId);
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
    if (isFrame(job)) {
        place.framePath = job.payload.value(u"file_path").toString();
        place.frameSha256 = job.payload.value(u"file_hash").toString();
    }
    if (!found.isEmpty()) {
        const OpenBatch batch = m_aggregator.assign(place.cameraId, found.size());
        place.batchId = batch.id;
        place.batchStartedAt = batch.startedAt.wall;
    }
    return [place, found, job, through = m_videosThrough](storage::Transaction &tx) {
        storeDetections(tx, place, found);
        *through = endImage(tx, job, {});
    };
}

JobKind Pipeline::analysisKind()
{
    return {.queue = AnalysisQueue.toString(),
            .service = u"nemotron"_s,
            .timeout = m_settings.analysisTimeout,
            .helpers = m_settings.helpers,
            .describe = [root = m_settings.cameraRoot, frames = m_settings.videos.framesRoot](
                            storage::Transaction &tx,
                            const queue::Job &job) -> protocol::Result<QJsonObject> {
                const auto batch = batchForAnalysis(tx, job.payload.value(u"batch_id").toString());
                return batch
                    ? protocol::Result(QJsonObject{
                        {u"batch"_s, batch.value()}, {u"root"_s, root}, {u"frames_root"_s, frames}})
                    : batch;
            },
            .conclude = [this](const queue::Job &job,
                               const QJsonObject &result) { return concludeAnalysis(job, result); },
            .concluded =
                [this](const queue::Job &) {
                    removeFrames(*m_videosAssessed);
                    noteWay();
                    if (std::exchange(*m_isSomebodySeen, false)) {
                        Q_EMIT entitiesChanged();
                    }
                },
            .bury =
                [](storage::Transaction &tx, const queue::Job &job, const QString &) {
                    tx.change(u"UPDATE batches SET state = 'dead' WHERE id = ?"_s,
                              {job.payload.value(u"batch_id").toString()});
                },
            .buried = [](const queue::Job &) {}};
}

Work Pipeline::concludeAnalysis(const queue::Job &job, const QJsonObject &result)
{
    const QString batchId = job.payload.value(u"batch_id").toString();
    const Assessment assessment = assessmentFromJson(result);
    const QList<Finding> findings = findingsFromJson(result.value(u"findings").toArray());
    const qint64 cause = job.payload.value(u"cause").toInteger();
    return [batchId, assessment, findings, cause, seen = m_isSomebodySeen,
            through = m_videosAssessed, way = m_way](storage::Transaction &tx) {
        if (storeEvent(tx, batchId, assessment, cause)) {
            *way = wayOf(tx, batchId);
            *seen = storeFindings(tx, batchId, findings);
            *through = videosThrough(tx, batchId);
        }
    };
}

void Pipeline::noteWay()
{
    const protocol::SteadyTime now = protocol::Now::read().steady;
    noteOut(m_wayFlow, now);
    if (const auto way = std::exchange(*m_way, std::nullopt)) {
        noteLatency(m_wayFlow, *way, now);
    }
}

} // namespace pipeline
