// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/queue/jobqueue.h"

#include <QJsonDocument>
#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace queue {

namespace {

using protocol::WallTime;
using storage::stored;
using storage::Transaction;

QString compact(const QJsonDocument &document)
{
    return QString::fromUtf8(document.toJson(QJsonDocument::Compact));
}

QJsonObject objectOf(const QVariant &text)
{
    return QJsonDocument::fromJson(text.toString().toUtf8()).object();
}

QJsonArray arrayOf(const QVariant &text)
{
    return QJsonDocument::fromJson(text.toString().toUtf8()).array();
}

WallTime notTooLate(const Transaction &tx, WallTime time)
{
    return std::min<WallTime>(time, tx.now.wall + MaxDelay);
}

struct Leased
{
    int attempts = 0;
    QJsonArray history = {};
};

std::optional<Leased> findLease(Transaction &tx, qint64 id, const QString &token)
{
    QSqlQuery &found = tx.exec(u"SELECT attempts, history FROM jobs "
                               "WHERE id = ? AND state = 'leased' AND token = ?"_s,
                               {id, token});
    if (!found.next()) {
        return std::nullopt;
    }
    return Leased{.attempts = found.value(0).toInt(), .history = arrayOf(found.value(1))};
}

void remember(QJsonArray &history, const Setback &setback, WallTime at)
{
    history.append(QJsonObject{
        {u"at"_s, protocol::toIso(at)},
        {u"reason"_s, setback.reason},
        {u"error_type"_s,
         setback.errorType.isEmpty() ? QJsonValue() : QJsonValue(setback.errorType)},
        {u"http_status"_s, setback.httpStatus == 0 ? QJsonValue() : QJsonValue(setback.httpStatus)},
    });
    while (history.size() > MaxHistory) {
        history.removeFirst();
    }
}

/// The columns of a letter, in the order that letterOf reads them in.
constexpr QStringView LetterColumns =
    u"id, kind, payload, attempts, reason, history, created_at, finished_at";

DeadLetter letterOf(const QSqlQuery &row)
{
    return {.id = row.value(0).toLongLong(),
            .kind = row.value(1).toString(),
            .payload = objectOf(row.value(2)),
            .attempts = row.value(3).toInt(),
            .reason = row.value(4).toString(),
            .history = arrayOf(row.value(5)),
            .createdAt = protocol::fromIso(row.value(6).toString()),
            .diedAt = protocol::fromIso(row.value(7).toString())};
}

QList<DeadLetter> lettersOf(QSqlQuery &rows)
{
    QList<DeadLetter> letters;
    while (rows.next()) {
        letters.append(letterOf(rows));
    }
    return letters;
}

} // namespace

qint64 enqueue(Transaction &tx, const QString &kind, const QJsonObject &payload,
               WallTime availableAt)
{
    return tx.insert(u"INSERT INTO jobs (kind, state, payload, created_at, available_at) "
                     "VALUES (?, 'waiting', ?, ?, ?)"_s,
                     {kind, compact(QJsonDocument(payload)), stored(tx.now.wall),
                      stored(notTooLate(tx, availableAt))});
}

std::optional<Job> lease(Transaction &tx, const QString &kind, protocol::Now now)
{
    QSqlQuery *found = &tx.exec(u"SELECT id, payload, attempts FROM jobs "
                                "WHERE kind = ? AND state = 'waiting' AND available_at <= ? "
                                "ORDER BY available_at, id LIMIT 1"_s,
                                {kind, stored(now.wall)});
    if (!found->next()) {
        found = &tx.exec(u"SELECT id, payload, attempts FROM jobs "
                         "WHERE kind = ? AND state = 'waiting' AND available_at > ? "
                         "ORDER BY available_at, id LIMIT 1"_s,
                         {kind, stored(now.wall + MaxDelay)});
        if (!found->next()) {
            return std::nullopt;
        }
    }
    const Job job{.id = found->value(0).toLongLong(),
                  .kind = kind,
                  .payload = objectOf(found->value(1)),
                  .attempts = found->value(2).toInt(),
                  .token = QUuid::createUuid().toString(QUuid::WithoutBraces)};
    tx.change(u"UPDATE jobs SET state = 'leased', token = ?, leased_at = ? WHERE id = ?"_s,
              {job.token, stored(now.wall), job.id});
    return job;
}

bool finish(Transaction &tx, qint64 id, const QString &token)
{
    return tx.change(u"UPDATE jobs SET state = 'done', token = NULL, finished_at = ? "
                     "WHERE id = ? AND state = 'leased' AND token = ?"_s,
                     {stored(tx.now.wall), id, token})
        == 1;
}

Fate fail(Transaction &tx, qint64 id, const QString &token, const Setback &setback)
{
    std::optional<Leased> job = findLease(tx, id, token);
    if (!job) {
        return Fate::Stale;
    }
    const bool isCounted = setback.attempt == Attempt::Counted;
    const int attempts = job->attempts + (isCounted ? 1 : 0);
    const bool isDead = isCounted && attempts >= setback.maxAttempts;
    if (isCounted) {
        remember(job->history, setback, tx.now.wall);
    }
    tx.change(u"UPDATE jobs SET state = ?, token = NULL, attempts = ?, reason = ?, history = ?, "
              "available_at = ?, finished_at = ? WHERE id = ?"_s,
              {isDead ? u"dead"_s : u"waiting"_s, attempts, setback.reason,
               compact(QJsonDocument(job->history)), stored(notTooLate(tx, setback.retryAt)),
               isDead ? stored(tx.now.wall) : QVariant(), id});
    return isDead ? Fate::Dead : Fate::Retry;
}

Fate giveBack(Transaction &tx, qint64 id, const QString &token, Attempt attempt,
              const QString &reason)
{
    if (attempt == Attempt::Counted) {
        return fail(tx, id, token,
                    {.reason = reason, .errorType = u"worker_gone"_s, .retryAt = tx.now.wall});
    }
    const int changed = tx.change(u"UPDATE jobs SET state = 'waiting', token = NULL "
                                  "WHERE id = ? AND state = 'leased' AND token = ?"_s,
                                  {id, token});
    return changed == 1 ? Fate::Retry : Fate::Stale;
}

int voidLeases(Transaction &tx)
{
    return tx.change(u"UPDATE jobs SET state = 'waiting', token = NULL WHERE state = 'leased'"_s);
}

Depth depth(Transaction &tx, const QString &kind)
{
    Depth depth;
    QSqlQuery &counts = tx.exec(u"SELECT state, jobs FROM job_counts WHERE kind = ?"_s, {kind});
    while (counts.next()) {
        const QString state = counts.value(0).toString();
        const qint64 jobs = counts.value(1).toLongLong();
        if (state == u"waiting") {
            depth.waiting = jobs;
        } else if (state == u"leased") {
            depth.leased = jobs;
        } else if (state == u"dead") {
            depth.dead = jobs;
        }
    }
    QSqlQuery &oldest = tx.exec(u"SELECT available_at FROM jobs "
                                "WHERE kind = ? AND state = 'waiting' "
                                "ORDER BY available_at LIMIT 1"_s,
                                {kind});
    if (oldest.next()) {
        depth.oldestWaiting = protocol::fromIso(oldest.value(0).toString());
    }
    return depth;
}

QList<DeadLetter> deadLetters(Transaction &tx, const QString &kind, qint64 before, int limit)
{
    return lettersOf(tx.exec(u"SELECT "_s % LetterColumns
                                 % u" FROM jobs WHERE kind = ? AND state = 'dead' "
                                   "AND (? = 0 OR id < ?) ORDER BY id DESC LIMIT ?"_s,
                             {kind, before, before, limit}));
}

QList<DeadLetter> deadLettersUntil(Transaction &tx, const QString &kind, WallTime time, int limit)
{
    return lettersOf(tx.exec(u"SELECT "_s % LetterColumns
                                 % u" FROM jobs WHERE kind = ? AND state = 'dead' "
                                   "AND finished_at <= ? ORDER BY id LIMIT ?"_s,
                             {kind, stored(time), limit}));
}

protocol::Result<DeadLetter> deadLetter(Transaction &tx, const QString &kind, qint64 id)
{
    using protocol::Error;
    using protocol::ErrorKind;
    QSqlQuery &found =
        tx.exec(u"SELECT "_s % LetterColumns % u", state FROM jobs WHERE kind = ? AND id = ?"_s,
                {kind, id});
    if (!found.next()) {
        return Error{ErrorKind::NotFound,
                     u"Job %1 of the queue '%2' not found"_s.arg(id).arg(kind)};
    }
    const QString state = found.value(u"state"_s).toString();
    if (state != u"dead") {
        return Error{ErrorKind::Conflict,
                     u"Job %1 of the queue '%2' is no dead letter: it is %3"_s.arg(
                         QString::number(id), kind, state)};
    }
    return letterOf(found);
}

bool revive(Transaction &tx, qint64 id)
{
    return tx.change(u"UPDATE jobs SET state = 'waiting', attempts = 0, available_at = ?, "
                     "finished_at = NULL WHERE id = ? AND state = 'dead'"_s,
                     {stored(tx.now.wall), id})
        == 1;
}

bool discard(Transaction &tx, qint64 id)
{
    return tx.change(u"DELETE FROM jobs WHERE id = ? AND state = 'dead'"_s, {id}) == 1;
}

int prune(Transaction &tx, WallTime time, int limit)
{
    return tx.change(u"DELETE FROM jobs WHERE id IN (SELECT id FROM jobs "
                     "WHERE state IN ('done', 'dead') AND finished_at < ? LIMIT ?)"_s,
                     {stored(time), limit});
}

} // namespace queue
