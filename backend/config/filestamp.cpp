// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/config/filestamp.h"

#include <QFile>

#include <cerrno>

#include <sys/stat.h>

namespace config {

namespace {

qint64 nanoseconds(const timespec &time)
{
    constexpr qint64 second = 1'000'000'000;
    return static_cast<qint64>(time.tv_sec) * second + time.tv_nsec;
}

} // namespace

FileStamp stampOf(const QString &path)
{
    struct stat status
    {
    };

    if (::stat(QFile::encodeName(path).constData(), &status) != 0) {
        return {.error = errno == ENOENT ? 0 : errno};
    }
    return {.device = status.st_dev,
            .inode = status.st_ino,
            .size = status.st_size,
            .modified = nanoseconds(status.st_mtim),
            .changed = nanoseconds(status.st_ctim)};
}

} // namespace config
