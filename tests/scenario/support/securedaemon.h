// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/scenario/support/daemon.h"

#include <QByteArray>
#include <QProcess>
#include <QString>

namespace scenario {

/// What a program has said when it has ended.
struct Ended
{
    int exitCode = -1; ///< -1: it crashed, or did not end
    QByteArray output = {};
    QByteArray errors = {};
};

/// Runs one of the programs under test to its end.
inline Ended runProgram(const QString &name, const QStringList &arguments,
                        const QMap<QString, QString> &environment = {})
{
    QProcess process;
    QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
    for (auto it = environment.begin(); it != environment.end(); ++it) {
        variables.insert(it.key(), it.value());
    }
    process.setProcessEnvironment(variables);
    process.start(programDirectory() + u'/' + name, arguments);
    (void)waitUntil([&] { return process.state() == QProcess::NotRunning; });
    if (process.state() != QProcess::NotRunning || process.exitStatus() != QProcess::NormalExit) {
        process.kill();
        return {};
    }
    return {.exitCode = process.exitCode(),
            .output = process.readAllStandardOutput(),
            .errors = process.readAllStandardError()};
}

/// `signalboxd token …` on the data directory of this daemon, whether it runs or not.
inline Ended runToken(const Daemon &daemon, const QStringList &arguments)
{
    return runProgram(QStringLiteral("signalboxd"),
                      QStringList{QStringLiteral("token")} + arguments
                          + QStringList{QStringLiteral("--data-dir"), daemon.dataDirectory()});
}

/// A new token of this scope; empty when there is none.
inline QByteArray newToken(const Daemon &daemon, const QString &scope, const QString &name = {},
                           const QString &expires = {})
{
    QStringList arguments{QStringLiteral("create"), QStringLiteral("--name"),
                          name.isEmpty() ? scope : name, QStringLiteral("--scope"), scope};
    if (!expires.isEmpty()) {
        arguments += {QStringLiteral("--expires"), expires};
    }
    return runToken(daemon, arguments).output.trimmed();
}

/// The id inside a token.
inline QString idOf(const QByteArray &token)
{
    return QString::fromLatin1(token.split('_').value(1));
}

inline Headers bearing(const QByteArray &token)
{
    return token.isEmpty() ? Headers() : Headers{{"Authorization", "Bearer " + token}};
}

} // namespace scenario
