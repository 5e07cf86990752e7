// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/restart.h"

#include <QFile>
#include <QFileInfo>
#include <QList>

#include <cerrno>
#include <system_error>
#include <thread>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

namespace app {

using namespace Qt::StringLiterals;

namespace {

/// Also those that Qt takes for itself.
QList<QByteArray> argumentsOfThis()
{
    QFile file(u"/proc/self/cmdline"_s);
    QList<QByteArray> arguments;
    if (file.open(QIODevice::ReadOnly)) {
        arguments = file.readAll().split('\0');
        arguments.removeLast(); // behind the last end
    }
    return arguments;
}

/// What was chosen while the program ran. Of an option that is given twice the last one counts.
QList<QByteArray> argumentsFor(const config::CommandLine &options)
{
    QList<QByteArray> arguments = argumentsOfThis();
    if (options.demo && !arguments.contains("--demo")) {
        arguments << "--demo";
    }
    const QByteArray file = QFile::encodeName(options.configFile);
    if (!file.isEmpty() && !arguments.contains(file) && !arguments.contains("--config=" + file)) {
        arguments << "--config=" + file;
    }
    return arguments;
}

} // namespace

QString startAnew(const config::CommandLine &options, const QString &lockFile)
{
    QList<QByteArray> arguments = argumentsFor(options);
    std::vector<char *> list;
    for (QByteArray &argument : arguments) {
        list.push_back(argument.data());
    }
    list.push_back(nullptr);
    const QString self = u"/proc/self/exe"_s;
    const QString program = QFile::symLinkTarget(self);
    // One that was replaced by another version since can be started all the same.
    const QByteArray path = QFile::encodeName(QFileInfo::exists(program) ? program : self);
    QFile::remove(lockFile);
    ::execv(path.constData(), list.data());
    return u"the program cannot be started anew: %1"_s.arg(
        QString::fromStdString(std::generic_category().message(errno)));
}

void awaitFormerChildren(std::chrono::milliseconds patience)
{
    constexpr std::chrono::milliseconds pause{10};
    const auto end = std::chrono::steady_clock::now() + patience;
    pid_t gone = ::waitpid(-1, nullptr, WNOHANG);
    while (gone >= 0 && std::chrono::steady_clock::now() < end) {
        if (gone == 0) {
            std::this_thread::sleep_for(pause); // they are being killed
        }
        gone = ::waitpid(-1, nullptr, WNOHANG);
    }
}

} // namespace app
