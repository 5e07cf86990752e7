// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/scenario/support/processes.h"

#include <QMap>
#include <QProcess>
#include <QString>
#include <QStringList>

namespace scenario {

/// A port of this machine that nobody listens on.
quint16 freePort();

/// A real server that a test runs for itself, from build/servers or installed. It ends with this.
class ServerProcess final
{
public:
    ServerProcess(QString program, QStringList arguments);
    ~ServerProcess();
    ServerProcess(const ServerProcess &) = delete;
    ServerProcess &operator=(const ServerProcess &) = delete;

    /// For the next start, beside what this process has.
    void setVariable(const QString &name, const QString &value) { m_variables.insert(name, value); }

    /// Starts it, also again; false when it cannot be executed. `input` is all it gets to read.
    bool start(const QByteArray &input = {});

    void kill9();

    Process process() const { return processOf(m_process.processId()); }

    /// What it has said so far, for whoever wants to know why.
    QByteArray output();

private:
    QString m_program;
    QStringList m_arguments;
    QMap<QString, QString> m_variables;
    QProcess m_process;
    QByteArray m_output;
};

} // namespace scenario
