// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/cutter.h"

#include "backend/protocol/cutter.h"
#include "backend/workers/beneath.h"

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

/// The descriptor stays open over the exec, and nothing else does.
QString openInput(const QString &root, const QString &path)
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
    // Non-blocking was for a FIFO that might lie there; dup2 also takes close-on-exec away.
    ::fcntl(file.get(), F_SETFL, 0);
    const bool done = file.get() == InputDescriptor
        ? ::fcntl(InputDescriptor, F_SETFD, 0) == 0
        : ::dup2(file.get(), InputDescriptor) == InputDescriptor;
    return done ? QString() : reasonOf(errno);
}

} // namespace

int runCutter(int count, char **arguments)
{
    constexpr int program = 3; // root, path, --
    if (count <= program || std::strcmp(arguments[program - 1], "--") != 0) {
        return refuse(u"cutter: wrong arguments"_s, WrongArguments);
    }
    const QString fault =
        openInput(QString::fromLocal8Bit(arguments[0]), QString::fromLocal8Bit(arguments[1]));
    if (!fault.isEmpty()) {
        return refuse(fault, protocol::CutterCannotOpen);
    }
    limit(RLIMIT_CPU, CpuSeconds);
    limit(RLIMIT_FSIZE, FrameBytes);
    limit(RLIMIT_CORE, 0);
    ::execvp(arguments[program], arguments + program);
    return refuse(QString::fromLocal8Bit(arguments[program]) + u": "_s + qt_error_string(errno),
                  protocol::CutterCannotExecute);
}

} // namespace workers
