// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/things.h"

#include "backend/workers/beneath.h"

#include <fcntl.h>
#include <sys/stat.h>

using namespace Qt::StringLiterals;

namespace workers {

namespace {

QByteArray nameOf(const QByteArray &relative)
{
    return relative.mid(relative.lastIndexOf('/') + 1);
}

} // namespace

FileIdentity identityOf(const struct stat &info)
{
    return {.inode = info.st_ino,
            .size = info.st_size,
            .mtimeNs = qint64{info.st_mtim.tv_sec} * 1000000000 + info.st_mtim.tv_nsec};
}

bool statBeneath(int rootFd, const QByteArray &relative, struct stat &info)
{
    const UniqueFd fd(openBeneath(rootFd, relative, O_PATH));
    return fd.valid() && ::fstat(fd.get(), &info) == 0;
}

bool isMedia(NameKind kind)
{
    return kind == NameKind::Image || kind == NameKind::Video;
}

bool isVideo(const QByteArray &relative)
{
    return judgeFileName(nameOf(relative)).kind == NameKind::Video;
}

NameVerdict judgeThing(const QByteArray &relative, mode_t mode)
{
    NameVerdict verdict = judgeFileName(nameOf(relative));
    if (verdict.kind == NameKind::Skipped || verdict.kind == NameKind::Rejected) {
        return verdict;
    }
    if (S_ISLNK(mode)) {
        return {.kind = NameKind::Rejected, .reason = u"symbolic link"_s};
    }
    if (!S_ISREG(mode)) {
        return {.kind = NameKind::Foreign, .reason = u"not a regular file"_s};
    }
    if (isMedia(verdict.kind) && !relative.contains('/')) {
        return {.kind = NameKind::Foreign,
                .reason = u"it lies directly in the camera root, not in a camera's folder"_s};
    }
    return verdict;
}

} // namespace workers
