// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/performance/loadrules.h"

#include <QHash>

#include <algorithm>

namespace performance {

namespace {

constexpr double BytesPerGb = 1024.0 * 1024.0 * 1024.0;
constexpr double Percent = 100.0;
constexpr double SecondsPerMinute = 60.0;

double gigabytes(quint64 bytes)
{
    return static_cast<double>(bytes) / BytesPerGb;
}

double percentOf(quint64 part, quint64 whole)
{
    return whole == 0 ? 0 : static_cast<double>(part) * Percent / static_cast<double>(whole);
}

/// Which root each process is below: found once for each, and remembered on the way.
class Ancestry final
{
public:
    Ancestry(const QList<ProcessStat> &processes, const QList<qint64> &roots)
    {
        for (const ProcessStat &process : processes) {
            m_parents.insert(process.pid, process.parent);
        }
        for (const qint64 root : roots) {
            m_roots.insert(root, root);
        }
    }

    /// 0: below none of them.
    qint64 rootOf(qint64 pid)
    {
        QList<qint64> way;
        qint64 at = pid;
        // Processes were read one after the other, so that a parent may be a child's child by now.
        while (at > 0 && !m_roots.contains(at) && way.size() < m_parents.size()) {
            way.append(at);
            at = m_parents.value(at, 0);
        }
        const qint64 root = m_roots.value(at, 0);
        for (const qint64 step : way) {
            m_roots.insert(step, root);
        }
        return root;
    }

private:
    QHash<qint64, qint64> m_parents;
    QHash<qint64, qint64> m_roots; ///< of those that are known
};

} // namespace

std::optional<double> cpuPercent(const std::optional<CpuTimes> &before, const CpuTimes &now)
{
    if (!before || now.total <= before->total || now.busy < before->busy) {
        return std::nullopt;
    }
    return std::min(Percent, percentOf(now.busy - before->busy, now.total - before->total));
}

void setMemory(protocol::HostFigures &host, const MemoryFigures &memory)
{
    const quint64 used = memory.totalBytes - std::min(memory.totalBytes, memory.availableBytes);
    host.ramUsedGb = gigabytes(used);
    host.ramTotalGb = gigabytes(memory.totalBytes);
    host.ramPercent = percentOf(used, memory.totalBytes);
}

void setDisk(protocol::HostFigures &host, const DiskFigures &disk)
{
    if (disk.totalBytes == 0) {
        return;
    }
    const quint64 used = disk.totalBytes - std::min(disk.totalBytes, disk.freeBytes);
    host.diskUsedGb = gigabytes(used);
    host.diskTotalGb = gigabytes(disk.totalBytes);
    host.diskPercent = percentOf(used, used + disk.availableBytes);
}

std::vector<std::optional<TreeUse>> treesOf(const QList<ProcessStat> &processes,
                                            const QList<qint64> &roots)
{
    Ancestry ancestry(processes, roots);
    QHash<qint64, TreeUse> trees;
    for (const ProcessStat &process : processes) {
        const qint64 root = ancestry.rootOf(process.pid);
        if (root == 0) {
            continue;
        }
        TreeUse &tree = trees[root];
        tree.ticks += process.ticks;
        tree.residentPages += process.residentPages;
        ++tree.processes;
        if (process.pid == root) {
            tree.rootStartTicks = process.startTicks;
        }
    }
    std::vector<std::optional<TreeUse>> all;
    for (const qint64 root : roots) {
        const auto found = trees.constFind(root);
        const bool isThere = found != trees.cend() && found->rootStartTicks > 0;
        all.push_back(isThere ? std::optional(*found) : std::nullopt);
    }
    return all;
}

std::optional<double> treePercent(const std::optional<TreeUse> &before, const TreeUse &now,
                                  std::chrono::duration<double> between, const Units &units)
{
    if (!before || before->rootStartTicks != now.rootStartTicks || now.ticks < before->ticks
        || between.count() <= 0) {
        return std::nullopt;
    }
    const double seconds = static_cast<double>(now.ticks - before->ticks) / units.ticksPerSecond;
    return seconds / between.count() * Percent;
}

std::optional<double> perMinute(const std::optional<qint64> &before, qint64 now,
                                std::chrono::duration<double> between)
{
    if (!before || now < *before || between.count() <= 0) {
        return std::nullopt;
    }
    return static_cast<double>(now - *before) * SecondsPerMinute / between.count();
}

} // namespace performance
