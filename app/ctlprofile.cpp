// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlprofile.h"

#include "backend/config/document.h"
#include "backend/config/paths.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;
using protocol::Error;
using protocol::ErrorKind;
using protocol::Result;

namespace app {

namespace {

constexpr qsizetype FingerprintBytes = 32; // SHA-256

Error fault(const QString &file, const config::Entry &entry, const QString &rule)
{
    return {ErrorKind::BadRequest,
            config::toText({.file = file, .line = entry.line, .key = entry.key, .rule = rule})};
}

QString beside(const QString &file, const QString &path)
{
    return QDir::cleanPath(QFileInfo(file).dir().absoluteFilePath(path));
}

/// Hexadecimal digits, with or without colons; empty when they are no SHA-256.
QByteArray fingerprintOf(const QString &text)
{
    const QByteArray digits = QString(text).remove(u':').toLatin1().toLower();
    const QByteArray bytes = QByteArray::fromHex(digits);
    return bytes.size() == FingerprintBytes && bytes.toHex() == digits ? bytes : QByteArray();
}

/// Takes one key; what is wrong with it, else nothing.
QString take(Profile &profile, const QString &file, const config::Entry &entry)
{
    const QString text = entry.value.toString();
    if (text.isEmpty()) {
        return u"must be a text"_s;
    }
    if (entry.key == u"url") {
        profile.url = text;
    } else if (entry.key == u"token_file") {
        profile.tokenFile = beside(file, text);
    } else if (entry.key == u"ca_file") {
        profile.caFile = beside(file, text);
    } else if (entry.key == u"fingerprint") {
        profile.fingerprint = fingerprintOf(text);
        return profile.fingerprint.isEmpty() ? u"must be the 64 digits of a SHA-256"_s : QString();
    } else {
        return u"unknown; a profile has url, token_file, ca_file and fingerprint"_s;
    }
    return {};
}

Result<Profile> profileOf(const config::Section &section, const QString &file)
{
    Profile profile{.origin = u"%1:%2"_s.arg(file).arg(section.line)};
    for (const config::Entry &entry : section.entries) {
        if (const QString rule = take(profile, file, entry); !rule.isEmpty()) {
            return fault(file, entry, rule);
        }
    }
    const config::Entry whole{.key = section.name, .line = section.line};
    if (profile.url.isEmpty()) {
        return fault(file, whole, u"has no url"_s);
    }
    if (!profile.caFile.isEmpty() && !profile.fingerprint.isEmpty()) {
        return fault(file, whole, u"ca_file and fingerprint exclude each other"_s);
    }
    return profile;
}

} // namespace

Result<Profile> profileNamed(const QString &name, const QString &origin,
                             const QMap<QString, QString> &environment)
{
    const QString file = beside(config::defaultConfigFile(environment), u"ctl.toml"_s);
    const config::Document document = config::readDocument(file);
    if (!document.faults.isEmpty()) {
        return Error{ErrorKind::BadRequest, config::toText(document.faults.first())};
    }
    QStringList names;
    for (const config::Section &section : document.sections) {
        if (section.name == u"profile." % name) {
            return profileOf(section, file);
        }
        if (section.name.startsWith(u"profile.")) {
            names.append(section.name.section(u'.', 1));
        }
    }
    return Error{ErrorKind::BadRequest,
                 u"%1 %2: %3 has %4"_s.arg(
                     origin, name, file, names.isEmpty() ? u"no profiles"_s : names.join(u", "_s))};
}

} // namespace app
