// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"
#include "backend/storage/transaction.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <chrono>
#include <optional>

/// The durable job queue inside the store. All functions run on the storage thread, inside the
/// caller's transaction, so that a job appears, moves and ends together with what it is about.
///
/// waiting → leased (with a token) → done; or back to waiting; or dead after its last attempt.
/// Whoever holds no current token cannot end a job: a late child changes nothing.
namespace queue {

/// A wait longer than this is taken for a clock that was set back, and ends.
inline constexpr std::chrono::minutes MaxDelay{10};

inline constexpr int DefaultMaxAttempts = 3;

/// A leased job.
struct Job
{
    qint64 id = 0;
    QString kind = {};
    QJsonObject payload = {};
    int attempts = 0; ///< failed ones before this one
    QString token = {}; ///< proves the lease
};

/// A job that has failed for the last time.
struct DeadLetter
{
    qint64 id = 0;
    QString kind = {};
    QJsonObject payload = {};
    int attempts = 0;
    QString reason = {}; ///< of the last attempt
    QJsonArray history = {}; ///< {at, reason, error_type, http_status} of each failed attempt,
                             ///< oldest first, those before a replay too
    std::optional<protocol::WallTime> createdAt = {};
    std::optional<protocol::WallTime> diedAt = {};
};

enum class Fate
{
    Stale, ///< the token is not the current one: nothing was changed
    Retry, ///< waits again
    Dead ///< went to the dead letters
};

/// How giving a job back counts.
enum class Attempt
{
    NotCounted, ///< the job is surely not at fault: we stopped it, or its service is away
    Counted ///< it may be at fault
};

struct Depth
{
    qint64 waiting = 0;
    qint64 leased = 0;
    qint64 dead = 0;
    /// When the first waiting job could have run, or will be able to: its age is the queue's lag.
    std::optional<protocol::WallTime> oldestWaiting = {};

    bool operator==(const Depth &) const = default;
};

/// Adds a job and returns its id. It runs not before `availableAt` (at most MaxDelay from now); a
/// past time means at once.
qint64 enqueue(storage::Transaction &tx, const QString &kind, const QJsonObject &payload,
               protocol::WallTime availableAt);

/// The job that has waited longest, now leased; nothing when none may run yet.
std::optional<Job> lease(storage::Transaction &tx, const QString &kind, protocol::Now now);

/// Ends a job well; false for a stale token.
[[nodiscard]] bool finish(storage::Transaction &tx, qint64 id, const QString &token);

/// The history of a job has so many failed attempts at most, the newest ones.
inline constexpr int MaxHistory = 30;

/// What went wrong with one attempt, and what may follow.
struct Setback
{
    QString reason = {};
    QString errorType = {}; ///< one word
    int httpStatus = 0; ///< 0: none was given
    protocol::WallTime retryAt = {};
    int maxAttempts = DefaultMaxAttempts;
    Attempt attempt = Attempt::Counted;
};

/// The job waits until `retryAt` or, when this was the last of its counted attempts, is dead. Only
/// counted ones go to its history.
Fate fail(storage::Transaction &tx, qint64 id, const QString &token, const Setback &setback);

/// Returns a job whose child is gone; it may run again at once.
Fate giveBack(storage::Transaction &tx, qint64 id, const QString &token, Attempt attempt,
              const QString &reason);

/// At the start every lease is void: its holder died with us. No attempt is counted, since it was
/// our death and not the job's. Returns how many there were.
int voidLeases(storage::Transaction &tx);

/// Costs the same for ten jobs and for a million.
Depth depth(storage::Transaction &tx, const QString &kind);

/// Newest job first; `before` is the id of the last one of the page before, 0 for the first page.
QList<DeadLetter> deadLetters(storage::Transaction &tx, const QString &kind, qint64 before,
                              int limit);

/// At most `limit` dead letters that died not after `time`, oldest job first.
QList<DeadLetter> deadLettersUntil(storage::Transaction &tx, const QString &kind,
                                   protocol::WallTime time, int limit);

/// The dead letter with this id. The error says why there is none: no such job of that kind
/// (NotFound), or one that is not dead (Conflict).
protocol::Result<DeadLetter> deadLetter(storage::Transaction &tx, const QString &kind, qint64 id);

/// Sends a dead letter back to the queue with no attempts behind it, but with its history; false
/// when it is none.
[[nodiscard]] bool revive(storage::Transaction &tx, qint64 id);

/// Removes a dead letter; false when it is none.
[[nodiscard]] bool discard(storage::Transaction &tx, qint64 id);

/// Removes at most `limit` jobs that were done or died before `time`; returns how many.
int prune(storage::Transaction &tx, protocol::WallTime time, int limit);

} // namespace queue
