// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"

#include <QtGlobal>

#include <chrono>
#include <deque>
#include <optional>

namespace pipeline {

/// How well a camera has to be known, and what is the least patience with it.
struct CameraLimits
{
    std::chrono::milliseconds visit = std::chrono::minutes(1); ///< images closer than that are one
    qint64 images = 10;
    std::chrono::milliseconds watched = std::chrono::minutes(10); ///< from the first image
    std::chrono::milliseconds patience = std::chrono::minutes(5);
};

/// When one camera's images come. What counts are the pauses between visits, so that a camera that
/// sends a burst at each movement is not taken for one that sends all the time.
struct CameraRhythm
{
    std::optional<protocol::WallTime> firstSeen = {};
    protocol::WallTime lastSeen = {};
    qint64 images = 0;
    std::deque<std::chrono::milliseconds> pauses = {}; ///< the newest ones, oldest first
};

/// An image came. A clock that was set back makes no pause.
void noteImage(CameraRhythm &rhythm, const CameraLimits &limits, protocol::WallTime at);

/// How long the camera may be silent: three times its median pause, and not less than the least
/// patience. Nothing before it is known well enough.
std::optional<std::chrono::milliseconds> patienceWith(const CameraRhythm &rhythm,
                                                      const CameraLimits &limits);

/// The wall clock was set between the two moments, or the machine has slept.
bool hasJumped(const protocol::Now &before, const protocol::Now &now);

} // namespace pipeline
