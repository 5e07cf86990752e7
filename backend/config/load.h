// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/config/config.h"
#include "backend/config/fault.h"
#include "backend/protocol/result.h"

namespace config {

/// Everything that a configuration is made of; what comes later here wins.
struct Sources
{
    bool demo = false; ///< the defaults of --demo
    QString prometheusUrl = {}; ///< of the demo's own Prometheus; empty: it has none
    QString path = {}; ///< of the file; empty: none
    QMap<QString, QString> environment = {}; ///< only SIGNALBOX_…__… is looked at
    QMap<QString, QString> options = {}; ///< key → text, from the command line
};

/// A configuration, all that is wrong with it, and where each value comes from.
struct Loaded
{
    Config config = {}; ///< where there is a fault, the default
    QList<Fault> faults = {};
    /// Key → "default", "demo", "FILE:LINE", "environment SIGNALBOX_X" or "command line".
    QMap<QString, QString> origins = {};
};

/// Reads and checks a configuration as a whole; every fault is reported, not only the first.
Loaded load(const Sources &sources);

/// The same for a file (empty: none) and an environment.
Loaded load(const QString &path, const QMap<QString, QString> &environment);

/// What a configuration without faults asks for and this version cannot do yet.
QList<Fault> unsupported(const Loaded &loaded);

/// The rule that `text` breaks as the value of a key such as "server.port"; empty when it is right.
QString checkText(const QString &key, const QString &text);

/// The environment variable that overrides a key: server.port is SIGNALBOX_SERVER__PORT.
QString variableOf(const QString &key);

/// The content of a `*_file` without the line end; refused when others can read the file.
protocol::Result<QString> readSecret(const QString &path);

} // namespace config
