// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QTest>

/// How a run of signalboxctl ended.
struct Ended
{
    int code = -1; ///< -1: it did not end by itself
    QString out = {};
    QString err = {};
};

/// Runs the program while the loop of this thread serves its request.
inline Ended ctl(const QStringList &arguments, const QString &urlVariable = {})
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    if (!urlVariable.isEmpty()) {
        environment.insert(QStringLiteral("SIGNALBOX_URL"), urlVariable);
    }
    process.setProcessEnvironment(environment);
    const QString program = qEnvironmentVariable("SIGNALBOX_BIN") + QStringLiteral("/signalboxctl");
    process.start(program, arguments);
    if (!QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 30000)) {
        process.kill();
        process.waitForFinished();
        return {};
    }
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}
