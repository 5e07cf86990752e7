// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/startup.h"

#include "backend/config/load.h"
#include "backend/config/paths.h"
#include "backend/config/print.h"
#include "backend/demo.h"
#include "backend/http/certificate.h"
#include "backend/supervisor/outputlog.h"

#include <QCoreApplication>
#include <QDir>
#include <QLoggingCategory>
#include <QStandardPaths>

#include <algorithm>
#include <csignal>
#include <cstdio>

#include <sys/signalfd.h>

using namespace Qt::StringLiterals;

namespace app {

namespace {

void print(std::FILE *stream, const QString &text)
{
    std::fputs(text.toUtf8().constData(), stream);
    std::fputc('\n', stream);
}

void writeLine(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    const char *level = type == QtDebugMsg ? "debug"
        : type == QtInfoMsg                ? "info"
        : type == QtWarningMsg             ? "warning"
                                           : "critical";
    const QString line = protocol::toIso(protocol::Now::read().wall) % u' '
        % QLatin1StringView(level) % u' ' % QLatin1StringView(context.category) % u": "
        % supervisor::printable(message.toUtf8());
    print(stderr, line);
}

Startup finished(int status)
{
    return {.exitStatus = status};
}

// Who asks for a text wants no window, whatever else is wrong.
bool asksForText(const QStringList &arguments)
{
    const QStringList options{u"--help"_s, u"-h"_s, u"--version"_s, u"--check-config"_s,
                              u"--print-config"_s};
    return std::any_of(arguments.begin(), arguments.end(),
                       [&options](const QString &argument) { return options.contains(argument); });
}

Startup refused(const QStringList &faults, const QStringList &arguments)
{
    for (const QString &fault : faults) {
        print(stderr, fault);
    }
    return {.exitStatus = CannotStart, .faults = asksForText(arguments) ? QStringList() : faults};
}

QStringList textsOf(const QList<config::Fault> &faults)
{
    QStringList texts;
    for (const config::Fault &fault : faults) {
        texts.append(config::toText(fault));
    }
    return texts;
}

Surroundings surroundingsOf(const config::CommandLine &options,
                            const QMap<QString, QString> &environment)
{
    const auto purpose = options.demo ? config::Purpose::Demo : config::Purpose::Work;
    const QString directory = options.dataDirectory.isEmpty()
        ? config::defaultDataDirectory(environment, purpose)
        : options.dataDirectory;
    return {.dataDirectory = QDir::cleanPath(QDir().absoluteFilePath(directory)),
            .programDirectory = QCoreApplication::applicationDirPath(),
            .demo = options.demo};
}

QString demoPrometheus(const config::CommandLine &options)
{
    return options.demo ? QStandardPaths::findExecutable(u"prometheus"_s) : QString();
}

// Where a Prometheus is installed, the demo has one of its own.
config::Sources sourcesOf(const config::CommandLine &options,
                          const QMap<QString, QString> &environment, const QString &prometheus)
{
    config::Sources sources = config::sourcesOf(options, environment);
    if (!prometheus.isEmpty()) {
        sources.prometheusUrl = demo::freeAddress().toString();
    }
    return sources;
}

// A start looks at it too; here it is asked for.
QString certificateFault(const config::Server &server)
{
    if (server.tlsCertificateFile.isEmpty()) {
        return {};
    }
    const auto loaded = http::loadCertificate({server.tlsCertificateFile, server.tlsKeyFile},
                                              protocol::Now::read().wall);
    return loaded ? QString() : loaded.error().detail;
}

Backend::Settings settingsOf(const config::Loaded &loaded, Surroundings surroundings,
                             const QString &prometheus)
{
    // Who names another one gets that one.
    if (loaded.origins.value(u"prometheus.url"_s) == u"demo") {
        surroundings.prometheus = prometheus;
    }
    return {.config = loaded.config, .surroundings = surroundings, .origins = loaded.origins};
}

/// The configuration that the options name, and what belongs to it.
struct Read
{
    QMap<QString, QString> environment = {};
    QString prometheus = {};
    config::Loaded loaded = {};
};

Read readConfiguration(const config::CommandLine &options)
{
    Read read{.environment = config::processEnvironment(), .prometheus = demoPrometheus(options)};
    read.loaded = config::load(sourcesOf(options, read.environment, read.prometheus));
    return read;
}

Startup startupOf(const config::CommandLine &options, const Read &read)
{
    // A window on another backend needs nothing of this.
    const QStringList faults = !read.loaded.faults.isEmpty() ? textsOf(read.loaded.faults)
        : options.connect                                    ? QStringList()
                          : textsOf(config::unsupported(read.loaded));
    if (!faults.isEmpty()) {
        return {.exitStatus = CannotStart, .faults = faults, .options = options};
    }
    return {.options = options,
            .settings = settingsOf(read.loaded, surroundingsOf(options, read.environment),
                                   read.prometheus)};
}

} // namespace

Startup prepare(config::Program program, const QStringList &arguments)
{
    const auto options = config::parseCommandLine(program, arguments);
    if (!options) {
        return refused({options.error().detail}, arguments);
    }
    if (options.value().help || options.value().version) {
        print(stdout,
              options.value().help ? config::helpText(program)
                                   : QStringLiteral("signalbox " SIGNALBOX_VERSION));
        return finished(0);
    }
    const Read read = readConfiguration(options.value());
    if (!read.loaded.faults.isEmpty()) {
        return refused(textsOf(read.loaded.faults), arguments);
    }
    if (options.value().printConfig) {
        print(stdout, config::effective(read.loaded));
        return finished(0);
    }
    Startup startup = startupOf(options.value(), read);
    if (!startup.faults.isEmpty()) {
        return refused(startup.faults, arguments);
    }
    if (options.value().checkConfig) {
        const QString fault = certificateFault(read.loaded.config.server);
        return fault.isEmpty() ? finished(0) : refused({fault}, arguments);
    }
    return startup;
}

Startup prepare(const config::CommandLine &options)
{
    return startupOf(options, readConfiguration(options));
}

void installLog(const QString &level)
{
    QString rules;
    if (level != u"debug") {
        rules += u"*.debug=false\n"_s;
    }
    if (level == u"warning" || level == u"critical") {
        rules += u"*.info=false\n"_s;
    }
    if (level == u"critical") {
        rules += u"*.warning=false\n"_s;
    }
    QLoggingCategory::setFilterRules(rules);
    qInstallMessageHandler(writeLine);
}

int blockStopSignals()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return ::signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
}

} // namespace app
