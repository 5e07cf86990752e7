// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QString>

#include <array>
#include <ctime>

#include <fcntl.h>
#include <sys/stat.h>

/// Files as they were long ago, and their rows.
namespace agedfile {

/// Writes a file, with its folder.
inline bool write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return QDir().mkpath(QFileInfo(path).path()) && file.open(QIODevice::WriteOnly)
        && file.write(content) == content.size();
}

/// Makes it look as if nobody had changed it for so long.
inline bool age(const QString &path, int seconds)
{
    timespec then{};
    ::clock_gettime(CLOCK_REALTIME, &then);
    then.tv_sec -= seconds;
    const std::array<timespec, 2> times{then, then};
    return ::utimensat(AT_FDCWD, path.toUtf8().constData(), times.data(), 0) == 0;
}

inline struct stat statOf(const QString &path)
{
    struct stat info
    {
    };

    ::lstat(path.toUtf8().constData(), &info);
    return info;
}

inline qint64 mtimeNsOf(const struct stat &info)
{
    return qint64{info.st_mtim.tv_sec} * 1000000000 + info.st_mtim.tv_nsec;
}

/// The row of an image of the camera "cam" whose file lies there.
inline QString imageRow(int id, const QString &path, const QString &state, const QString &at)
{
    const struct stat info = statOf(path);
    return QStringLiteral("INSERT INTO images (id, camera_id, path, inode, size, mtime_ns, state, "
                          "accepted_at, finished_at) VALUES (%1, 'cam', '%2', %3, %4, %5, '%6', "
                          "'%7', '%7')")
        .arg(QString::number(id), path, QString::number(info.st_ino), QString::number(info.st_size),
             QString::number(mtimeNsOf(info)), state, at);
}

} // namespace agedfile
