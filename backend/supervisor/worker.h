// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/result.h"
#include "backend/protocol/worker.h"
#include "backend/supervisor/childprocess.h"
#include "backend/supervisor/linesplitter.h"
#include "backend/supervisor/notifysocket.h"
#include "backend/supervisor/outputlog.h"
#include "backend/supervisor/restartrules.h"
#include "backend/supervisor/workertotals.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>

namespace supervisor {

using Reply = std::function<void(protocol::Result<protocol::Done>)>;

/// How a process has ended.
struct LastExit
{
    Exit exit = {};
    protocol::WallTime at = {};

    bool operator==(const LastExit &) const = default;
};

/// The shell around restartrules: one worker, at most one process, one timer.
class Worker final : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        QStringList leash = {}; ///< program and arguments; for programs of the user's
        QString notifyPath = {}; ///< the run's number is appended
        OutputLog::Options log = {};
    };

    Worker(WorkerDefinition definition, Options options, QObject *parent = nullptr);

    const WorkerDefinition &definition() const { return m_state.definition; }

    protocol::Worker snapshot() const;

    /// The process that all of its processes are below; 0 without one.
    qint64 root() const { return m_child ? m_child->root() : 0; }

    const WorkerTotals &totals() const { return m_totals; }

    /// A wish of decision 3.6: Start, Stop, Restart or Reset. The reply comes when the new program
    /// executes, or the old process is gone (Reset: at once).
    void wish(Event::Kind kind, const Reply &reply);
    /// We stood still: nobody is late.
    void grace();
    /// One line of JSON to the program; false when it does not run.
    bool send(const QByteArray &line);

    const OutputLog &log() const { return m_log; }

    /// How and when its last process ended; nothing while none has.
    const std::optional<LastExit> &lastExit() const { return m_lastExit; }

    /// KILL at once, whatever it does.
    void kill();

Q_SIGNALS:
    void changed(protocol::WorkerStatus previous, const QString &message);
    void historyAdded(const protocol::RestartEvent &event);
    void message(const QByteArray &line);
    void ready();
    /// The process has ended; `blameless` as isBlameless() says.
    void gone(bool blameless);
    void logged(const supervisor::LogLine &line);
    /// Before the deadline is acted upon: who knows of a stall may give grace now.
    void waking();

private:
    void handle(Event event);
    void perform(Action::Process action);
    void answer(const Action &action);
    void armTimer();
    void wake();
    void spawn();
    ChildProcess::Options childOptions() const;
    void watch(ChildProcess &child);
    void onNotification(const Notification &notification, quint64 run);
    void onExited(Exit exit, quint64 run);
    void endRun();
    void takeOutput(Stream stream, const QByteArray &bytes);
    void takeLine(Stream stream, const LineSplitter::Line &line);

    State m_state;
    WorkerTotals m_totals;
    Options m_options;
    OutputLog m_log;
    QTimer m_timer;
    std::unique_ptr<ChildProcess> m_child;
    std::unique_ptr<NotifySocket> m_notify;
    LineSplitter m_output;
    LineSplitter m_errors;
    QString m_lastErrorLine; ///< of this run
    std::optional<LastExit> m_lastExit;
    std::optional<QString> m_statusText;
    QList<Reply> m_awaitingStart;
    QList<Reply> m_awaitingStop;
};

} // namespace supervisor
