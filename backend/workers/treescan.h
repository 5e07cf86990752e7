// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <functional>
#include <memory>

#include <dirent.h>

namespace workers {

/// Walks folders beneath a root in slices, so that the loop goes on during a scan of 100,000 files.
///
/// Never follows a symbolic link.
class TreeScan final
{
public:
    struct Visitor
    {
        /// A folder is about to be read; `fd` stays open during the call.
        std::function<void(const QByteArray &relative, int fd)> folder = {};
        /// Anything in it that is not a folder.
        std::function<void(const QByteArray &relative)> file = {};
        /// A folder that may not or cannot be entered, and why; the root too, with an empty name.
        std::function<void(const QByteArray &relative, const QString &reason)> refused = {};
    };

    explicit TreeScan(Visitor visitor);

    /// Forgets what is left to do.
    void reset(int rootFd);
    /// The folder `relative` and everything beneath it; an empty name is the root.
    void add(const QByteArray &relative);
    /// Looks at up to `entries` further entries; true while there is more to do.
    bool step(int entries);

    bool active() const { return m_current != nullptr || !m_folders.isEmpty(); }

private:
    struct CloseFolder
    {
        void operator()(DIR *folder) const { ::closedir(folder); }
    };

    bool openNext();
    bool open(const QByteArray &relative);
    void refuse(int error);
    void visit(const dirent &entry);
    bool isFolder(const dirent &entry) const;

    Visitor m_visitor;
    int m_rootFd = -1;
    QList<QByteArray> m_folders;
    QByteArray m_name;
    std::unique_ptr<DIR, CloseFolder> m_current;
};

} // namespace workers
