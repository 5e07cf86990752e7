// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/event.h"
#include "backend/protocol/result.h"
#include "backend/storage/job.h"
#include "backend/storage/transaction.h"
#include "backend/storage/writer.h"

#include <QList>
#include <QObject>
#include <QString>
#include <QThread>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace storage {

/// Figures of the store for health and metrics.
struct Stats
{
    QString engine = {}; ///< SQLite
    QString version = {}; ///< such as 3.40.1
    QString path = {};
    qint64 fileBytes = 0; ///< the main file
    qint64 logBytes = 0; ///< the write-ahead log beside it
    std::optional<std::chrono::microseconds> lastCommit = {}; ///< how long the last COMMIT took
    qint64 commits = 0;
    qint64 works = 0; ///< finished ones, failed ones too
    std::optional<QString> fault = {}; ///< why nothing can be written, while that is so
};

/// The store: SQLite on a thread of its own, through one connection. Lives on the backend thread.
///
/// Works run in the order of the calls. Writes that wait together share one COMMIT (synchronous =
/// FULL), each in its own SAVEPOINT, so that one that fails does not take the others along.
/// `done` is called on the backend thread after the commit, in the order of the works, and not at
/// all when `context` is gone by then; a null context always wants to know.
/// An error of kind Unavailable says that the work is not done as far as this process knows. When
/// the disk failed in the middle of a commit and the process is then killed, the next start may
/// find it done: works are made idempotent by their keys.
class Storage final : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        QString path = {};
        std::chrono::milliseconds trialInterval = std::chrono::seconds(1); ///< while faulted
    };

    /// Opens, creates or migrates the store; blocks, so it belongs to the start. Errors are one
    /// sentence each: not a database, another program's, written by a newer version (all left
    /// untouched), cannot be written.
    static protocol::Result<std::unique_ptr<Storage>> open(const Options &options);
    static protocol::Result<std::unique_ptr<Storage>> open(const QString &path);

    /// Closes at once, after what is queued; blocks. An orderly stop calls close() before.
    ~Storage() override;

    /// Runs `work` on the storage thread inside a transaction.
    template<typename T>
    void write(QObject *context, std::function<T(Transaction &)> work,
               std::function<void(protocol::Result<T>)> done = {})
    {
        submit(
            std::make_unique<ValueJob<T>>(Mode::Write, context, std::move(work), std::move(done)));
    }

    /// Runs `work` on the storage thread; it sees everything that was written before and may not
    /// write.
    template<typename T>
    void read(QObject *context, std::function<T(Transaction &)> work,
              std::function<void(protocol::Result<T>)> done)
    {
        submit(
            std::make_unique<ValueJob<T>>(Mode::Read, context, std::move(work), std::move(done)));
    }

    /// Finishes what is queued, refuses what comes later, closes the file, then calls `done`.
    void close(std::function<void()> done);

    /// Works that are not delivered yet.
    int pending() const { return m_pending; }

    bool isFaulted() const { return m_stats.fault.has_value(); }

    Stats stats() const;

    qint64 commits() const { return m_stats.commits; }

    /// Of the engine, and the path of the main file.
    QString version() const { return m_stats.version; }

    QString path() const { return m_stats.path; }

    /// Tells this store from any other one.
    QString id() const { return m_opened.id; }

    /// The journal's highest sequence and oldest line when the store was opened.
    qint64 lastSequence() const { return m_opened.lastSequence; }

    qint64 oldestSequence() const { return m_opened.oldestSequence; }

    /// From the next work on, journal lines carry this node and pass this admission.
    void setJournalRules(const JournalRules &rules);

Q_SIGNALS:
    /// Journal lines that are now durable, in the order of their sequences; before the `done` of
    /// the works that wrote them.
    void committed(const QList<protocol::Event> &lines);
    /// A line that broke its schema and was left out.
    void refused(const storage::Refusal &refusal);
    void faulted(const QString &reason);
    void recovered();

private:
    explicit Storage(const Options &options);
    void submit(std::unique_ptr<Job> job);
    void collect();
    void deliver(Turn turn);
    void refuse(std::unique_ptr<Job> job);
    void stopThread();

    std::unique_ptr<Writer> m_writer;
    QThread m_thread;
    Opened m_opened = {};
    Stats m_stats = {};
    int m_pending = 0;
    bool m_closing = false;
    std::function<void()> m_closed = {};
};

} // namespace storage
