// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/result.h"
#include "backend/storage/transaction.h"

#include <QRect>
#include <QString>

#include <optional>

namespace pipeline {

/// The image in which something was found.
struct PictureSource
{
    QString subject = {}; ///< "detection 7"
    QString path = {};
    bool isFrame = false; ///< cut out of a video: it lies below the root of the frames
    QString sha256 = {}; ///< of the file as it was then
    std::optional<QRect> part = {}; ///< where in it
};

// Both run on the storage thread, inside the caller's transaction.

/// Of one detection; NotFound.
protocol::Result<PictureSource> pictureOfDetection(storage::Transaction &tx, qint64 id);

/// Of a security event: that of its surest detection, whole; NotFound.
protocol::Result<PictureSource> pictureOfEvent(storage::Transaction &tx, qint64 id);

} // namespace pipeline
