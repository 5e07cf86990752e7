// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/event.h"
#include "backend/protocol/result.h"
#include "backend/storage/job.h"
#include "backend/storage/serverfigures.h"
#include "backend/storage/transaction.h"
#include "backend/storage/writer.h"

#include <QList>
#include <QObject>
#include <QString>
#include <QThread>
#include <QThreadPool>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace storage {

/// Figures of the store for health and metrics.
struct Stats
{
    QString engine = {}; ///< SQLite or PostgreSQL
    QString version = {}; ///< such as 3.40.1; empty until a server has come
    QString path = {}; ///< of the main file; of a server, its URL
    qint64 fileBytes = 0; ///< the main file
    qint64 logBytes = 0; ///< the write-ahead log beside it
    std::optional<std::chrono::microseconds> lastCommit = {}; ///< how long the last COMMIT took
    qint64 commits = 0;
    qint64 works = 0; ///< finished ones, failed ones too
    std::optional<QString> fault = {}; ///< why nothing can be written, while that is so
    std::optional<ServerFigures> server = {}; ///< while one answers
};

/// The store: SQLite or PostgreSQL on a thread of its own, through one connection. Lives on the
/// backend thread.
///
/// Works run in the order of the calls. Writes that wait together share one COMMIT (synchronous =
/// FULL), each in its own SAVEPOINT or, where they may be repeated, run again with one each when
/// one of them fails: it does not take the others along. `done` is called on the backend thread
/// after the commit, in the order of the works, and not at all when `context` is gone by then; a
/// null context always wants to know. An error of kind Unavailable says that the work is not done
/// as far as this process knows. When the disk failed in the middle of a commit and the process is
/// then killed, the next start may find it done: works are made idempotent by their keys.
///
/// A server is asked for its figures all the time. One that is away, or that for some seconds
/// neither works on nor answers beside, is a fault as a full disk is; it may be so at the start
/// too. After longer silence its connection is ended. Beside a statement that takes long it is
/// none. A work whose commit was cut off is told when the server is back and says how it ended.
class Storage final : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        QString path = {}; ///< of SQLite's file
        std::optional<Server> server = {}; ///< then that, and no file
        std::chrono::milliseconds trialInterval = std::chrono::seconds(1); ///< while faulted
        std::chrono::milliseconds beat = std::chrono::seconds(1); ///< a server is asked so often
        std::chrono::milliseconds silence = std::chrono::seconds(3); ///< then that is a fault
        std::chrono::milliseconds patience = std::chrono::seconds(10); ///< then it is cut off
    };

    /// Opens, creates or migrates the store; blocks, so it belongs to the start. Errors are one
    /// sentence each: not a database, another program's, written by a newer version (all left
    /// untouched), cannot be written. A server that is away is no error: the store begins faulted.
    static protocol::Result<std::unique_ptr<Storage>> open(const Options &options);
    static protocol::Result<std::unique_ptr<Storage>> open(const QString &path);

    /// Closes at once, after what is queued; blocks, but for a server that does not answer. An
    /// orderly stop calls close() before.
    ~Storage() override;

    /// Runs `work` on the storage thread inside a transaction. Of works that may be repeated many
    /// share one SAVEPOINT, which on a server saves two of three ways there.
    template<typename T>
    void write(QObject *context, std::function<T(Transaction &)> work,
               std::function<void(protocol::Result<T>)> done = {}, Repeat repeat = Repeat::No)
    {
        submit(std::make_unique<ValueJob<T>>(Mode::Write, context, std::move(work), std::move(done),
                                             repeat));
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

    Engine engine() const { return m_options.server ? Engine::Postgres : Engine::Sqlite; }

    /// From the next work on, journal lines carry this node and pass this admission.
    void setJournalRules(const JournalRules &rules);

Q_SIGNALS:
    /// A server that was away at the start has come: id and sequences are known from now on; before
    /// recovered().
    void opened();
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
    void note(const Turn &turn);
    void deliver(Turn turn);
    void fall(const QString &reason);
    void rise();
    void watch();
    void askServer();
    void ping();
    void refuse(std::unique_ptr<Job> job, const QString &reason);
    void deliverRefused();
    void stopThread();

    Options m_options;
    std::unique_ptr<Writer> m_writer;
    QThread m_thread;
    QTimer m_watch; ///< of a server
    bool m_isAsking = false;
    qint64 m_asked = 0; ///< since the start
    std::chrono::steady_clock::time_point m_lastSign = {}; ///< that it works, or has nothing to do
    std::chrono::steady_clock::time_point m_lastAnswer = {}; ///< of the server, when asked beside
    bool m_isPinging = false;
    bool m_isSilent = false;
    bool m_isWriterFaulted = false; ///< it has said so, and not that it is over
    std::vector<Turn::Outcome> m_refused = {};
    Opened m_opened = {};
    Stats m_stats = {};
    int m_pending = 0;
    bool m_closing = false;
    std::function<void()> m_closed = {};
    QThreadPool m_pings; ///< last: it waits for what has begun
};

} // namespace storage
