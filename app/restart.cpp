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

/// The options that are told anew, from what holds by now.
const QList<QByteArray> &valuesToldAnew()
{
    static const QList<QByteArray> names{"--config", "--data-dir", "--host", "--port"};
    return names;
}

} // namespace

QList<QByteArray> argumentsFor(const QList<QByteArray> &given, const config::CommandLine &options)
{
    QList<QByteArray> arguments;
    for (qsizetype i = 0; i < given.size(); ++i) {
        const QByteArray name = given.at(i).split('=').first();
        if (!valuesToldAnew().contains(name)) {
            if (name != "--demo") {
                arguments.append(given.at(i));
            }
        } else if (name == given.at(i)) {
            ++i; // its value is the next one
        }
    }
    const auto tell = [&arguments](const QByteArray &name, const QString &value) {
        if (!value.isEmpty()) {
            arguments.append(name + '=' + QFile::encodeName(value));
        }
    };
    if (options.demo) {
        arguments.append("--demo");
    }
    tell("--config", options.configFile);
    tell("--data-dir", options.dataDirectory);
    tell("--host", options.overrides.value(u"server.host"_s));
    tell("--port", options.overrides.value(u"server.port"_s));
    return arguments;
}

QString startAnew(const config::CommandLine &options, const QString &lockFile)
{
    QList<QByteArray> arguments = argumentsFor(argumentsOfThis(), options);
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
