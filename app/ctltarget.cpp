// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctltarget.h"

#include "app/ctlprofile.h"

#include <QFile>

using namespace Qt::StringLiterals;
using protocol::Error;
using protocol::ErrorKind;
using protocol::Result;

namespace app {

namespace {

const QString Local = u"http://127.0.0.1:8000"_s;

Error usage(const QString &text)
{
    return {ErrorKind::BadRequest, text};
}

/// Where the backend is; a user's name or a token has no place in it. `origin` says who gave it.
Result<QUrl> baseOf(const QString &text, const QString &origin)
{
    const QUrl url(text, QUrl::StrictMode);
    const bool http = url.scheme() == u"http" || url.scheme() == u"https";
    const bool bare = url.path().isEmpty() || url.path() == u"/";
    const bool plain = url.userInfo().isEmpty() && !url.hasQuery() && !url.hasFragment();
    if (http && bare && plain && !url.host().isEmpty()) {
        return url;
    }
    return usage(u"%1: not the address of a backend, such as %2"_s.arg(origin, Local));
}

bool isToken(const QByteArray &text)
{
    return !text.isEmpty()
        && std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

/// The token, from a file that nobody else can read.
Result<QByteArray> tokenIn(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return usage(u"%1: %2"_s.arg(path, file.errorString()));
    }
    constexpr auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup
        | QFileDevice::ReadOther | QFileDevice::WriteOther;
    if (file.permissions() & others) {
        return usage(u"%1: is open to others; give it mode 0600"_s.arg(path));
    }
    constexpr qint64 maxToken = 4096;
    const QByteArray token = file.read(maxToken).trimmed();
    return isToken(token) ? Result(token) : usage(u"%1: must hold one token"_s.arg(path));
}

Result<QByteArray> tokenOf(const QString &file, const QMap<QString, QString> &environment)
{
    if (!file.isEmpty()) {
        return tokenIn(file);
    }
    const QByteArray token = environment.value(u"SIGNALBOX_TOKEN"_s).toUtf8();
    return token.isEmpty() || isToken(token) ? Result(token)
                                             : usage(u"SIGNALBOX_TOKEN: must be one token"_s);
}

/// The place alone; who named it first counts.
Result<Profile> placeOf(const Choice &choice, const QMap<QString, QString> &environment)
{
    const QString url = environment.value(u"SIGNALBOX_URL"_s);
    const QString profile = environment.value(u"SIGNALBOX_PROFILE"_s);
    if (!choice.url.isEmpty()) {
        return Profile{.origin = u"--url"_s, .url = choice.url};
    }
    if (!choice.profile.isEmpty()) {
        return profileNamed(choice.profile, u"--profile"_s, environment);
    }
    if (!url.isEmpty()) {
        return Profile{.origin = u"SIGNALBOX_URL"_s, .url = url};
    }
    if (!profile.isEmpty()) {
        return profileNamed(profile, u"SIGNALBOX_PROFILE"_s, environment);
    }
    return Profile{.url = Local};
}

} // namespace

Result<Target> targetOf(const Choice &choice, const QMap<QString, QString> &environment)
{
    const Result<Profile> place = placeOf(choice, environment);
    if (!place) {
        return place.error();
    }
    const Profile &given = place.value();
    const Result<QUrl> url = baseOf(given.url, given.origin);
    if (!url) {
        return url.error();
    }
    const Result<QByteArray> token =
        tokenOf(choice.tokenFile.isEmpty() ? given.tokenFile : choice.tokenFile, environment);
    if (!token) {
        return token.error();
    }
    const Target target{.url = url.value(),
                        .token = token.value(),
                        .caFile = choice.caFile.isEmpty() ? given.caFile : choice.caFile,
                        .fingerprint = choice.caFile.isEmpty() ? given.fingerprint : QByteArray()};
    const bool hasCertificate = !target.caFile.isEmpty() || !target.fingerprint.isEmpty();
    if (hasCertificate && target.url.scheme() != u"https") {
        return usage(u"%1: a certificate needs an address that begins with https"_s.arg(
            given.origin.isEmpty() ? u"--ca-file"_s : given.origin));
    }
    return target;
}

} // namespace app
