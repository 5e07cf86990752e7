// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QtGlobal>

#include <optional>

/// The texts of the kernel, read into values. Source: proc(5).
namespace performance {

/// What all cores have done since the machine started, in ticks.
struct CpuTimes
{
    quint64 busy = 0;
    quint64 total = 0;

    bool operator==(const CpuTimes &) const = default;
};

struct MemoryFigures
{
    quint64 totalBytes = 0;
    quint64 availableBytes = 0; ///< what a new program could get without swapping

    bool operator==(const MemoryFigures &) const = default;
};

/// One process.
struct ProcessStat
{
    qint64 pid = 0;
    qint64 parent = 0;
    quint64 ticks = 0; ///< its own and those of the children that it has waited for
    quint64 ownTicks = 0;
    quint64 startTicks = 0; ///< since the machine started; with the pid it names a process
    quint64 virtualBytes = 0;
    quint64 residentPages = 0;

    bool operator==(const ProcessStat &) const = default;
};

/// The first line of /proc/stat. Waiting for a disk is no work; guests are counted once.
std::optional<CpuTimes> cpuTimes(const QByteArray &stat);

/// MemTotal and MemAvailable of /proc/meminfo; nothing when one is missing.
std::optional<MemoryFigures> memoryFigures(const QByteArray &meminfo);

/// /proc/PID/stat, whatever the program is called: nothing when it is none.
std::optional<ProcessStat> processStat(const QByteArray &stat);

} // namespace performance
