// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/performance/workerloads.h"

#include <QByteArray>
#include <QString>

#include <deque>
#include <vector>

namespace performance {

/// One collection.
struct Snapshot
{
    QByteArray text = {}; ///< a JSON object, ready to be sent, without workers
    std::shared_ptr<const WorkerLoads> workers = {};
};

inline constexpr size_t MaxSnapshots = 720; ///< an hour of one every five seconds
inline constexpr size_t MaxPoints = 60;

/// Adds the newest one; the oldest goes when there are too many.
void remember(std::deque<Snapshot> &ring, Snapshot snapshot);

/// The values of time_range: 5m, 15m, 60m.
QStringList timeRanges();

/// Every snapshot of the last 5 minutes, every third of 15 or every twelfth of 60; oldest first, at
/// most MaxPoints, the newest always among them.
std::vector<Snapshot> sampled(const std::deque<Snapshot> &ring, const QString &timeRange);

/// A snapshot as it is sent with what one worker used; with an empty list of workers where that
/// one was not there.
QByteArray withWorker(const Snapshot &snapshot, const QString &worker);

} // namespace performance
