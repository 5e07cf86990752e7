// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/cleanup/filestore.h"

#include <QJsonObject>
#include <QList>
#include <QSet>

// The cleanup service's requests and answers; their shapes are in workers/filedeletion.h and
// workers/filelisting.h.
namespace cleanup {

enum class Thing
{
    File,
    Folder
};

/// {"type", "root", "files"}: what is to become of these.
QJsonObject filesRequest(const QString &type, const QString &root, const QList<File> &files,
                         Thing thing = Thing::File);

/// The next piece of a list.
QJsonObject listRequest(const QString &what, const QString &root, const QString &cursor);

QList<File> filesFrom(const QJsonObject &listed);

/// Which of the request's files are gone.
QSet<qsizetype> goneIn(const QJsonObject &answer);

/// Which of them are still there and why is said in "failed".
QSet<qsizetype> failedIn(const QJsonObject &answer);

} // namespace cleanup
