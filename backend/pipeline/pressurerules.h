// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"

#include <QtGlobal>

#include <deque>
#include <optional>

namespace pipeline {

/// How many jobs may wait in one queue. Source: P 8.
inline constexpr qint64 QueueCapacity = 10'000;

/// With so many waiting as there is room for, what feeds the queue holds back, and goes on when
/// less than 80 % of the room is taken: without that distance it would stop and go with each job. A
/// capacity of 0 is without a limit.
bool isHeldBack(bool wasHeldBack, qint64 waiting, qint64 capacity);

/// How many jobs waited at one moment.
struct DepthSample
{
    protocol::SteadyTime at = {};
    qint64 waiting = 0;
};

/// The last minute of a queue, oldest sample first; bounded.
using DepthWindow = std::deque<DepthSample>;

/// Adds a sample and drops what is older than the window; of three samples within a second the
/// middle one goes.
void addSample(DepthWindow &window, DepthSample sample);

/// How long the queue lasts at the speed at which it has shrunk in the window; nothing when it has
/// not, when nothing waits, or when it was watched for less than five seconds. A queue that was not
/// counted again has not moved since.
std::optional<double> drainSeconds(const DepthWindow &window, protocol::SteadyTime now);

} // namespace pipeline
