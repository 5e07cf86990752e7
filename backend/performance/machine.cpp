// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/performance/machine.h"

#include <QFile>
#include <QFileInfo>

#include <array>
#include <memory>

#include <dirent.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/statvfs.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace performance {

namespace {

constexpr size_t MostBytes = 8192; ///< /proc/stat has a line a core, its first one is enough

/// The beginning of a file of the kernel's; empty when there is none.
QByteArray textOf(const char *path)
{
    const int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return {};
    }
    std::array<char, MostBytes> buffer{};
    const ssize_t length = ::read(descriptor, buffer.data(), buffer.size());
    close(descriptor);
    return length > 0 ? QByteArray(buffer.data(), length) : QByteArray();
}

struct CloseDirectory
{
    void operator()(DIR *directory) const { closedir(directory); }
};

using Directory = std::unique_ptr<DIR, CloseDirectory>;

const dirent *next(const Directory &directory)
{
    return readdir(directory.get()); // NOLINT(concurrency-mt-unsafe): the stream is ours alone
}

QList<ProcessStat> allProcesses()
{
    QList<ProcessStat> all;
    const Directory proc(opendir("/proc"));
    while (const dirent *entry = proc ? next(proc) : nullptr) {
        if (entry->d_name[0] < '0' || entry->d_name[0] > '9') {
            continue;
        }
        const QByteArray path = "/proc/" + QByteArray(entry->d_name) + "/stat";
        if (const auto process = processStat(textOf(path.constData()))) {
            all.append(*process);
        }
    }
    return all;
}

std::optional<qint64> openDescriptors()
{
    const Directory own(opendir("/proc/self/fd"));
    if (!own) {
        return std::nullopt;
    }
    // Neither . and .. nor the one that looks.
    qint64 count = -3;
    while (next(own) != nullptr) {
        ++count;
    }
    return count;
}

std::optional<qint64> maxDescriptors()
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) {
        return std::nullopt;
    }
    return static_cast<qint64>(limit.rlim_cur);
}

std::optional<SelfFigures> lookAtSelf()
{
    const auto own = processStat(textOf("/proc/self/stat"));
    if (!own) {
        return std::nullopt;
    }
    const Units by = units();
    return SelfFigures{.cpuSeconds = static_cast<double>(own->ownTicks) / by.ticksPerSecond,
                       .residentBytes = own->residentPages * by.pageBytes,
                       .virtualBytes = own->virtualBytes,
                       .openDescriptors = openDescriptors(),
                       .maxDescriptors = maxDescriptors()};
}

std::optional<qint64> sizeOf(const QString &path)
{
    const QFileInfo file(path);
    return file.exists() ? std::optional(file.size()) : std::nullopt;
}

} // namespace

ProcLook lookAtProc(const QList<qint64> &roots)
{
    return {.at = protocol::Now::read().steady,
            .cpu = cpuTimes(textOf("/proc/stat")),
            .memory = memoryFigures(textOf("/proc/meminfo")),
            .trees = roots.isEmpty() ? std::vector<std::optional<TreeUse>>()
                                     : treesOf(allProcesses(), roots),
            .self = lookAtSelf()};
}

DiskLook lookAtDisk(const QString &directory, const QString &storePath)
{
    DiskLook look{.storeBytes = sizeOf(storePath)};
    if (look.storeBytes) {
        look.storeLogBytes = sizeOf(storePath % u"-wal"_s).value_or(0);
    }

    struct statvfs space
    {
    };

    if (statvfs(QFile::encodeName(directory).constData(), &space) == 0) {
        const quint64 block = space.f_frsize;
        look.disk = DiskFigures{.totalBytes = space.f_blocks * block,
                                .freeBytes = space.f_bfree * block,
                                .availableBytes = space.f_bavail * block};
    }
    return look;
}

Units units()
{
    return {.ticksPerSecond = static_cast<double>(sysconf(_SC_CLK_TCK)),
            .pageBytes = static_cast<quint64>(sysconf(_SC_PAGESIZE))};
}

} // namespace performance
