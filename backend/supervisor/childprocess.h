// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/supervisor/filedescriptor.h"
#include "backend/supervisor/outputlog.h"
#include "backend/supervisor/restartrules.h"

#include <QObject>
#include <QProcess>
#include <QProcessEnvironment>

#include <memory>

class QSocketNotifier;

namespace supervisor {

/// One run of one program, in a process group of its own; nothing of it outlives us.
///
/// A program of ours dies with us by PR_SET_PDEATHSIG (which follows the thread that starts it: one
/// that lives as long as the process) and is killed by its group. A program of the user's may have
/// children: it runs under a leash (see leash.h), which tells us about it.
class ChildProcess final : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        QStringList command = {};
        QString directory = {};
        QProcessEnvironment environment = {};
        int memoryLimitMb = 0;
        QStringList leash = {}; ///< the leash's program and arguments; empty: a program of ours
    };

    explicit ChildProcess(Options options, QObject *parent = nullptr);
    /// Kills what is still there.
    ~ChildProcess() override;

    /// One of executing and failedToStart follows, from the event loop.
    void start();
    /// Sends a signal to the whole group; SIGKILL also to what has left the group, under a leash.
    void signal(int number);
    /// To standard input; false when the program does not take it in.
    bool write(const QByteArray &bytes);

    /// The program's own, not the leash's; 0: not known yet.
    qint64 pid() const { return m_pid; }

    /// What all of its processes are below: the leash, or the program itself.
    qint64 root() const { return m_process.processId(); }

Q_SIGNALS:
    void executing();
    /// It will never run; nothing else follows.
    void failedToStart(const QString &reason);
    /// It is gone, all of its group too, and all of its output has been given.
    void exited(supervisor::Exit exit);
    void output(supervisor::Stream stream, const QByteArray &bytes);

private:
    bool isLeashed() const { return !m_options.leash.isEmpty(); }

    QString program() const { return m_options.command.value(0); }

    bool openPipes();
    QStringList leashCommand() const;
    void setChildModifier();
    void onStarted();
    void onError(QProcess::ProcessError error);
    void onFinished(int code, QProcess::ExitStatus status);
    void readStatus();
    void takeStatus(const QByteArray &line);
    void awaitLeash() const;

    Options m_options;
    QProcess m_process;
    qint64 m_pid = 0;
    int m_pendingSignal = 0; ///< asked for before the program executed
    // Of a leash:
    FileDescriptor m_statusReader;
    FileDescriptor m_statusWriter;
    FileDescriptor m_lifelineReader;
    FileDescriptor m_lifelineWriter;
    std::unique_ptr<QSocketNotifier> m_statusNotifier;
    QByteArray m_statusText;
    std::optional<Exit> m_exit;
    QString m_failure;
};

} // namespace supervisor
