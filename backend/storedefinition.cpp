// SPDX-License-Identifier: GPL-3.0-or-later
// Which store a configuration means.
#include "backend/definitions.h"

#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

namespace definitions {

namespace {

using protocol::Error;
using protocol::ErrorKind;
using protocol::Result;

/// The first line of the file: an editor ends it.
Result<QString> passwordIn(const QString &path)
{
    if (path.isEmpty()) {
        return QString();
    }
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return Error{
            ErrorKind::Unavailable,
            u"storage.password_file = \"%1\": cannot be read: %2"_s.arg(path, file.errorString())};
    }
    QString password = QString::fromUtf8(file.readLine()).remove(u'\n').remove(u'\r');
    if (password.isEmpty()) {
        return Error{
            ErrorKind::BadRequest,
            u"storage.password_file = \"%1\": its first line must be the password"_s.arg(path)};
    }
    return password;
}

} // namespace

Result<storage::Storage::Options> store(const config::Storage &section,
                                        const QString &dataDirectory)
{
    const QString sqlite = u"sqlite:"_s;
    if (section.url.startsWith(sqlite)) {
        return storage::Storage::Options{
            .path = QDir(dataDirectory).absoluteFilePath(section.url.mid(sqlite.size()))};
    }
    auto server = storage::serverFrom(section.url);
    if (!server) {
        return Error{ErrorKind::BadRequest, u"storage.url: "_s % server.error().detail};
    }
    auto password = passwordIn(section.passwordFile);
    if (!password) {
        return password.error();
    }
    server.value().password = password.value();
    return storage::Storage::Options{.server = server.value()};
}

} // namespace definitions
