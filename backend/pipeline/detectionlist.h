// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/pipeline/walk.h"

#include <QByteArray>

namespace protocol {
class JsonWriter;
}

namespace pipeline {

/// Which detections a page shows.
struct DetectionFilter
{
    QString cameraId = {};
    QString objectType = {};
    std::optional<double> minConfidence = {};
    std::optional<protocol::WallTime> since = {}; ///< of the detection
    std::optional<protocol::WallTime> until = {};
    std::optional<qint64> eventId = {};
    QString batchId = {};
    QString cursor = {};
    int limit = 50;
};

// All of these run on the storage thread, inside the caller's transaction.

/// GET /api/detections: {items: […], next_cursor, total, total_at_least}, newest first.
QByteArray detectionsPage(storage::Transaction &tx, const DetectionFilter &filter);

/// GET /api/detections/{id}; NotFound.
protocol::Result<QByteArray> detectionDocument(storage::Transaction &tx, qint64 id);

/// One detection as an item of these; false when it is not there, with nothing written.
bool writeDetection(protocol::JsonWriter &json, storage::Transaction &tx, qint64 id);

} // namespace pipeline
