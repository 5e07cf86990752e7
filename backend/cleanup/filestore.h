// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"
#include "backend/storage/transaction.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace cleanup {

/// A file as the store or the cleanup service names it.
struct File
{
    QString path = {}; ///< absolute
    qint64 inode = 0;
    qint64 sizeBytes = 0;
    qint64 mtimeNs = 0; ///< since 1970
    qint64 imageId = 0; ///< 0: none is known

    bool operator==(const File &) const = default;
};

/// Some rows of images.
struct ImageSlab
{
    QList<File> spent = {}; ///< those that nothing needs any more
    qint64 looked = 0;
    qint64 next = 0; ///< the id of the last one
    bool isEnd = false;
};

// All of these run on the storage thread, inside the caller's transaction.

/// The next `limit` images after this id. Spent are those that came in and ended before `before`,
/// that no job is about which waits, is in work or is dead, and of which no detection stays.
ImageSlab spentImages(storage::Transaction &tx, protocol::WallTime before, qint64 after, int limit);

/// Removes the rows; how many there were.
qint64 removeImages(storage::Transaction &tx, const QList<qint64> &ids);

/// Those of the files that no image and no younger line of what was set aside is about, and that
/// wait for no disabled camera.
QList<File> unknownFiles(storage::Transaction &tx, const QList<File> &files,
                         const QString &cameraRoot, protocol::WallTime before);

/// Those of the folders, named by their image's id, that no video in work, no dead letter and no
/// batch that is still to be assessed needs.
QList<File> unneededFrames(storage::Transaction &tx, const QList<File> &folders);

} // namespace cleanup
