// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/deadletters.h"

#include <QLoggingCategory>
#include <QUuid>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(deadLettersLog, "signalbox.pipeline.deadletters")

namespace pipeline {

namespace {

constexpr int LettersACommit = 200;

std::optional<protocol::Error> faultIn(const QString &queue)
{
    constexpr qsizetype mostShown = 64;
    const QStringList known = deadLetterQueues();
    if (known.contains(queue)) {
        return std::nullopt;
    }
    return protocol::Error{
        protocol::ErrorKind::BadRequest,
        u"Invalid queue '%1': must be one of %2"_s.arg(queue.left(mostShown), known.join(u", "_s))};
}

const char *wordOf(Redress what)
{
    return what == Redress::Replay ? "replayed" : "discarded";
}

} // namespace

/// A redress of all letters of a queue on its way.
struct DeadLetters::Sweep
{
    QString queue = {};
    Redress what = Redress::Replay;
    protocol::WallTime until = {};
    QString jobId = {};
    qint64 count = 0;
    bool isLong = false; ///< one commit was not enough: it is told of as a job
    Answer<qint64> done = {};

    QString jobType() const
    {
        return what == Redress::Replay ? u"dead_letter_replay"_s : u"dead_letter_discard"_s;
    }
};

namespace {

/// Letters of a queue that are left.
qint64 leftIn(storage::Transaction &tx, const QString &queue)
{
    return countDeadLetters(tx).value(queue);
}

} // namespace

/// The lines of a long one, with the commit that they tell of; `redressed` were those of it.
void DeadLetters::tellJob(storage::Transaction &tx, const Sweep &sweep, int redressed)
{
    const QString now = protocol::toIso(tx.now.wall);
    if (redressed == 0) {
        const QString key = QString::fromLatin1(wordOf(sweep.what));
        tx.journal({.type = u"job.completed"_s,
                    .data = {{u"job_id"_s, sweep.jobId},
                             {u"completed_at"_s, now},
                             {u"result"_s, QJsonObject{{key, sweep.count}}}}});
        return;
    }
    if (!sweep.isLong) {
        tx.journal({.type = u"job.started"_s,
                    .data = {{u"job_id"_s, sweep.jobId},
                             {u"job_type"_s, sweep.jobType()},
                             {u"started_at"_s, now},
                             {u"estimated_duration"_s, QJsonValue::Null}}});
    }
    const qint64 done = sweep.count + redressed;
    const qint64 all = done + leftIn(tx, sweep.queue);
    tx.journal({.type = u"job.progress"_s,
                .data = {{u"job_id"_s, sweep.jobId},
                         {u"job_type"_s, sweep.jobType()},
                         {u"progress"_s, std::min<qint64>(99, done * 100 / all)},
                         {u"message"_s, u"%1 of %2"_s.arg(done).arg(all)}}});
}

DeadLetters::DeadLetters(storage::Storage &store, QObject *parent)
    : QObject(parent)
    , m_store(store)
{ }

void DeadLetters::count(const Answer<QMap<QString, qint64>> &done)
{
    m_store.read<QMap<QString, qint64>>(this, countDeadLetters, done);
}

void DeadLetters::page(const QString &queue, qint64 before, int limit,
                       const Answer<protocol::DeadLetterPage> &done)
{
    if (const auto fault = faultIn(queue)) {
        done(*fault);
        return;
    }
    m_store.read<protocol::DeadLetterPage>(
        this,
        [queue, before, limit](storage::Transaction &tx) {
            return deadLetterPage(tx, queue, before, limit);
        },
        done);
}

void DeadLetters::redress(const QString &queue, qint64 id, Redress what,
                          const Answer<protocol::Done> &done)
{
    if (const auto fault = faultIn(queue)) {
        done(*fault);
        return;
    }
    m_store.write<protocol::Done>(
        this,
        [queue, id, what](storage::Transaction &tx) {
            if (const auto redressed = redressOne(tx, queue, id, what); !redressed) {
                tx.fail(redressed.error());
            }
            return protocol::Done{};
        },
        [this, queue, id, what, done](const protocol::Result<protocol::Done> &redressed) {
            if (redressed) {
                qCInfo(deadLettersLog) << queue << "job" << id << "was" << wordOf(what);
                tell(what);
            }
            done(redressed);
        });
}

void DeadLetters::redressAll(const QString &queue, Redress what, const Answer<qint64> &done)
{
    if (const auto fault = faultIn(queue)) {
        done(*fault);
        return;
    }
    // One that is replayed may die again at once: it is not replayed for ever.
    sweep({.queue = queue,
           .what = what,
           .until = protocol::Now::read().wall,
           .jobId = QUuid::createUuid().toString(QUuid::WithoutBraces),
           .done = done});
}

void DeadLetters::sweep(const Sweep &sweep)
{
    m_store.write<int>(
        this,
        [sweep](storage::Transaction &tx) {
            const int redressed =
                redressSome(tx, sweep.queue, sweep.what, sweep.until, LettersACommit);
            if (sweep.isLong || redressed == LettersACommit) {
                tellJob(tx, sweep, redressed);
            }
            return redressed;
        },
        [this, sweep](const protocol::Result<int> &redressed) {
            if (!redressed) {
                tellFailed(sweep, redressed.error());
                sweep.done(redressed.error());
                return;
            }
            Sweep next = sweep;
            next.isLong = sweep.isLong || redressed.value() == LettersACommit;
            next.count += redressed.value();
            if (redressed.value() > 0) {
                tell(sweep.what);
                this->sweep(next);
                return;
            }
            qCInfo(deadLettersLog)
                << next.count << "dead letters of" << sweep.queue << "were" << wordOf(sweep.what);
            sweep.done(next.count);
        });
}

void DeadLetters::tellFailed(const Sweep &sweep, const protocol::Error &error)
{
    if (!sweep.isLong) {
        return;
    }
    m_store.write<protocol::Done>(this, [sweep, error](storage::Transaction &tx) {
        tx.journal({.type = u"job.failed"_s,
                    .data = {{u"job_id"_s, sweep.jobId},
                             {u"failed_at"_s, protocol::toIso(tx.now.wall)},
                             {u"error"_s, error.detail},
                             {u"retryable"_s, true}}});
        return protocol::Done{};
    });
}

void DeadLetters::tell(Redress what)
{
    Q_EMIT changed();
    if (what == Redress::Replay) {
        Q_EMIT replayed();
    }
}

} // namespace pipeline
