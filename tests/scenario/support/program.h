// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/scenario/support/daemon.h"

#include <QMap>
#include <QProcess>
#include <QTemporaryDir>
#include <QUrl>

#include <optional>

namespace scenario {

/// A configuration: any port, and no AI services (they cost seconds).
inline const QString Quiet = QStringLiteral("[server]\nport = 0\n[ai]\nembedded = \"false\"\n");

/// How a program of ours is to be started.
struct ProgramOptions
{
    QString name = {}; ///< signalbox, signalboxd
    QStringList arguments = {};
    QMap<QString, QString> environment = {}; ///< beside the test's own
    QString toml = {}; ///< the user's configuration file; empty: there is none
};

/// A real program in a home directory of its own, where it finds nothing of the user's and leaves
/// nothing behind. Whatever it started is killed in the end.
class Program final
{
public:
    explicit Program(ProgramOptions options);
    ~Program();
    Program(const Program &) = delete;
    Program &operator=(const Program &) = delete;

    void launch();

    /// Waits until the process has left its address in this data directory.
    bool waitForAddress(const QString &dataDirectory, int ms = 30000);

    /// Waits until this stands on standard error.
    bool waitForError(const QByteArray &text, int ms = 30000);

    /// The exit code; nothing when it did not end or was killed.
    std::optional<int> waitForEnd(int ms = 30000);

    /// SIGTERM, and waitForEnd().
    std::optional<int> terminate(int ms = 30000);

    void sendSignal(int number) const;
    void kill9();

    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }

    qint64 pid() const { return m_process.processId(); }

    /// Every process under it, now.
    QList<Process> descendants();

    QString home() const { return m_home.path(); }

    /// Where its data lie by default; `name` is signalbox or signalbox-demo.
    QString dataDirectory(const QString &name = QStringLiteral("signalbox")) const;

    QString configFile() const;

    QUrl url() const { return m_url; }

    Answer get(const QByteArray &target) const;

    /// The object of one worker in GET /api/system/supervisor, empty when it has none.
    QJsonObject worker(const QString &name) const;

    bool waitForWorker(const QString &name, const QString &status, int ms = 30000) const;

    QByteArray output();
    QByteArray errorText();

private:
    ProgramOptions m_options;
    QTemporaryDir m_home;
    QProcess m_process;
    QUrl m_url;
    QByteArray m_output;
    QByteArray m_errors;
    QList<Process> m_known;
};

} // namespace scenario
