// SPDX-License-Identifier: GPL-3.0-or-later
// How a job ends: well, badly or given back, each in one commit. How it came into hand is in
// dispatcher.cpp.
#include "backend/pipeline/dispatcher.h"

#include <QLoggingCategory>
#include <QRandomGenerator>

#include <memory>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_DECLARE_LOGGING_CATEGORY(dispatcherLog)

namespace pipeline {

namespace {

constexpr std::chrono::milliseconds StoreRetry = 1s;

} // namespace

// One at a time: the end of the one in hand waits for the commit of the one before it.
void Dispatcher::endWith(std::function<void()> how)
{
    m_howItEnds = std::move(how);
    if (!m_ending) {
        endNow();
    }
}

// The worker has the next one, and yet another one is leased, in the same commit if the store is
// quick.
void Dispatcher::endNow()
{
    m_ending = std::exchange(m_inHand, std::nullopt);
    std::exchange(m_howItEnds, {})();
    wake();
}

void Dispatcher::succeed(const QJsonObject &result)
{
    const queue::Job job = m_ending->job;
    const Work conclusion = m_kind.conclude(job, result);
    commit(
        [job, conclusion](storage::Transaction &tx) {
            if (queue::finish(tx, job.id, job.token)) {
                conclusion(tx);
            }
        },
        [this, job, since = m_ending->since] {
            m_kind.concluded(job);
            Q_EMIT left();
            Q_EMIT concluded(std::chrono::duration_cast<std::chrono::milliseconds>(
                std::chrono::steady_clock::now() - since));
        },
        [this, job] {
            if (m_kind.abandoned) {
                m_kind.abandoned(job);
            }
            const JobFailure failure{.kind = u"facts"_s,
                                     .error = u"the store refused the result"_s};
            setBack(failure,
                    consequence(failure, job.attempts, m_ending->breaker,
                                QRandomGenerator::global()->generateDouble()));
        });
}

void Dispatcher::failed(const JobFailure &failure)
{
    const Consequence what = consequence(failure, m_inHand->job.attempts, m_inHand->breaker,
                                         QRandomGenerator::global()->generateDouble());
    report(what.outcome, failure.error);
    if (what.pause > 0ms) {
        holdOff(what.pause);
    }
    endWith([this, failure, what] { setBack(failure, what); });
}

void Dispatcher::setBack(const JobFailure &failure, const Consequence &what)
{
    const queue::Job job = m_ending->job;
    qCInfo(dispatcherLog) << m_kind.queue << "job" << job.id << "failed:" << failure.error;
    const auto isDead = std::make_shared<bool>(false);
    commit(
        [job, what, failure, isDead, bury = m_kind.bury](storage::Transaction &tx) {
            const queue::Setback setback{.reason = failure.error,
                                         .errorType = failure.kind,
                                         .httpStatus = failure.httpStatus,
                                         .retryAt = tx.now.wall + what.delay,
                                         .maxAttempts = what.maxAttempts,
                                         .attempt = what.counted ? queue::Attempt::Counted
                                                                 : queue::Attempt::NotCounted};
            *isDead = queue::fail(tx, job.id, job.token, setback) == queue::Fate::Dead;
            if (*isDead) {
                bury(tx, job, failure.error);
            }
        },
        [this, job, isDead] {
            if (*isDead) {
                m_kind.buried(job);
                Q_EMIT left();
            }
        });
}

// Of the one in hand, as soon as the worker has told: the breaker does not wait for the store.
void Dispatcher::report(breakers::Outcome outcome, const QString &error)
{
    if (const auto permit = std::exchange(m_inHand->permit, std::nullopt)) {
        m_breakers.report(*permit, outcome, error);
    }
}

void Dispatcher::giveBack(queue::Attempt attempt, const QString &reason)
{
    const queue::Job job = m_ending->job;
    const auto isDead = std::make_shared<bool>(false);
    commit(
        [job, attempt, reason, isDead, bury = m_kind.bury](storage::Transaction &tx) {
            *isDead = queue::giveBack(tx, job.id, job.token, attempt, reason) == queue::Fate::Dead;
            if (*isDead) {
                bury(tx, job, reason);
            }
        },
        [this, job, isDead] {
            if (*isDead) {
                m_kind.buried(job);
                Q_EMIT left();
            }
        });
}

// A job in hand is let go only by a commit: while the store cannot take it, it is tried again.
void Dispatcher::commit(const Work &work, const std::function<void()> &done,
                        const std::function<void()> &refused)
{
    m_store.write<protocol::Done>(
        this,
        [work](storage::Transaction &tx) {
            work(tx);
            return protocol::Done{};
        },
        [this, work, done, refused](const protocol::Result<protocol::Done> &written) {
            if (!written) {
                const auto again = [this, work, done, refused] { commit(work, done, refused); };
                onRefused(written.error(), again, refused);
                return;
            }
            m_ending.reset();
            done();
            ended();
        });
}

// A result that the store will never take must not hold up the queue; how a job ends otherwise has
// to be written, however long that takes.
void Dispatcher::onRefused(const protocol::Error &error, const std::function<void()> &tryAgain,
                           const std::function<void()> &refused)
{
    if (refused && error.kind != protocol::ErrorKind::Unavailable) {
        qCWarning(dispatcherLog) << m_kind.queue << "job" << m_ending->job.id
                                 << "cannot be concluded:" << error.detail;
        refused();
        return;
    }
    QTimer::singleShot(StoreRetry, this, tryAgain);
}

void Dispatcher::ended()
{
    Q_EMIT changed();
    if (m_howItEnds) {
        // Queued: what was leased in the same commit comes first.
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (m_howItEnds && !m_ending) {
                    endNow();
                }
            },
            Qt::QueuedConnection);
        return;
    }
    wake();
    if (m_drained && !m_inHand && !m_ending && !m_next && !m_isLeasing) {
        std::exchange(m_drained, {})();
    }
}

} // namespace pipeline
