// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/config/paths.h"

#include <QDir>
#include <QProcessEnvironment>

using namespace Qt::StringLiterals;

namespace config {

namespace {

/// XDG Base Directory Specification: a relative path in the variable is to be ignored.
QString base(const QMap<QString, QString> &environment, const QString &variable,
             const QString &fallback)
{
    const QString set = environment.value(variable);
    if (QDir::isAbsolutePath(set)) {
        return QDir::cleanPath(set);
    }
    return environment.value(u"HOME"_s, QDir::homePath()) + u'/' + fallback;
}

} // namespace

QString defaultConfigFile(const QMap<QString, QString> &environment)
{
    return base(environment, u"XDG_CONFIG_HOME"_s, u".config"_s) + u"/signalbox/signalbox.toml"_s;
}

QString defaultDataDirectory(const QMap<QString, QString> &environment, Purpose purpose)
{
    return base(environment, u"XDG_DATA_HOME"_s, u".local/share"_s)
        + (purpose == Purpose::Demo ? u"/signalbox-demo"_s : u"/signalbox"_s);
}

QMap<QString, QString> processEnvironment()
{
    QMap<QString, QString> result;
    const QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QStringList names = environment.keys();
    for (const QString &name : names) {
        result.insert(name, environment.value(name));
    }
    return result;
}

} // namespace config
