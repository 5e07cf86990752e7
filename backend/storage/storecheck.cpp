// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/storecheck.h"

#include "backend/storage/schema.h"

#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QStorageInfo>
#include <QUrl>
#include <QUuid>

#include <limits>
#include <optional>

using namespace Qt::StringLiterals;

namespace storage {

namespace {

using protocol::Done;
using protocol::Error;
using protocol::ErrorKind;
using protocol::Result;

struct Header
{
    int applicationId = 0;
    int version = 0;
    int tables = 0;
};

/// Opens the file so that nothing is written, not even beside it. Only with a log that a crash has
/// left (its pages may hold the version) the ordinary read-only way is needed.
QString readOnlyName(const QString &path)
{
    const bool hasLog = QFileInfo(path % u"-wal"_s).size() > 0;
    const QString file =
        QString::fromLatin1(QUrl::fromLocalFile(QFileInfo(path).absoluteFilePath()).toEncoded());
    return file % (hasLog ? u"?mode=ro"_s : u"?mode=ro&immutable=1"_s);
}

std::optional<int> number(QSqlDatabase &database, const QString &sql)
{
    QSqlQuery query(database);
    return query.exec(sql) && query.next() ? std::optional(query.value(0).toInt()) : std::nullopt;
}

std::optional<Header> readHeader(const QString &path)
{
    const QString connection = u"check-"_s % QUuid::createUuid().toString(QUuid::WithoutBraces);
    std::optional<Header> header;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, connection);
        database.setDatabaseName(readOnlyName(path));
        database.setConnectOptions(u"QSQLITE_OPEN_URI;QSQLITE_OPEN_READONLY"_s);
        if (database.open()) {
            const auto id = number(database, u"PRAGMA application_id"_s);
            const auto version = number(database, u"PRAGMA user_version"_s);
            const auto tables = number(database, u"SELECT count(*) FROM sqlite_schema"_s);
            if (id && version && tables) {
                header = Header{.applicationId = *id, .version = *version, .tables = *tables};
            }
        }
    }
    QSqlDatabase::removeDatabase(connection);
    return header;
}

bool isNetworkFileSystem(const QByteArray &type)
{
    return type.startsWith("nfs") || type == "cifs" || type == "smb3" || type == "smbfs"
        || type == "9p" || type == "fuse.sshfs";
}

} // namespace

Result<Done> checkStore(const QString &path, int newestKnown)
{
    const QFileInfo file(path);
    const QByteArray type = QStorageInfo(file.absolutePath()).fileSystemType();
    if (isNetworkFileSystem(type)) {
        return Error{ErrorKind::Unavailable,
                     u"the store %1 lies on a network file system (%2), where it is not safe"_s.arg(
                         path, QString::fromLatin1(type))};
    }
    if (file.isDir()) {
        return Error{ErrorKind::Unavailable, u"the store %1 is a folder"_s.arg(path)};
    }
    if (!file.exists() || file.size() == 0) {
        return Done{};
    }
    const std::optional<Header> header = readHeader(path);
    if (!header) {
        return Error{
            ErrorKind::Conflict,
            u"the store %1 is not a database or is damaged; nothing was changed"_s.arg(path)};
    }
    const bool isFresh = header->version == 0 && header->tables == 0;
    if (header->applicationId != ApplicationId && !isFresh) {
        return Error{
            ErrorKind::Conflict,
            u"the store %1 is the database of another program; nothing was changed"_s.arg(path)};
    }
    if (header->version > newestKnown) {
        return Error{ErrorKind::Conflict,
                     u"the store %1 was written by a newer version of Signalbox (schema %2, this "
                     "program knows %3); nothing was changed"_s.arg(path)
                         .arg(header->version)
                         .arg(newestKnown)};
    }
    return Done{};
}

Result<int> versionOfFile(const QString &path)
{
    if (auto checked = checkStore(path, std::numeric_limits<int>::max()); !checked) {
        return checked.error();
    }
    const auto header = QFileInfo(path).size() > 0 ? readHeader(path) : std::nullopt;
    return header ? header->version : 0;
}

} // namespace storage
