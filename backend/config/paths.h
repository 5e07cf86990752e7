// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QString>

namespace config {

/// $XDG_CONFIG_HOME/signalbox/signalbox.toml; the file need not exist.
QString defaultConfigFile(const QMap<QString, QString> &environment);

/// What a data directory is for.
enum class Purpose
{
    Work,
    Demo
};

/// $XDG_DATA_HOME/signalbox, or …/signalbox-demo.
QString defaultDataDirectory(const QMap<QString, QString> &environment, Purpose purpose);

/// The environment of this process.
QMap<QString, QString> processEnvironment();

} // namespace config
