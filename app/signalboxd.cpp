// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/startup.h"
#include "app/storecommand.h"
#include "app/tokencommand.h"
#include "backend/supervisor/leash.h"
#include "backend/workers/cutter.h"
#include "backend/workers/notifier.h"
#include "backend/workers/run.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#include <csignal>
#include <cstdio>
#include <cstring>

#include <sys/signalfd.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

// Children of the backend are this same program: their option comes first.
int runChild(int argc, char **argv)
{
    if (std::strcmp(argv[1], "--leash") == 0) {
        return supervisor::runLeash(argc - 2, argv + 2);
    }
    if (std::strcmp(argv[1], "--cutter") == 0) {
        return workers::runCutter(argc - 2, argv + 2);
    }
    QStringList arguments;
    for (int i = 2; i < argc; ++i) {
        arguments.append(QString::fromLocal8Bit(argv[i]));
    }
    if (std::strcmp(argv[1], "--decoder") == 0) {
        return workers::runDecoder(arguments);
    }
    QCoreApplication application(argc, argv);
    return workers::runWorker(arguments.value(0), arguments.mid(1));
}

bool isChild(int argc, char **argv)
{
    return argc > 1
        && (std::strcmp(argv[1], "--leash") == 0 || std::strcmp(argv[1], "--decoder") == 0
            || std::strcmp(argv[1], "--cutter") == 0 || std::strcmp(argv[1], "--worker") == 0);
}

void stopOn(QSocketNotifier &signals, Backend &backend)
{
    QObject::connect(&signals, &QSocketNotifier::activated, &backend,
                     [&signals, &backend, stopping = false]() mutable {
                         signalfd_siginfo info{};
                         if (::read(static_cast<int>(signals.socket()), &info, sizeof info)
                             != sizeof info) {
                             return;
                         }
                         if (std::exchange(stopping, true)) {
                             backend.abort();
                             QCoreApplication::exit(0);
                             return;
                         }
                         workers::Notifier::stopping();
                         backend.stop([](const QStringList &notStopped) {
                             for (const QString &name : notStopped) {
                                 std::fprintf(stderr, "worker %s did not stop\n", qPrintable(name));
                             }
                             QCoreApplication::exit(0);
                         });
                     });
}

int serve(const app::Startup &startup, QSocketNotifier &signals)
{
    Backend backend(startup.settings);
    const auto url = backend.start();
    if (!url) {
        std::fprintf(stderr, "%s\n", qUtf8Printable(url.error().detail));
        return app::CannotStart;
    }
    stopOn(signals, backend);
    std::printf("signalbox listening on %s\n", qPrintable(url.value().toString()));
    std::fflush(stdout);
    workers::Notifier::ready();
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    if (isChild(argc, argv)) {
        return runChild(argc, argv);
    }
    const int signalDescriptor = app::blockStopSignals();
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"signalboxd"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(SIGNALBOX_VERSION));
    const QStringList words = QCoreApplication::arguments();
    if (words.value(1) == u"token") {
        return app::runTokenCommand(words.mid(2));
    }
    if (words.value(1) == u"store") {
        return app::runStoreCommand(words.mid(2));
    }
    const app::Startup startup =
        app::prepare(config::Program::Daemon, QCoreApplication::arguments());
    if (startup.exitStatus) {
        return *startup.exitStatus;
    }
    app::installLog(startup.options.logLevel);
    QSocketNotifier signals(signalDescriptor, QSocketNotifier::Read);
    return serve(startup, signals);
}
