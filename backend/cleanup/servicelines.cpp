// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/cleanup/servicelines.h"

#include "backend/cleanup/cleanuprules.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace cleanup {

QJsonObject filesRequest(const QString &type, const QString &root, const QList<File> &files,
                         Thing thing)
{
    QJsonArray list;
    for (const File &file : files) {
        QJsonObject object{{u"path"_s, file.path},
                           {u"inode"_s, file.inode},
                           {u"size"_s, file.sizeBytes},
                           {u"mtime_ns"_s, QString::number(file.mtimeNs)}};
        if (thing == Thing::Folder) {
            object.insert(u"folder"_s, true);
        }
        list.append(object);
    }
    return {{u"type"_s, type}, {u"root"_s, root}, {u"files"_s, list}};
}

QJsonObject listRequest(const QString &what, const QString &root, const QString &cursor)
{
    return {{u"type"_s, u"list"_s},
            {u"what"_s, what},
            {u"root"_s, root},
            {u"cursor"_s, cursor},
            {u"min_age_seconds"_s, qint64{std::chrono::seconds(OrphanAge).count()}}};
}

QList<File> filesFrom(const QJsonObject &listed)
{
    QList<File> files;
    const QJsonArray entries = listed.value(u"entries").toArray();
    for (const auto &entry : entries) {
        files.append({.path = entry[u"path"].toString(),
                      .inode = entry[u"inode"].toInteger(),
                      .sizeBytes = entry[u"size"].toInteger(),
                      .mtimeNs = entry[u"mtime_ns"].toString().toLongLong()});
    }
    return files;
}

QSet<qsizetype> goneIn(const QJsonObject &answer)
{
    QSet<qsizetype> gone;
    const QJsonArray indexes = answer.value(u"gone").toArray();
    for (const auto &index : indexes) {
        gone.insert(index.toInteger(-1));
    }
    return gone;
}

QSet<qsizetype> failedIn(const QJsonObject &answer)
{
    QSet<qsizetype> failed;
    const QJsonArray failures = answer.value(u"failed").toArray();
    for (const auto &failure : failures) {
        failed.insert(failure[u"index"].toInteger(-1));
    }
    return failed;
}

} // namespace cleanup
