// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/config/textchecks.h"

#include "backend/protocol/names.h"
#include "backend/storage/serverrules.h"

#include <QFileInfo>
#include <QHostAddress>
#include <QRegularExpression>
#include <QUrl>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace config {

namespace {

constexpr int MaxHostName = 253;

bool isHostName(const QString &text)
{
    static const QRegularExpression labels(
        u"\\A[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*\\z"_s);
    return text.size() <= MaxHostName && labels.match(text).hasMatch();
}

bool hasSecret(const QUrl &url)
{
    return !url.password().isEmpty() || QUrlQuery(url).hasQueryItem(u"password"_s);
}

/// A URL with a host and without a password; `scheme` has been checked.
QString checkServerUrl(const QUrl &url, const QString &example)
{
    if (!url.isValid() || url.host().isEmpty() || url.port(1) < 1) {
        return u"must be a complete URL such as %1"_s.arg(example);
    }
    if (hasSecret(url)) {
        return u"a password does not belong here; name a file that holds it in password_file"_s;
    }
    return {};
}

} // namespace

QString checkBindAddress(const QString &text)
{
    const bool plain = !text.contains(u'/') && !text.contains(u'[');
    if (text == u"localhost" || (plain && !QHostAddress(text).isNull())) {
        return {};
    }
    return u"must be an IP address or localhost"_s;
}

QString checkHostName(const QString &text)
{
    if (isHostName(text)) {
        return {};
    }
    return u"must be host names without scheme, port or wildcard"_s;
}

QString checkNode(const QString &text)
{
    return text.isEmpty() || isHostName(text) ? QString() : u"must look like a host name"_s;
}

QString checkNotEmpty(const QString &text)
{
    return text.isEmpty() ? u"must not be empty"_s : checkNoNul(text);
}

QString checkNoNul(const QString &text)
{
    return text.contains(QChar::Null) ? u"must not contain a NUL character"_s : QString();
}

QString checkStorageUrl(const QString &text)
{
    const QString sqlite = u"sqlite:"_s;
    if (text.startsWith(sqlite) && text.size() > sqlite.size()
        && !text.startsWith(u"sqlite://"_s)) {
        return checkNoNul(text);
    }
    if (!text.startsWith(u"postgresql:")) {
        return u"must be sqlite:FILE or postgresql://USER@HOST:PORT/DATABASE"_s;
    }
    const auto server = storage::serverFrom(text);
    return server ? QString() : server.error().detail;
}

QString checkQueueUrl(const QString &text)
{
    if (text == u"embedded:") {
        return {};
    }
    const QUrl url(text, QUrl::StrictMode);
    if (url.scheme() != u"redis" && url.scheme() != u"rediss") {
        return u"must be embedded: or redis://HOST:PORT/DATABASE"_s;
    }
    return checkServerUrl(url, u"redis://host:6379/0"_s);
}

QString checkHttpUrl(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    const bool http = url.scheme() == u"http" || url.scheme() == u"https";
    if (!http || !url.isValid() || url.host().isEmpty() || url.port(1) < 1) {
        return u"must be a URL that begins with http:// or https:// and names a host"_s;
    }
    if (!url.userInfo().isEmpty()) {
        return u"must not contain a user or a password"_s;
    }
    if (url.hasFragment() || url.hasQuery()) {
        return u"must not contain ? or #"_s;
    }
    return {};
}

QString checkHttpUrlOrEmpty(const QString &text)
{
    return text.isEmpty() ? QString() : checkHttpUrl(text);
}

QString checkWorkerName(const QString &text)
{
    if (!protocol::isWorkerName(text)) {
        return u"must begin with a letter and contain only letters, digits and _, at most 64"_s;
    }
    if (protocol::reservedWorkerNames().contains(text)) {
        return u"is the name of a built-in worker"_s;
    }
    return {};
}

QString checkAlertName(const QString &text)
{
    return protocol::isWorkerName(text)
        ? QString()
        : u"must begin with a letter and contain only letters, digits and _, at most 64"_s;
}

QString checkMessage(const QString &text)
{
    constexpr qsizetype most = 300;
    return text.size() <= most ? QString() : u"must have at most %1 characters"_s.arg(most);
}

QString checkFile(const QString &path)
{
    if (path.isEmpty()) {
        return {};
    }
    const QFileInfo file(path);
    if (file.isAbsolute() && file.isFile() && file.isReadable()) {
        return {};
    }
    return u"must be the absolute path of a file that can be read"_s;
}

QString checkSecretFile(const QString &path)
{
    QString rule = checkFile(path);
    if (path.isEmpty() || !rule.isEmpty()) {
        return rule;
    }
    constexpr auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup
        | QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::ExeOther;
    if (QFileInfo(path).permissions() & others) {
        return u"is open to others; give it mode 0600"_s;
    }
    return {};
}

} // namespace config
