// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/performance/loadrules.h"

#include <QList>
#include <QString>

#include <optional>
#include <vector>

/// Looks at the machine, each as a whole. They may block: /proc for as long as it takes to read
/// it, a file system for as long as its server does not answer.
namespace performance {

/// Our own process, as Prometheus wants to know it.
struct SelfFigures
{
    double cpuSeconds = 0;
    quint64 residentBytes = 0;
    quint64 virtualBytes = 0;
    std::optional<qint64> openDescriptors = {};
    std::optional<qint64> maxDescriptors = {};

    bool operator==(const SelfFigures &) const = default;
};

/// What /proc says at one moment.
struct ProcLook
{
    protocol::SteadyTime at = {};
    std::optional<CpuTimes> cpu = {};
    std::optional<MemoryFigures> memory = {};
    std::vector<std::optional<TreeUse>> trees = {}; ///< in the order of the roots
    std::optional<SelfFigures> self = {};
};

/// `roots` are the processes whose trees are wanted; without any, no other process is looked at.
ProcLook lookAtProc(const QList<qint64> &roots);

/// What the file system of a directory and the files in it say at one moment.
struct DiskLook
{
    std::optional<DiskFigures> disk = {};
    std::optional<qint64> storeBytes = {};
    std::optional<qint64> storeLogBytes = {}; ///< 0 when there is no log
};

DiskLook lookAtDisk(const QString &directory, const QString &storePath);

Units units();

} // namespace performance
