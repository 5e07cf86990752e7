// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/config/load.h"
#include "backend/protocol/result.h"

#include <QUrl>

#include <optional>

namespace config {

/// Whose command line it is.
enum class Program
{
    Console, ///< signalbox
    Daemon ///< signalboxd
};

/// What the options ask for.
struct CommandLine
{
    QString configFile = {}; ///< empty: the default one, if it exists
    QString dataDirectory = {}; ///< empty: the default one
    QMap<QString, QString> overrides = {}; ///< key → text: server.host, server.port
    QString logLevel = QStringLiteral("info"); ///< debug, info, warning or critical
    std::optional<QUrl> connect = {}; ///< only of the console
    bool demo = false;
    bool checkConfig = false;
    bool printConfig = false;
    bool version = false;
    bool help = false;

    bool operator==(const CommandLine &) const = default;
};

/// Reads the options; `arguments` begin with the program's name. An error is one line for people,
/// and the program ends with 2.
protocol::Result<CommandLine> parseCommandLine(Program program, const QStringList &arguments);

/// What --help prints.
QString helpText(Program program);

/// The sources of a configuration that the options and the environment name: the default file only
/// if it exists and --demo is not given.
Sources sourcesOf(const CommandLine &commandLine, const QMap<QString, QString> &environment);

} // namespace config
