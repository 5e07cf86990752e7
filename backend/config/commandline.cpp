// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/config/commandline.h"

#include "backend/config/paths.h"
#include "backend/config/textchecks.h"

#include <QCommandLineParser>
#include <QFileInfo>

using namespace Qt::StringLiterals;
using protocol::Error;
using protocol::ErrorKind;
using protocol::Result;

namespace config {

namespace {

const QStringList &logLevels()
{
    static const QStringList levels{u"debug"_s, u"info"_s, u"warning"_s, u"critical"_s};
    return levels;
}

void addOptions(QCommandLineParser &parser, Program program)
{
    parser.addOptions({
        {u"config"_s, u"Read the configuration from FILE."_s, u"FILE"_s},
        {u"data-dir"_s, u"Keep all data in DIR."_s, u"DIR"_s},
        {u"host"_s, u"Listen on ADDR."_s, u"ADDR"_s},
        {u"port"_s, u"Listen on port N; 0 picks a free one."_s, u"N"_s},
        {u"demo"_s, u"Show it with a camera that plays recorded footage."_s},
        {u"check-config"_s, u"Name every fault of the configuration and end."_s},
        {u"print-config"_s, u"Print the effective configuration and end."_s},
        {u"log-level"_s, u"Log from LEVEL on: debug, info, warning or critical."_s, u"LEVEL"_s},
        {u"version"_s, u"Print the version and end."_s},
        {{u"h"_s, u"help"_s}, u"Print this and end."_s},
    });
    if (program == Program::Console) {
        parser.addOption(
            {u"connect"_s, u"Show the backend at URL instead of starting one."_s, u"URL"_s});
    }
}

Error usage(const QString &text)
{
    return {ErrorKind::BadRequest, text};
}

/// What is wrong with the options taken together, else nothing.
QString faultBetween(const QStringList &given)
{
    const QStringList local{u"config"_s, u"data-dir"_s,     u"host"_s,        u"port"_s,
                            u"demo"_s,   u"check-config"_s, u"print-config"_s};
    for (const QString &name : given) {
        if (given.count(name) > 1) {
            return u"--%1 is given twice"_s.arg(name);
        }
        if (given.contains(u"connect"_s) && local.contains(name)) {
            return u"--%1 has no meaning together with --connect"_s.arg(name);
        }
    }
    return {};
}

/// The rule that the value of one option breaks, else nothing.
QString ruleFor(const QString &name, const QString &value)
{
    if (name == u"config" || name == u"data-dir") {
        return checkNotEmpty(value);
    }
    if (name == u"host" || name == u"port") {
        return checkText(u"server."_s + name, value);
    }
    if (name == u"log-level" && !logLevels().contains(value)) {
        return u"must be one of: %1"_s.arg(logLevels().join(u", "_s));
    }
    return name == u"connect" ? checkHttpUrl(value) : QString();
}

/// The first thing that is wrong, else nothing.
QString faultIn(const QCommandLineParser &parser)
{
    if (!parser.positionalArguments().isEmpty()) {
        return u"unexpected argument: %1"_s.arg(parser.positionalArguments().constFirst());
    }
    const QStringList given = parser.optionNames();
    if (QString fault = faultBetween(given); !fault.isEmpty()) {
        return fault;
    }
    for (const QString &name : given) {
        const QString value = parser.value(name);
        if (const QString rule = ruleFor(name, value); !rule.isEmpty()) {
            return u"--%1 %2: %3"_s.arg(name, value.isEmpty() ? u"\"\""_s : masked(value), rule);
        }
    }
    return {};
}

CommandLine valuesOf(const QCommandLineParser &parser)
{
    CommandLine result{
        .configFile = parser.value(u"config"_s),
        .dataDirectory = parser.value(u"data-dir"_s),
        .demo = parser.isSet(u"demo"_s),
        .checkConfig = parser.isSet(u"check-config"_s),
        .printConfig = parser.isSet(u"print-config"_s),
        .version = parser.isSet(u"version"_s),
        .help = parser.isSet(u"help"_s),
    };
    for (const QString &name : {u"host"_s, u"port"_s}) {
        if (parser.isSet(name)) {
            result.overrides.insert(u"server."_s + name, parser.value(name));
        }
    }
    if (parser.isSet(u"log-level"_s)) {
        result.logLevel = parser.value(u"log-level"_s);
    }
    return result;
}

} // namespace

Result<CommandLine> parseCommandLine(Program program, const QStringList &arguments)
{
    QCommandLineParser parser;
    addOptions(parser, program);
    if (!parser.parse(arguments)) {
        return usage(parser.errorText());
    }
    if (const QString fault = faultIn(parser); !fault.isEmpty()) {
        return usage(fault);
    }
    CommandLine result = valuesOf(parser);
    if (program == Program::Console && parser.isSet(u"connect"_s)) {
        result.connect = QUrl(parser.value(u"connect"_s), QUrl::StrictMode);
    }
    return result;
}

QString helpText(Program program)
{
    QCommandLineParser parser;
    addOptions(parser, program);
    const QString more = program == Program::Daemon
        ? u"\nTokens are made, listed and revoked by: signalboxd token --help\n"
          "Stores are migrated, checked and copied by: signalboxd store --help\n"_s
        : QString();
    return parser.helpText() % more;
}

Sources sourcesOf(const CommandLine &commandLine, const QMap<QString, QString> &environment)
{
    Sources sources{.demo = commandLine.demo,
                    .path = commandLine.configFile,
                    .environment = environment,
                    .options = commandLine.overrides};
    if (sources.path.isEmpty() && !commandLine.demo) {
        const QString standard = defaultConfigFile(environment);
        if (QFileInfo::exists(standard)) {
            sources.path = standard;
        }
    }
    return sources;
}

} // namespace config
