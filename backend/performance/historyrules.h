// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <deque>
#include <vector>

namespace performance {

/// One collection, ready to be sent.
using Snapshot = QByteArray;

inline constexpr size_t MaxSnapshots = 720; ///< an hour of one every five seconds
inline constexpr size_t MaxPoints = 60;

/// Adds the newest one; the oldest goes when there are too many.
void remember(std::deque<Snapshot> &ring, Snapshot snapshot);

/// The values of time_range: 5m, 15m, 60m.
QStringList timeRanges();

/// Every snapshot of the last 5 minutes, every third of 15 or every twelfth of 60; oldest first, at
/// most MaxPoints, the newest always among them.
std::vector<Snapshot> sampled(const std::deque<Snapshot> &ring, const QString &timeRange);

} // namespace performance
