// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/pipeline/walk.h"

#include <QByteArray>

namespace pipeline {

/// Which security events a page shows.
struct EventFilter
{
    QString cameraId = {};
    QString riskLevel = {};
    std::optional<int> minRisk = {};
    std::optional<bool> reviewed = {};
    std::optional<protocol::WallTime> since = {}; ///< of the event's beginning
    std::optional<protocol::WallTime> until = {};
    QString objectType = {};
    QString text = {}; ///< in summary, reasoning or notes; a to z are the same as A to Z
    QString cursor = {};
    int limit = 50;
};

/// The risk levels from the least on; those that reach a score are wanted.
QStringList riskLevels();

// All of these run on the storage thread, inside the caller's transaction.

/// GET /api/events: {items: […], next_cursor, total, total_at_least}, newest first. Events that
/// were deleted are not there.
QByteArray eventsPage(storage::Transaction &tx, const EventFilter &filter);

/// GET /api/events/{id}: an item of these with `batch` and the first hundred `detections`;
/// NotFound.
protocol::Result<QByteArray> eventDocument(storage::Transaction &tx, qint64 id);

protocol::Error noSuchEvent(qint64 id);

} // namespace pipeline
