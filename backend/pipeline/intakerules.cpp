// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/intakerules.h"

#include "backend/protocol/names.h"

using namespace Qt::StringLiterals;

namespace pipeline {

std::optional<FileIdentity> identityFromLine(const QJsonObject &line)
{
    const QString folder = line.value(u"camera_folder").toString();
    FileIdentity identity{.cameraId = protocol::cameraId(folder),
                          .cameraFolder = folder,
                          .path = line.value(u"path").toString(),
                          .inode = line.value(u"inode").toInteger(),
                          .sizeBytes = line.value(u"size").toInteger(),
                          .mtimeNs = line.value(u"mtime_ns").toString().toLongLong(),
                          .mediaType = line.value(u"media_type").toString(u"image"_s)};
    if (folder.isEmpty() || !identity.path.startsWith(u'/') || identity.inode <= 0) {
        return std::nullopt;
    }
    return identity;
}

QJsonObject toLine(const FileIdentity &file)
{
    return {{u"type"_s, u"file"_s},           {u"camera_folder"_s, file.cameraFolder},
            {u"path"_s, file.path},           {u"inode"_s, file.inode},
            {u"size"_s, file.sizeBytes},      {u"mtime_ns"_s, QString::number(file.mtimeNs)},
            {u"media_type"_s, file.mediaType}};
}

QString toText(Admission admission)
{
    switch (admission) {
    case Admission::Accepted:
        return u"accepted"_s;
    case Admission::Duplicate:
        return u"duplicate"_s;
    case Admission::TooOld:
        return u"too_old"_s;
    }
    return u"accepted"_s;
}

QString reasonOf(Admission admission)
{
    switch (admission) {
    case Admission::Accepted:
        return {};
    case Admission::Duplicate:
        return u"this camera brought equal bytes just before"_s;
    case Admission::TooOld:
        return u"older than the retention"_s;
    }
    return {};
}

Admission admit(const AdmissionFacts &facts, protocol::WallTime now)
{
    const auto modified = protocol::WallTime(std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::nanoseconds(facts.mtimeNs)));
    if (now - modified > facts.retention) {
        return Admission::TooOld;
    }
    if (facts.equalSeenAt && now - *facts.equalSeenAt <= facts.dedupe) {
        return Admission::Duplicate;
    }
    return Admission::Accepted;
}

} // namespace pipeline
