// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/batchrules.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pipeline {

namespace {

protocol::SteadyTime deadlineOf(const OpenBatch &batch, const BatchLimits &limits)
{
    return std::min(batch.startedAt.steady + limits.window,
                    batch.lastActivity.steady + limits.idleTimeout);
}

} // namespace

QString toText(CloseReason reason)
{
    switch (reason) {
    case CloseReason::Timeout:
        return u"timeout"_s;
    case CloseReason::Idle:
        return u"idle"_s;
    case CloseReason::MaxSize:
        return u"max_size"_s;
    }
    return u"timeout"_s;
}

Added add(const BatchState &state, const BatchLimits &limits, const Sighting &sighting,
          const QString &freshId, protocol::Now now)
{
    Added added{.next = state};
    auto found = added.next.find(sighting.cameraId);
    if (found == added.next.end()) {
        found = added.next.insert(
            sighting.cameraId,
            {.id = freshId, .cameraId = sighting.cameraId, .startedAt = now, .lastActivity = now});
    }
    found->detections += sighting.detections;
    found->lastActivity = now;
    added.batchId = found->id;
    if (found->detections >= limits.maxDetections) {
        added.closed = ClosedBatch{.batch = *found, .reason = CloseReason::MaxSize};
        added.next.erase(found);
    }
    return added;
}

Swept sweep(const BatchState &state, const BatchLimits &limits, protocol::Now now)
{
    Swept swept{.next = state};
    for (const OpenBatch &batch : state) {
        if (now.steady >= batch.startedAt.steady + limits.window) {
            swept.closed.append({.batch = batch, .reason = CloseReason::Timeout});
        } else if (now.steady >= batch.lastActivity.steady + limits.idleTimeout) {
            swept.closed.append({.batch = batch, .reason = CloseReason::Idle});
        }
    }
    std::sort(swept.closed.begin(), swept.closed.end(), [](const auto &left, const auto &right) {
        return left.batch.startedAt.steady < right.batch.startedAt.steady;
    });
    for (const ClosedBatch &closed : std::as_const(swept.closed)) {
        swept.next.remove(closed.batch.cameraId);
    }
    return swept;
}

std::optional<protocol::SteadyTime> deadline(const BatchState &state, const BatchLimits &limits)
{
    std::optional<protocol::SteadyTime> earliest;
    for (const OpenBatch &batch : state) {
        const protocol::SteadyTime due = deadlineOf(batch, limits);
        earliest = earliest ? std::min(*earliest, due) : due;
    }
    return earliest;
}

} // namespace pipeline
