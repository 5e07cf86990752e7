// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/storage/serverrules.h"

#include <QList>
#include <QProcess>
#include <QString>
#include <QTemporaryDir>

#include <memory>

namespace support {

/// A real PostgreSQL of the test's own: a cluster in a folder that goes with it, on a unix socket
/// there and no port at all. Run by nobody where the test is run by root, as initdb asks for.
class PostgresCluster final
{
public:
    PostgresCluster();
    ~PostgresCluster();
    PostgresCluster(const PostgresCluster &) = delete;
    PostgresCluster &operator=(const PostgresCluster &) = delete;

    /// Makes the cluster the first time, starts it and waits until it answers; what is wrong.
    QString start(const QStringList &settings = {});

    /// Before the next start: it listens on 127.0.0.1 too, at this port.
    void listenAt(int port) { m_port = port; }

    /// SIGINT: connections are ended, everything is written.
    void stop();
    /// SIGQUIT, as `pg_ctl stop -m immediate`: the next start recovers.
    void stopImmediately();
    /// SIGKILL for the server and all its processes.
    void kill9();
    /// SIGSTOP for all of them, until thaw().
    void freeze();
    void thaw();

    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }

    QString folder() const { return m_folder->path(); } ///< of the socket

    storage::Server server(const QString &database = QStringLiteral("postgres"),
                           const QString &user = QStringLiteral("postgres")) const;

    QString url(const QString &database) const;

    /// Runs one statement as the superuser, on a connection of its own; what is wrong.
    QString run(const QString &sql, const QString &database = QStringLiteral("postgres")) const;

    /// Lets nobody in without a password.
    void askForPasswords() const;

    QByteArray log();

private:
    QString initialise();
    QList<qint64> processes() const;
    void signalAll(int number);
    void end(int number);

    std::unique_ptr<QTemporaryDir> m_folder;
    QProcess m_process;
    QByteArray m_log;
    bool m_isMade = false;
    int m_port = 0; ///< 0: none
};

} // namespace support
