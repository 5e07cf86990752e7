// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/storage/database.h"
#include "backend/storage/job.h"
#include "backend/storage/serverrules.h"

#include <QMutex>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

namespace storage {

/// Where the store is.
struct Place
{
    QString path = {}; ///< of SQLite's file
    std::optional<Server> server = {}; ///< then that, and no file
};

/// What opening found.
struct Opened
{
    QString version = {};
    QString id = {}; ///< of this store alone, made with it; empty when it could not be written
    qint64 lastSequence = 0; ///< the journal's highest ever, also of lines that are gone
    qint64 oldestSequence = 0; ///< of the lines that are there; last + 1 without any
};

/// What one turn of the storage thread has to tell the backend thread.
struct Turn
{
    struct Outcome
    {
        std::unique_ptr<Job> job;
        std::optional<protocol::Error> error = {};
    };

    std::vector<Outcome> outcomes = {};
    QList<protocol::Event> lines = {}; ///< committed, in order
    QList<Refusal> refusals = {};
    std::optional<QString> fault = {}; ///< the store has just become unusable
    bool recovered = false; ///< and has just become usable again
    std::optional<std::chrono::microseconds> commit = {};
    std::optional<Opened> opened = {}; ///< a server that was away at the start has come
    bool closed = false;
};

/// The inhabitant of the storage thread: runs queued works in order, as many writes as wait there
/// in one COMMIT, each in its own SAVEPOINT. Those in a row that may be repeated share one; when
/// one of them fails, it and those before it are run again with one each.
///
/// When the disk fails, all of the group is reported as not done and everything else is refused at
/// once (no spinning) until a small trial write succeeds, once a second.
/// A server that is lost is opened anew, in growing steps. What was in a COMMIT when it was lost
/// is not reported before it has been looked up.
class Writer final : public QObject
{
    Q_OBJECT

public:
    explicit Writer(std::chrono::milliseconds trialInterval);

    // On the storage thread.
    /// An error of kind Unavailable: a server is away; it is tried on.
    protocol::Result<Opened> open(const Place &place);
    void close();

    // On any thread.
    void submit(std::unique_ptr<Job> job);
    std::vector<Turn> takeTurns();
    void setJournalRules(JournalRules rules);

    /// Ends the connection to a server that does not answer: what waits for it fails.
    void cut();

Q_SIGNALS:
    void turned(); ///< there is something to take

private:
    using Jobs = std::vector<std::unique_ptr<Job>>;

    protocol::Result<Opened> openStore();
    std::optional<protocol::Error> checkSame(const Opened &opened);
    void noteSocket(int socket);
    void drop();
    void work();
    void runRead(std::unique_ptr<Job> job);
    void runGroup(Jobs &jobs, std::size_t &next);
    std::optional<protocol::Error> begin();
    std::optional<protocol::Error> step(std::unique_ptr<Job> job, Turn &turn);
    std::optional<protocol::Error> stepTogether(Jobs &jobs, std::size_t &next,
                                                std::chrono::steady_clock::time_point end,
                                                Turn &turn);
    std::optional<protocol::Error> runJob(Job &job, Turn &turn);
    std::optional<protocol::Error> commit(Turn &turn);
    std::optional<protocol::Error> attempt(const QString &sql, const QVariantList &values = {});
    void giveUp(Turn &turn, const protocol::Error &error);
    void tryLater();
    void tryAgain();
    bool reopen();
    std::optional<protocol::Error> tryWriting();
    std::optional<protocol::Error> lookUp();
    void giveBackHeld(const protocol::Error &error);
    static protocol::Error refused(const protocol::Error &fault);
    void publish(Turn turn);
    void wake();

    Place m_place;
    std::unique_ptr<Database> m_database;
    Session m_former = {}; ///< of the last connection to a server
    QTimer m_trial;
    std::chrono::milliseconds m_trialInterval;
    int m_trials = 0; ///< in a row that failed
    QString m_id = {}; ///< of the store, once it was open
    qint64 m_highest = 0; ///< sequence of the journal that was told
    std::optional<protocol::Error> m_fault = {};
    JournalRules m_rules = {}; ///< the storage thread's copy
    const QString m_name; ///< of this writer among all that ever wrote to a server
    QString m_commitName = {}; ///< of the last COMMIT that was sent to a server
    bool m_isUnsettled = false; ///< and whether its outcome is unknown
    Turn m_held = {}; ///< what was in it

    QMutex m_socketMutex;
    int m_socket = -1; ///< guarded by it

    QMutex m_mutex; ///< guards what follows
    Jobs m_waiting;
    std::vector<Turn> m_turns;
    std::optional<JournalRules> m_newRules = {};
    bool m_awake = false;
};

} // namespace storage
