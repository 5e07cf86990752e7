// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"

#include <QJsonObject>
#include <QString>

#include <chrono>
#include <optional>

namespace pipeline {

/// What makes a file the same file for as long as it lies there.
struct FileIdentity
{
    QString cameraId = {};
    QString cameraFolder = {};
    QString path = {}; ///< absolute
    qint64 inode = 0;
    qint64 sizeBytes = 0;
    qint64 mtimeNs = 0; ///< since 1970
    QString mediaType = QStringLiteral("image"); ///< image | video

    bool isVideo() const { return mediaType == QStringLiteral("video"); }

    bool operator==(const FileIdentity &) const = default;
};

/// Reads the identity out of a "file" line of the watcher; nothing when a part is missing.
std::optional<FileIdentity> identityFromLine(const QJsonObject &line);

/// The other way round.
QJsonObject toLine(const FileIdentity &file);

/// What becomes of a decoded file that was not known before.
enum class Admission
{
    Accepted,
    Duplicate,
    TooOld
};

/// accepted | duplicate | too_old: the state in the store.
QString toText(Admission admission);

/// The reason in words that the store keeps; empty for accepted.
QString reasonOf(Admission admission);

/// What the decision rests on.
struct AdmissionFacts
{
    qint64 mtimeNs = 0;
    std::optional<protocol::WallTime> equalSeenAt =
        {}; ///< the newest accepted image of this camera with equal bytes
    std::chrono::seconds dedupe{300};
    std::chrono::hours retention{24 * 30};
};

/// A file that was already older than the retention when first seen is too old. Equal bytes of the
/// same camera within the de-duplication time are a duplicate. Everything else is accepted. Source:
/// decision 18.
Admission admit(const AdmissionFacts &facts, protocol::WallTime now);

} // namespace pipeline
