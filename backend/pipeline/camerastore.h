// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/pipeline/camerarules.h"
#include "backend/pipeline/intakerules.h"
#include "backend/protocol/result.h"
#include "backend/storage/transaction.h"

#include <QHash>
#include <QSet>
#include <QString>

#include <optional>

namespace pipeline {

// All of these run on the storage thread, inside the caller's transaction.

/// The cameras that nothing is taken in from.
QSet<QString> disabledCameras(storage::Transaction &tx);

/// A wish of a person.
struct CameraSwitch
{
    bool isEnabled = true;
    std::optional<QString> reason = {}; ///< of one that is switched off
};

/// Switches a camera on or off, with a camera.enabled or camera.disabled line when it was not so
/// already; NotFound. Of one that is off, and until its first image of one that is on again, the
/// status is unknown.
protocol::Result<protocol::Done> setCameraEnabled(storage::Transaction &tx, const QString &cameraId,
                                                  const CameraSwitch &wish);

/// An enabled camera that has been silent too long is offline, with a camera.status_changed line;
/// false when it was so already, or is off.
bool markOffline(storage::Transaction &tx, const QString &cameraId,
                 std::chrono::milliseconds silence);

/// So many files in a row that cannot be read put a camera into the status error.
inline constexpr int RefusedForError = 5;

/// A file of this camera was taken in, or refused because of its content (`fault`): the camera is
/// made when it is new, and is online, or in error when it sends nothing else.
void cameraHasSent(storage::Transaction &tx, const FileIdentity &file, const QString &fault);

/// How the cameras have sent their newest images, as far as a few thousand of all go back.
QHash<QString, CameraRhythm> recentRhythms(storage::Transaction &tx, const CameraLimits &limits);

} // namespace pipeline
