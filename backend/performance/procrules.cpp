// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/performance/procrules.h"

#include <QByteArrayList>

#include <array>
#include <numeric>

namespace performance {

namespace {

constexpr quint64 BytesPerKb = 1024;

/// Places in the first line of /proc/stat.
enum CpuField
{
    Idle = 3,
    IoWait = 4,
    Steal = 7,
};

/// Places in /proc/PID/stat behind the name in brackets: those of the manual less 3.
enum StatField
{
    Parent = 1,
    UserTime = 11,
    SystemTime = 12,
    ChildrenUserTime = 13,
    ChildrenSystemTime = 14,
    StartTime = 19,
    VirtualSize = 20,
    Resident = 21,
};

std::optional<quint64> kilobytesOf(const QByteArray &meminfo, const QByteArray &key)
{
    const qsizetype at = meminfo.startsWith(key) ? 0 : meminfo.indexOf(QByteArray('\n' + key));
    if (at < 0) {
        return std::nullopt;
    }
    const qsizetype colon = meminfo.indexOf(':', at);
    const QByteArray line = meminfo.mid(colon + 1, meminfo.indexOf('\n', colon) - colon - 1);
    bool isNumber = false;
    const quint64 number = line.trimmed().split(' ').value(0).toULongLong(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

} // namespace

std::optional<CpuTimes> cpuTimes(const QByteArray &stat)
{
    const QByteArrayList words =
        stat.left(stat.indexOf('\n')).simplified().split(' '); // "cpu  1 2 3 …"
    if (words.value(0) != "cpu" || words.size() <= IoWait + 1) {
        return std::nullopt;
    }
    // The two after steal are guests, which user and nice have already.
    std::array<quint64, Steal + 1> times{};
    for (qsizetype i = 1; i < words.size() && i <= Steal + 1; ++i) {
        bool isNumber = false;
        times.at(static_cast<size_t>(i - 1)) = words.at(i).toULongLong(&isNumber);
        if (!isNumber) {
            return std::nullopt;
        }
    }
    const quint64 total = std::accumulate(times.begin(), times.end(), quint64(0));
    return CpuTimes{.busy = total - times[Idle] - times[IoWait], .total = total};
}

std::optional<MemoryFigures> memoryFigures(const QByteArray &meminfo)
{
    const auto total = kilobytesOf(meminfo, "MemTotal:");
    const auto available = kilobytesOf(meminfo, "MemAvailable:");
    if (!total || !available || *total == 0) {
        return std::nullopt;
    }
    return MemoryFigures{.totalBytes = *total * BytesPerKb,
                         .availableBytes = *available * BytesPerKb};
}

std::optional<ProcessStat> processStat(const QByteArray &stat)
{
    // The name may hold anything, brackets and blanks too: the last bracket ends it.
    const qsizetype end = stat.lastIndexOf(')');
    bool isPid = false;
    const qint64 pid = stat.left(stat.indexOf(' ')).toLongLong(&isPid);
    if (end < 0 || !isPid) {
        return std::nullopt;
    }
    const QByteArrayList fields = stat.mid(end + 2).trimmed().split(' ');
    if (fields.size() <= Resident) {
        return std::nullopt;
    }
    const auto number = [&fields](StatField field) { return fields.at(field).toULongLong(); };
    // A child's time may be negative on some kernels, which reads as 0 here.
    const quint64 own = number(UserTime) + number(SystemTime);
    return ProcessStat{.pid = pid,
                       .parent = fields.at(Parent).toLongLong(),
                       .ticks = own + number(ChildrenUserTime) + number(ChildrenSystemTime),
                       .ownTicks = own,
                       .startTicks = number(StartTime),
                       .virtualBytes = number(VirtualSize),
                       .residentPages = number(Resident)};
}

} // namespace performance
