// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <optional>

#include <sys/stat.h>

namespace workers {

/// Walks everything beneath a root in one order, that of the bytes of its names, so that it can go
/// on behind any name, also in another process. Never follows a symbolic link; hidden folders are
/// left out. Blocks.
class OrderedWalk final
{
public:
    enum class Depth
    {
        Top, ///< what lies in the root itself, folders too
        All ///< what is no folder, in the folders as well
    };

    struct Thing
    {
        QByteArray relative = {};
        struct stat info = {};
    };

    /// `rootFd` has to stay open.
    OrderedWalk(int rootFd, Depth depth);

    /// Goes on behind this name, which need not be there any more; empty: from the beginning.
    void seek(const QByteArray &after);

    std::optional<Thing> next();

private:
    struct Level
    {
        QByteArray folder = {};
        QList<QByteArray> names = {}; ///< sorted
        qsizetype next = 0;
    };

    void enter(const QByteArray &folder);
    bool mayEnter(const QByteArray &relative, const QByteArray &name) const;

    int m_rootFd;
    Depth m_depth;
    QList<Level> m_levels;
};

} // namespace workers
