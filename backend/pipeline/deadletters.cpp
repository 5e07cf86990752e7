// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/deadletters.h"

#include <QLoggingCategory>

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
    qint64 count = 0;
    Answer<qint64> done = {};
};

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
    sweep({.queue = queue, .what = what, .until = protocol::Now::read().wall, .done = done});
}

void DeadLetters::sweep(const Sweep &sweep)
{
    m_store.write<int>(
        this,
        [sweep](storage::Transaction &tx) {
            return redressSome(tx, sweep.queue, sweep.what, sweep.until, LettersACommit);
        },
        [this, sweep](const protocol::Result<int> &redressed) {
            if (!redressed) {
                sweep.done(redressed.error());
                return;
            }
            Sweep next = sweep;
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

void DeadLetters::tell(Redress what)
{
    Q_EMIT changed();
    if (what == Redress::Replay) {
        Q_EMIT replayed();
    }
}

} // namespace pipeline
