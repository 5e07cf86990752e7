// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"

#include <QByteArray>
#include <QString>

#include <chrono>

namespace workers {

/// What a name in the camera root says about the thing.
enum class NameKind
{
    Skipped, ///< hidden, of the file system, or a name that uploads use while they run
    Image,
    Video,
    Foreign, ///< neither an image nor a video
    Rejected, ///< a name that cannot be carried safely
};

struct NameVerdict
{
    NameKind kind = NameKind::Skipped;
    QString reason = {};

    bool operator==(const NameVerdict &) const = default;
};

/// Judges one component of a path; names are bytes, as the kernel gives them.
NameVerdict judgeFileName(const QByteArray &name);

/// A folder's name: Image stands for "may be entered".
NameVerdict judgeFolderName(const QByteArray &name);

/// Any name as one line of plain text: control characters and invalid UTF-8 as \xNN.
QString printable(const QByteArray &name);

/// True when `tail`, the end of a file, closes a JPEG (EOI) or a PNG (IEND).
///
/// Padding with NUL bytes, spaces and line ends behind the marker is allowed: cameras write it.
bool hasEndMarker(const QByteArray &tail);

/// How many bytes of a file's end hasEndMarker() wants to see.
inline constexpr qsizetype TailBytes = 4096;

/// Which file it is; another one at the same path differs in at least one of these.
struct FileIdentity
{
    quint64 inode = 0;
    qint64 size = 0;
    qint64 mtimeNs = 0;

    bool operator==(const FileIdentity &) const = default;
};

/// A file that may still be growing.
struct PendingFile
{
    FileIdentity identity = {};
    /// Since when it has stood still.
    protocol::SteadyTime since = {};
    /// A writer closed it, or it was renamed into place.
    bool closed = false;
};

/// The patience of the watcher. Source: decisions, [pipeline].
struct Patience
{
    std::chrono::milliseconds stability{2000};
    std::chrono::milliseconds incompleteAfter{300000};
};

/// What the end of a file shows.
enum class Ending
{
    Open, ///< no end marker yet
    Marked,
    Unmarked, ///< its format has none
    Unreadable,
};

enum class UploadState
{
    Waiting,
    Complete,
    Incomplete, ///< it stood still without an end marker for too long
    Unreadable, ///< it stood still and cannot be read
};

/// A file seen for the first time has stood still for as long as its modification time says.
PendingFile firstSight(const FileIdentity &identity, bool closed, const protocol::Now &now);

/// The same file looked at again: any change starts the wait anew.
PendingFile lookAgain(const PendingFile &before, const FileIdentity &identity, bool closed,
                      const protocol::Now &now);

/// Complete when closed or renamed and ending with the marker, at once; without the close when it
/// also stood still for `stability`; incomplete when it stood still for `incompleteAfter` without a
/// marker. A format without a marker is complete when it stood still for `stability`, closed or
/// not. Unreadable after `stability`: some servers set the mode after the upload.
UploadState judgeUpload(const PendingFile &file, Ending ending, protocol::SteadyTime now,
                        const Patience &patience);

} // namespace workers
