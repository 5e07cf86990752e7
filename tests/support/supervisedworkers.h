// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/supervisor/supervisor.h"

#include <QCoreApplication>
#include <QFile>
#include <QTest>

#include <csignal>

/// The helper program beside the tests.
inline QString fakeWorker()
{
    return QCoreApplication::applicationDirPath() + QStringLiteral("/fakeworker");
}

/// A worker "w" of the user's that does what `script` says, with backoffs of a few milliseconds.
inline supervisor::WorkerDefinition worker(const QStringList &script,
                                           supervisor::Ready ready = supervisor::Ready::Started)
{
    using namespace std::chrono_literals;
    return {.name = QStringLiteral("w"),
            .command = QStringList(fakeWorker()) + script,
            .ready = ready,
            .limits = {.backoffBase = 5ms, .backoffCap = 20ms}};
}

/// A zombie counts as gone: it is only not reaped yet.
inline bool isAlive(qint64 pid)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!file.open(QIODevice::ReadOnly)) {
        return false;
    }
    const QByteArray text = file.readAll();
    const qsizetype end = text.lastIndexOf(')');
    return end >= 0 && text.size() > end + 2 && text.at(end + 2) != 'Z';
}

/// The process ids in a file that fake workers have written, one a line.
inline QList<qint64> pidsIn(const QString &path)
{
    QList<qint64> pids;
    QFile file(path);
    if (file.open(QIODevice::ReadOnly)) {
        for (const QByteArray &line : file.readAll().split('\n')) {
            if (!line.isEmpty()) {
                pids.append(line.toLongLong());
            }
        }
    }
    return pids;
}

/// A supervisor with fake workers, and what it has told so far.
class Supervised final
{
public:
    using Result = protocol::Result<protocol::Done>;
    using Verb = void (supervisor::Supervisor::*)(const QString &, const supervisor::Reply &);

    explicit Supervised(const QList<supervisor::WorkerDefinition> &definitions,
                        supervisor::Supervisor::Options options = {})
        : m_supervisor(definitions, withLeash(std::move(options)))
    {
        QObject::connect(&m_supervisor, &supervisor::Supervisor::historyAdded, &m_supervisor,
                         [this](const protocol::RestartEvent &event) { m_history.append(event); });
    }

    ~Supervised() { stopAll(); }

    Supervised(const Supervised &) = delete;
    Supervised &operator=(const Supervised &) = delete;

    supervisor::Supervisor *operator->() { return &m_supervisor; }

    supervisor::Supervisor *get() { return &m_supervisor; }

    void start() { m_supervisor.start(); }

    /// Of the first worker.
    protocol::Worker snapshot() const { return m_supervisor.status().workers.value(0); }

    protocol::WorkerStatus status() const { return snapshot().status; }

    /// Oldest first.
    const QList<protocol::RestartEvent> &history() const { return m_history; }

    int count(protocol::RestartOutcome outcome) const
    {
        int found = 0;
        for (const auto &event : m_history) {
            found += event.status == outcome ? 1 : 0;
        }
        return found;
    }

    /// Calls a verb and awaits its answer.
    Result wish(Verb verb, const QString &name)
    {
        std::optional<Result> answer;
        (m_supervisor.*verb)(name, [&answer](const Result &result) { answer = result; });
        await([&answer] { return answer.has_value(); });
        return answer.value_or(
            protocol::Error{protocol::ErrorKind::Internal, QStringLiteral("no answer")});
    }

    /// Stops all; the names of those that did not.
    QStringList stopAll()
    {
        std::optional<QStringList> left;
        m_supervisor.stopAll([&left](const QStringList &names) { left = names; });
        await([&left] { return left.has_value(); });
        return left.value_or(QStringList(QStringLiteral("no answer")));
    }

private:
    static supervisor::Supervisor::Options withLeash(supervisor::Supervisor::Options options)
    {
        options.leash = {fakeWorker(), QStringLiteral("--leash")};
        return options;
    }

    template<typename Condition>
    static void await(Condition condition)
    {
        std::ignore = QTest::qWaitFor(condition, 30000);
    }

    supervisor::Supervisor m_supervisor;
    QList<protocol::RestartEvent> m_history;
};
