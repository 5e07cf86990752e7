// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/scenario/support/contractcheck.h"
#include "tests/scenario/support/processes.h"
#include "tests/scenario/support/request.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QMap>
#include <QProcess>
#include <QTemporaryDir>
#include <QUrl>

#include <memory>
#include <optional>

namespace scenario {

/// How a daemon is to be started.
struct DaemonOptions
{
    QString toml = {}; ///< the whole configuration file; empty: a file without keys
    QMap<QString, QString> environment = {}; ///< beside the test's own
    QStringList arguments = {}; ///< after --config, --data-dir and --port
    QString dataDirectory = {}; ///< empty: a temporary one of the daemon's own
    quint16 port = 0; ///< 0: a free one
};

/// The directory of the programs under test.
QString programDirectory();

/// A real signalboxd with a real data directory. Whatever it started is killed in the end.
class Daemon final
{
public:
    explicit Daemon(DaemonOptions options = {});
    ~Daemon();
    Daemon(const Daemon &) = delete;
    Daemon &operator=(const Daemon &) = delete;

    /// Starts it and waits until it listens; false when it ended or said nothing in time. Also
    /// starts it again after terminate() or kill9(), on the same data directory.
    bool start(int ms = 30000);

    /// The same, without waiting for anything.
    void launch();

    /// Sends SIGTERM and waits; the exit code, nothing when it did not end or was killed.
    std::optional<int> terminate(int ms = 30000);

    /// Waits for the end; as terminate().
    std::optional<int> waitForEnd(int ms = 30000);

    void sendSignal(int number) const;
    void kill9();

    /// Another configuration for the next start().
    void setToml(const QString &toml) const;

    bool isRunning() const { return m_process && m_process->state() != QProcess::NotRunning; }

    qint64 pid() const { return m_process ? m_process->processId() : 0; }

    QUrl url() const { return m_url; }

    quint16 port() const { return static_cast<quint16>(m_url.port()); }

    /// ws:// or wss:// with this path.
    QUrl socketUrl(const QString &path) const;

    QString dataDirectory() const { return m_dataDirectory; }

    /// Where a camera's folder goes, unless the configuration says otherwise.
    QString cameraRoot() const { return m_dataDirectory + QStringLiteral("/cameras"); }

    QString configFile() const { return m_directory.filePath(QStringLiteral("signalbox.toml")); }

    /// All that it has written so far, over all starts.
    QByteArray output();
    QByteArray errorText();

    /// Fails the test when the answer is not as the daemon's own description of its API says.
    Answer request(const QByteArray &method, const QByteArray &target, const Headers &headers = {},
                   const QByteArray &body = {}, int ms = 30000) const;

    Answer get(const QByteArray &target) const { return request("GET", target); }

    Answer post(const QByteArray &target) const { return request("POST", target); }

    /// The object of one worker in GET /api/system/supervisor, empty when it has none.
    QJsonObject worker(const QString &name) const;

    QString workerStatus(const QString &name) const;

    /// Waits until the worker has this status.
    bool waitForWorker(const QString &name, const QString &status, int ms = 30000) const;

    /// Waits until the worker runs and signals its process; false when it does not come to that.
    bool signalWorker(const QString &name, int number) const;

    /// The process of each worker that runs, as the API gives it.
    QMap<QString, Process> workerProcesses() const;

private:
    void check(const QByteArray &method, const QByteArray &target, const Answer &answer) const;
    void remember();
    void killTheRest();

    DaemonOptions m_options;
    QTemporaryDir m_directory;
    QString m_dataDirectory;
    std::unique_ptr<QProcess> m_process;
    QUrl m_url;
    QByteArray m_output;
    QByteArray m_errors;
    mutable std::shared_ptr<ContractCheck> m_contract; ///< of this start; read when first needed
    QList<Process> m_known; ///< everything it is known to have started
};

} // namespace scenario
