// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/pipeline/batchrules.h"
#include "backend/storage/transaction.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QList>

namespace pipeline {

// All of these run on the storage thread, inside the caller's transaction.

/// Where a found thing belongs.
struct DetectionPlace
{
    QString cameraId = {};
    QString filePath = {};
    QString mediaType = QStringLiteral("image"); ///< or video: a frame of one
    qint64 imageId = 0;
    QString batchId = {};
    protocol::WallTime batchStartedAt{};
    qint64 imageWidth = 0;
    qint64 imageHeight = 0;
    QString framePath = {}; ///< of a frame, whose file path is that of its video
    QString frameSha256 = {};
};

/// Writes what the detector found (`{class, confidence, bbox{x, y, width, height}}` each) with its
/// batch, and a detection.new line for each.
void storeDetections(storage::Transaction &tx, const DetectionPlace &place,
                     const QJsonArray &found);

/// Ends a batch and commits its analysis job with a detection.batch line; a batch without
/// detections is dropped: false.
bool storeClosedBatch(storage::Transaction &tx, const ClosedBatch &closed);

/// The batches that were open when the program ended. Their steady times are derived from the wall
/// times, never in the future.
BatchState openBatches(storage::Transaction &tx);

/// A batch as the analysis worker gets it: {batch_id, camera_id, started_at, ended_at, detections:
/// […]}. What was found in a video has the keys frame_path and frame_sha256.
protocol::Result<QJsonObject> batchForAnalysis(storage::Transaction &tx, const QString &batchId);

} // namespace pipeline
