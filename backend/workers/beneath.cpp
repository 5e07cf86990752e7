// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/beneath.h"

#include <QList>

#include <cerrno>

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>

using namespace Qt::StringLiterals;
using protocol::Error;
using protocol::ErrorKind;
using protocol::Result;

namespace workers {

namespace {

constexpr int SafeFlags = O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;

int walkBeneath(int rootFd, const QByteArray &relative, int flags)
{
    const QList<QByteArray> parts = relative.split('/');
    UniqueFd folder(::openat(rootFd, ".", O_PATH | O_DIRECTORY | O_CLOEXEC));
    for (qsizetype i = 0; folder.valid() && i < parts.size(); ++i) {
        const QByteArray &part = parts.at(i);
        if (part.isEmpty() || part == "." || part == "..") {
            errno = EXDEV;
            return -1;
        }
        if (i + 1 == parts.size()) {
            return ::openat(folder.get(), part.constData(), flags | SafeFlags);
        }
        folder.reset(::openat(folder.get(), part.constData(),
                              O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    }
    return -1;
}

Error failed(const QString &reason)
{
    return {.kind = ErrorKind::BadRequest, .detail = reason};
}

} // namespace

int openBeneath(int rootFd, const QByteArray &relative, int flags)
{
    if (relative.isEmpty()) {
        return ::openat(rootFd, ".", flags | O_CLOEXEC);
    }
    open_how how{};
    // openat2 refuses O_NONBLOCK and O_NOCTTY beside O_PATH, which never touches the file anyway.
    how.flags =
        static_cast<quint64>(flags | ((flags & O_PATH) != 0 ? O_CLOEXEC | O_NOFOLLOW : SafeFlags));
    how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS;
    const long fd = ::syscall(SYS_openat2, rootFd, relative.constData(), &how, sizeof(how));
    if (fd < 0 && (errno == ENOSYS || errno == EPERM || errno == EAGAIN)) {
        return walkBeneath(rootFd, relative, flags);
    }
    return static_cast<int>(fd);
}

int openRoot(const QString &root)
{
    return ::open(root.toUtf8().constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

Result<QByteArray> relativeTo(const QString &root, const QString &path)
{
    const QString prefix = root.endsWith(u'/') ? root : root + u'/';
    if (root.isEmpty() || !path.startsWith(prefix) || path.contains(QChar(u'\0'))) {
        return failed(u"the path does not lie beneath the camera root"_s);
    }
    return path.mid(prefix.size()).toUtf8();
}

bool isGone(int error)
{
    return error == ENOENT || error == ENOTDIR || error == ELOOP || error == ENXIO;
}

QString reasonOf(int error)
{
    switch (error) {
    case ELOOP:
        return u"symbolic link"_s;
    case ENOTDIR:
        return u"not a folder, or a symbolic link"_s;
    case EXDEV:
        return u"the path leaves the camera root"_s;
    case ENXIO:
        return u"not a regular file"_s;
    case ENOENT:
        return u"the file is gone"_s;
    default:
        return qt_error_string(error);
    }
}

QString rootFault(const QString &root, int error)
{
    return root % u": "_s % (error == ENOENT ? u"the folder is not there"_s : reasonOf(error));
}

Result<QByteArray> readAll(int fd, qint64 limit)
{
    struct stat info
    {
    };

    if (::fstat(fd, &info) != 0) {
        return failed(reasonOf(errno));
    }
    if (!S_ISREG(info.st_mode)) {
        return failed(u"not a regular file"_s);
    }
    if (info.st_size > limit) {
        return failed(u"the file has %1 bytes, more than %2"_s.arg(info.st_size).arg(limit));
    }
    QByteArray content(static_cast<qsizetype>(info.st_size), Qt::Uninitialized);
    qsizetype have = 0;
    while (have < content.size()) {
        const ssize_t got =
            ::read(fd, content.data() + have, static_cast<size_t>(content.size() - have));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return failed(reasonOf(errno));
        }
        if (got == 0) {
            break;
        }
        have += got;
    }
    content.truncate(have);
    return content;
}

Result<QByteArray> readBeneath(const QString &root, const QString &path, qint64 limit)
{
    Result<QByteArray> relative = relativeTo(root, path);
    if (!relative) {
        return relative;
    }
    const UniqueFd folder(openRoot(root));
    if (!folder.valid()) {
        return failed(u"camera root: "_s + reasonOf(errno));
    }
    const UniqueFd file(openBeneath(folder.get(), relative.value(), O_RDONLY));
    if (!file.valid()) {
        return failed(reasonOf(errno));
    }
    return readAll(file.get(), limit);
}

} // namespace workers
