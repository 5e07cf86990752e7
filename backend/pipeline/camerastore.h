// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/pipeline/camerarules.h"
#include "backend/protocol/result.h"
#include "backend/storage/transaction.h"

#include <QHash>
#include <QSet>
#include <QString>

namespace pipeline {

// All of these run on the storage thread, inside the caller's transaction.

/// The cameras that nothing is taken in from.
QSet<QString> disabledCameras(storage::Transaction &tx);

/// Switches a camera on or off, with a camera.enabled or camera.disabled line when it was not so
/// already; NotFound.
protocol::Result<protocol::Done> setCameraEnabled(storage::Transaction &tx, const QString &cameraId,
                                                  bool isEnabled);

/// An online camera that has been silent too long is offline, with a camera.status_changed line;
/// false when it is not online, or off.
bool markOffline(storage::Transaction &tx, const QString &cameraId,
                 std::chrono::milliseconds silence);

/// How the cameras have sent their newest images, as far as a few thousand of all go back.
QHash<QString, CameraRhythm> recentRhythms(storage::Transaction &tx, const CameraLimits &limits);

} // namespace pipeline
