// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/cutter.h"

#include "backend/protocol/cutter.h"
#include "backend/workers/beneath.h"

#include <QStandardPaths>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using protocol::Result;

namespace workers {

namespace {

constexpr int InputDescriptor = 3;
constexpr int WrongArguments = 2;
constexpr rlim_t CpuSeconds = 300;
constexpr rlim_t MemoryBytes = rlim_t{1024} * 1024 * 1024;
constexpr rlim_t FrameBytes = rlim_t{20} * 1024 * 1024;

int refuse(const QString &reason, int status)
{
    std::fputs(qPrintable(reason + u'\n'), stderr);
    return status;
}

void limit(int resource, rlim_t most)
{
    const rlimit both{.rlim_cur = most, .rlim_max = most};
    ::setrlimit(static_cast<__rlimit_resource>(resource), &both);
}

bool isRegular(int fd)
{
    struct stat info
    {
    };

    return ::fstat(fd, &info) == 0 && S_ISREG(info.st_mode);
}

/// Opens the file as a descriptor beyond InputDescriptor. That may be a descriptor in here as well,
/// which ends with this function: the caller moves it to its place.
QString openInput(const QString &root, const QString &path, int *opened)
{
    const Result<QByteArray> relative = relativeTo(root, path);
    if (!relative) {
        return relative.error().detail;
    }
    const UniqueFd folder(openRoot(root));
    if (!folder.valid()) {
        return u"camera root: "_s + reasonOf(errno);
    }
    const UniqueFd file(openBeneath(folder.get(), relative.value(), O_RDONLY));
    if (!file.valid()) {
        return reasonOf(errno);
    }
    if (!isRegular(file.get())) {
        return u"not a regular file"_s;
    }
    ::fcntl(file.get(), F_SETFL, 0); // non-blocking was for a FIFO that might lie there
    *opened = ::fcntl(file.get(), F_DUPFD_CLOEXEC, InputDescriptor + 1);
    return *opened >= 0 ? QString() : reasonOf(errno);
}

} // namespace

int runCutter(int count, char **arguments)
{
    constexpr int program = 3; // root, path, --
    if (count <= program || std::strcmp(arguments[program - 1], "--") != 0) {
        return refuse(u"cutter: wrong arguments"_s, WrongArguments);
    }
    int opened = -1;
    const QString fault = openInput(QString::fromLocal8Bit(arguments[0]),
                                    QString::fromLocal8Bit(arguments[1]), &opened);
    if (!fault.isEmpty()) {
        return refuse(fault, protocol::CutterCannotOpen);
    }
    const QString name = QString::fromLocal8Bit(arguments[program]);
    if (QStandardPaths::findExecutable(name).isEmpty()) {
        return refuse(name + u": "_s + qt_error_string(ENOENT), protocol::CutterCannotExecute);
    }
    // Stays open over the exec, as nothing else does.
    if (::dup2(opened, InputDescriptor) != InputDescriptor) {
        return refuse(reasonOf(errno), protocol::CutterCannotOpen);
    }
    limit(RLIMIT_CPU, CpuSeconds);
    limit(RLIMIT_FSIZE, FrameBytes);
    limit(RLIMIT_CORE, 0);
    // Not before: it is for ffmpeg, and may be less than what this program has taken.
    limit(RLIMIT_AS, MemoryBytes);
    ::execvp(arguments[program], arguments + program);
    // Nothing that takes memory any more.
    ::dprintf(STDERR_FILENO, "%s: %s\n", arguments[program], ::strerrordesc_np(errno));
    ::_exit(protocol::CutterCannotExecute);
}

} // namespace workers
