// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/storage/database.h"
#include "backend/storage/job.h"

#include <QMutex>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

namespace storage {

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
    bool closed = false;
};

/// What opening found.
struct Opened
{
    QString version = {};
    QString id = {}; ///< of this store alone, made with it; empty when it could not be written
    qint64 lastSequence = 0; ///< the journal's highest ever, also of lines that are gone
    qint64 oldestSequence = 0; ///< of the lines that are there; last + 1 without any
};

/// The inhabitant of the storage thread: runs queued works in order, as many writes as wait there
/// in one COMMIT, each in its own SAVEPOINT.
///
/// When the disk fails, all of the group is reported as not done and everything else is refused at
/// once (no spinning) until a small trial write succeeds, once a second.
class Writer final : public QObject
{
    Q_OBJECT

public:
    explicit Writer(std::chrono::milliseconds trialInterval);

    // On the storage thread.
    protocol::Result<Opened> open(const QString &path);
    void close();

    // On any thread.
    void submit(std::unique_ptr<Job> job);
    std::vector<Turn> takeTurns();
    void setJournalRules(JournalRules rules);

Q_SIGNALS:
    void turned(); ///< there is something to take

private:
    using Jobs = std::vector<std::unique_ptr<Job>>;

    void work();
    void runRead(std::unique_ptr<Job> job);
    void runGroup(Jobs &jobs, std::size_t &next);
    std::optional<protocol::Error> begin();
    std::optional<protocol::Error> step(std::unique_ptr<Job> job, Turn &turn);
    std::optional<protocol::Error> runJob(Job &job, Turn &turn);
    std::optional<protocol::Error> commit(Turn &turn);
    std::optional<protocol::Error> attempt(const QString &sql);
    void giveUp(Turn &turn, const protocol::Error &error);
    void tryAgain();
    void publish(Turn turn);
    void wake();

    QString m_path;
    std::unique_ptr<Database> m_database;
    QTimer m_trial;
    std::optional<protocol::Error> m_fault = {};
    JournalRules m_rules = {}; ///< the storage thread's copy

    QMutex m_mutex; ///< guards what follows
    Jobs m_waiting;
    std::vector<Turn> m_turns;
    std::optional<JournalRules> m_newRules = {};
    bool m_awake = false;
};

} // namespace storage
