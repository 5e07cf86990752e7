// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/pipeline/scenerules.h"
#include "backend/pipeline/walk.h"

#include <QByteArray>

namespace pipeline {

/// So many are kept, the newest.
inline constexpr qint64 MostSceneChanges = 10'000;

/// Which of them a page shows.
struct SceneFilter
{
    QString cameraId = {};
    QString changeType = {};
    std::optional<protocol::WallTime> since = {};
    std::optional<protocol::WallTime> until = {};
    QString cursor = {};
    int limit = 50;
};

// Both run on the storage thread, inside the caller's transaction.

/// Writes it down, with a scene_change.detected line.
void storeSceneChange(storage::Transaction &tx, const QString &cameraId,
                      const SceneVerdict &verdict);

/// GET /api/scene-changes: {items: […], next_cursor, total, total_at_least}, newest first.
QByteArray sceneChangesPage(storage::Transaction &tx, const SceneFilter &filter);

} // namespace pipeline
