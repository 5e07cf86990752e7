// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/performance.h"

#include <QStringList>

#include <limits>
#include <memory>
#include <vector>

namespace performance {

/// What one worker used, in few bytes; what was not measured is no number, or below zero.
struct WorkerLoad
{
    float cpuPercent = std::numeric_limits<float>::quiet_NaN();
    float memoryMb = std::numeric_limits<float>::quiet_NaN();
    qint32 pid = -1;
    qint32 processes = -1;
};

/// What all workers used at one moment: an hour of a thousand is 12 MB.
struct WorkerLoads
{
    QStringList names = {};
    std::vector<WorkerLoad> loads = {}; ///< one a name
};

/// The figures to be kept; the names of `before` serve again when they are the same.
WorkerLoads loadsOf(const QList<protocol::WorkerFigures> &workers, const WorkerLoads *before);

/// What `worker` used; nothing when there was none of that name.
std::optional<protocol::WorkerFigures> figuresOf(const WorkerLoads &kept, const QString &worker);

} // namespace performance
