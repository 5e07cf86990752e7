// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/result.h"
#include "backend/protocol/worker.h"
#include "backend/supervisor/outputlog.h"
#include "backend/supervisor/worker.h"
#include "backend/supervisor/workerdefinition.h"

#include <QObject>
#include <QTemporaryDir>
#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

namespace supervisor {

/// What a worker runs as.
struct WorkerProcess
{
    QString name = {};
    std::optional<qint64> pid = {}; ///< the program's
    qint64 root = 0; ///< what all of its processes are below; 0 without any
    WorkerTotals totals = {};
};

/// All workers: starts them in order, restarts them when they crash, stops them in reverse order.
///
/// Lives in a thread that lasts as long as the process, because our own programs die with the
/// thread that started them. Specification: "Worker Supervisor".
class Supervisor final : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        QString logDirectory = {}; ///< NAME.log; empty: no files
        QString runtimeDirectory =
            {}; ///< of the notify sockets; empty or too long: a temporary one
        bool enabled = true;
        qint64 logFileBytes = qint64(5) * 1024 * 1024;
        int logFiles = 3;
        int ringLines = 500;
        QStringList leash = {
            QStringLiteral("signalbox-leash")}; ///< the command that runs runLeash(); see leash.h
    };

    using Stopped = std::function<void(QStringList notStopped)>;

    Supervisor(QList<WorkerDefinition> definitions, Options options, QObject *parent = nullptr);
    /// Kills what has not been stopped.
    ~Supervisor() override;

    /// Starts those with autostart, each when those in its `after` are ready.
    void start();
    /// Stops all, dependents first, and then names those that did not go.
    void stopAll(const Stopped &done);
    /// KILL to all at once; stopAll's answer then follows soon.
    void killAll();

    bool isRunning() const { return m_running; }

    /// Each worker's processes and what has happened to it, in the order of status().
    QList<WorkerProcess> processes() const;

    /// GET /api/system/supervisor.
    protocol::SupervisorStatus status() const;

    /// Why nothing can be asked of a worker: in this order BadRequest for a name against the rule,
    /// Unavailable without a running supervisor, NotFound.
    std::optional<protocol::Error> refusal(const QString &name) const;
    /// POST …/workers/{name}/start, stop, restart. Fails with a refusal, or Unavailable when it did
    /// not work.
    void startWorker(const QString &name, const Reply &done);
    void stopWorker(const QString &name, const Reply &done);
    void restartWorker(const QString &name, const Reply &done);
    /// POST …/reset/{name}: count 0; a failed or crashed worker is started at once.
    protocol::Result<protocol::Done> reset(const QString &name);

    /// The last `tail` lines of a worker, oldest first.
    QList<LogLine> log(const QString &name, int tail) const;
    /// One of them with its definition and its log; null for an unknown name.
    const Worker *worker(const QString &name) const;
    /// A line of JSON to a built-in worker's standard input; false when it does not run.
    bool send(const QString &name, const QByteArray &jsonLine);

Q_SIGNALS:
    /// Something of it differs; the status only if `previous` is another one.
    void workerChanged(const protocol::Worker &worker, protocol::WorkerStatus previous,
                       const QString &message);
    void historyAdded(const protocol::RestartEvent &event);
    /// A line of a built-in worker's standard output that begins with '{'.
    void message(const QString &workerName, const QByteArray &line);
    void ready(const QString &name);
    /// Its process has ended: the jobs it had in hand are to be given back. They did not end it
    /// when it is `blameless`.
    void gone(const QString &name, bool blameless);
    void logged(const QString &name, const supervisor::LogLine &line);

private:
    Worker *find(const QString &name) const;
    void add(const WorkerDefinition &definition);
    void watch(Worker &worker);
    QString notifyDirectory();
    void control(Event::Kind kind, const QString &name, const Reply &done);
    void startThoseReady();
    void stopThoseFree();
    void onStopped(const QString &name, bool isStopped);
    void checkForStall();

    Options m_options;
    std::vector<std::unique_ptr<Worker>> m_workers; ///< in the order of their definitions
    QStringList m_startOrder;
    QStringList m_waiting; ///< to be started when those before them are ready
    QStringList m_up; ///< while stopping: not gone yet, last started first
    QStringList m_asked; ///< while stopping: asked to go
    QStringList m_notStopped;
    QList<Stopped> m_stopReplies;
    std::unique_ptr<QTemporaryDir> m_temporary;
    QTimer m_pulse; ///< notices that we ourselves stood still
    protocol::SteadyTime m_lastPulse = {};
    bool m_running = false;
};

} // namespace supervisor
