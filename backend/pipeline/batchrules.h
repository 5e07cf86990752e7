// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"

#include <QHash>
#include <QList>
#include <QString>

#include <chrono>
#include <optional>

namespace pipeline {

/// Why a batch was closed.
enum class CloseReason
{
    Timeout,
    Idle,
    MaxSize
};

/// timeout | idle | max_size, as detection.batch says it.
QString toText(CloseReason reason);

/// When a batch is full.
struct BatchLimits
{
    std::chrono::milliseconds window{90'000}; ///< since its first detection
    std::chrono::milliseconds idleTimeout{30'000}; ///< since its last detection
    qint64 maxDetections = 500;
};

/// The open batch of one camera.
struct OpenBatch
{
    QString id = {};
    QString cameraId = {};
    protocol::Now startedAt{};
    protocol::Now lastActivity{};
    qint64 detections = 0;
};

/// A batch that has just ended.
struct ClosedBatch
{
    OpenBatch batch{};
    CloseReason reason = CloseReason::Timeout;
};

/// The open batches, one a camera at most.
using BatchState = QHash<QString, OpenBatch>;

/// The detections (1 or more) of one image.
struct Sighting
{
    QString cameraId = {};
    qint64 detections = 1;
};

/// What an added detection leads to: the batch it belongs to, and the batch that it filled, if any.
struct Added
{
    BatchState next{};
    QString batchId = {};
    std::optional<ClosedBatch> closed = {};
};

/// Adds the detections of one image: they all belong to the camera's open batch, or open one named
/// `freshId`. A batch that reaches its maximum is closed (max_size).
Added add(const BatchState &state, const BatchLimits &limits, const Sighting &sighting,
          const QString &freshId, protocol::Now now);

/// What the passing of time leads to.
struct Swept
{
    BatchState next{};
    QList<ClosedBatch> closed = {}; ///< oldest first
};

/// Closes each batch whose age has reached the window (timeout, tested first) or whose silence has
/// reached the idle timeout (idle). Source: specification, "Pipeline Components"; both limits are
/// inclusive.
Swept sweep(const BatchState &state, const BatchLimits &limits, protocol::Now now);

/// When the next batch has to be closed; nothing when none is open.
std::optional<protocol::SteadyTime> deadline(const BatchState &state, const BatchLimits &limits);

} // namespace pipeline
