// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace config {

/// What tells one content of a file from the next without reading it.
struct FileStamp
{
    quint64 device = 0;
    quint64 inode = 0; ///< 0: there is no file, or nobody can tell
    qint64 size = 0;
    qint64 modified = 0; ///< nanoseconds
    qint64 changed = 0; ///< likewise, also when only its mode has changed
    int error = 0; ///< why nobody can tell, an errno; that there is no file is none

    bool operator==(const FileStamp &) const = default;
};

FileStamp stampOf(const QString &path);

} // namespace config
