// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/pipeline/picturecache.h"
#include "backend/protocol/clock.h"
#include "backend/protocol/result.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <functional>
#include <memory>

namespace pipeline {

/// What tells one content of a file from the next without reading it.
struct FileState
{
    quint64 device = 0;
    quint64 inode = 0;
    qint64 size = 0;
    qint64 modified = 0; ///< nanoseconds
    qint64 changed = 0; ///< likewise; nobody can set it

    bool operator==(const FileState &) const = default;
};

/// Which file is wanted: the one that has this hash, or none.
struct FileWish
{
    QString root = {};
    QString path = {}; ///< beneath the root
    QString sha256 = {};
};

/// The files of pictures, each only as long as it is the very one. It is opened and looked at
/// whenever it is asked for, but read and hashed only when its identity is not the one that had
/// that hash. One that was changed a moment ago is hashed each time: the clocks of file systems are
/// coarse, and its next change might leave the same times.
///
/// Blocks: for the thread of a reader, and one thread at a time.
class PictureFiles final
{
public:
    using Clock = std::function<protocol::WallTime()>;

    static constexpr qsizetype MostKnown = 4096;

    explicit PictureFiles(std::shared_ptr<PictureCache> cache);
    PictureFiles(std::shared_ptr<PictureCache> cache, Clock clock);

    /// The bytes of the file, or why there are none.
    protocol::Result<QByteArray> read(const FileWish &wish);

    /// That the file is there, or why not.
    protocol::Result<protocol::Done> check(const FileWish &wish);

    /// Files that were read and hashed so far.
    qint64 hashed() const { return m_hashed; }

private:
    struct Known
    {
        FileState identity = {};
        QString sha256 = {};
    };

    bool isKnown(const FileWish &wish, const FileState &identity) const;
    protocol::Result<QByteArray> readFrom(int file, const FileWish &wish,
                                          const FileState &identity);
    void know(const FileWish &wish, const FileState &identity);

    std::shared_ptr<PictureCache> m_cache;
    Clock m_clock;
    QHash<QString, Known> m_known; ///< by path
    qint64 m_hashed = 0;
};

} // namespace pipeline
