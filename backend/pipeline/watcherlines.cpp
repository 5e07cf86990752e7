// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/watcherlines.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace pipeline {

QByteArray creditLine(int count)
{
    return QJsonDocument(QJsonObject{{u"type"_s, u"credit"_s}, {u"n"_s, count}})
        .toJson(QJsonDocument::Compact);
}

QByteArray forgetLine(const FileIdentity &file)
{
    return QJsonDocument(QJsonObject{{u"type"_s, u"forget"_s},
                                     {u"path"_s, file.path},
                                     {u"inode"_s, file.inode},
                                     {u"size"_s, file.sizeBytes},
                                     {u"mtime_ns"_s, QString::number(file.mtimeNs)}})
        .toJson(QJsonDocument::Compact);
}

QByteArray forgetAllLine()
{
    return QJsonDocument(QJsonObject{{u"type"_s, u"forget"_s}}).toJson(QJsonDocument::Compact);
}

QByteArray rescanLine()
{
    return QJsonDocument(QJsonObject{{u"type"_s, u"rescan"_s}}).toJson(QJsonDocument::Compact);
}

QList<protocol::PolledFolder> polledFolders(const QJsonArray &told)
{
    QList<protocol::PolledFolder> folders;
    for (const auto &folder : told) {
        folders.append(
            {.path = folder[u"path"].toString(), .reason = folder[u"reason"].toString()});
    }
    return folders;
}

} // namespace pipeline
