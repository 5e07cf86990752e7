// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/performance/procrules.h"
#include "backend/protocol/clock.h"
#include "backend/protocol/performance.h"

#include <QList>
#include <QString>

#include <optional>
#include <vector>

/// What two looks at the machine say about the time between them.
namespace performance {

/// A file system, as statvfs(3) has it.
struct DiskFigures
{
    quint64 totalBytes = 0;
    quint64 freeBytes = 0; ///< for the superuser too
    quint64 availableBytes = 0; ///< for us

    bool operator==(const DiskFigures &) const = default;
};

/// All the processes of one worker together.
struct TreeUse
{
    quint64 rootStartTicks = 0; ///< another one is another tree
    quint64 ticks = 0;
    quint64 residentPages = 0;
    int processes = 0;

    bool operator==(const TreeUse &) const = default;
};

/// What the kernel counts by.
struct Units
{
    double ticksPerSecond = 100;
    quint64 pageBytes = 4096;
};

/// 0..100 over all cores; nothing without a look before, or when no time has passed.
std::optional<double> cpuPercent(const std::optional<CpuTimes> &before, const CpuTimes &now);

/// Used is what is not available; as `free` has it.
void setMemory(protocol::HostFigures &host, const MemoryFigures &memory);

/// Full is what is used of what we may use; as `df` has it.
void setDisk(protocol::HostFigures &host, const DiskFigures &disk);

/// The use of each root with everything below it, in the order of the roots; nothing for one that
/// is not there. Costs one pass over the processes, however many roots there are.
std::vector<std::optional<TreeUse>> treesOf(const QList<ProcessStat> &processes,
                                            const QList<qint64> &roots);

/// Percent of one core in the time between; nothing without a look before at the same tree.
std::optional<double> treePercent(const std::optional<TreeUse> &before, const TreeUse &now,
                                  std::chrono::duration<double> between, const Units &units);

/// A counter's growth a minute; nothing without a look before, without time between or for one
/// that went down.
std::optional<double> perMinute(const std::optional<qint64> &before, qint64 now,
                                std::chrono::duration<double> between);

} // namespace performance
