// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/child.h"

#include <QTemporaryDir>

#include <memory>

namespace support {

/// How long, in milliseconds, a watcher may take for what it has to do.
constexpr int Patience = 15000;

/// A folder of cameras, with the one "Front Door", and the file watchers for it.
class WatchedFolder
{
public:
    WatchedFolder();
    ~WatchedFolder();
    WatchedFolder(const WatchedFolder &) = delete;
    WatchedFolder &operator=(const WatchedFolder &) = delete;

    QString root() const { return beside(QStringLiteral("cameras")); }

    /// Something in the root.
    QString path(const QString &name) const { return root() + u'/' + name; }

    /// Something that is not in the root, but on the same disk.
    QString beside(const QString &name) const { return m_folder.filePath(name); }

    /// The arguments of a watcher.
    QStringList args(const QString &observer = QStringLiteral("native")) const;
    /// A watcher that has scanned the folder once; null when it did not come so far.
    std::unique_ptr<Child> start(const QString &observer = QStringLiteral("native"),
                                 int credit = 100) const;

    /// Seconds until a file without an end is given up.
    QString incompleteAfter = QStringLiteral("60");

private:
    QTemporaryDir m_folder;
};

/// The file names that the lines are about.
QStringList namesOf(const QList<QJsonObject> &lines);

} // namespace support
