// SPDX-License-Identifier: GPL-3.0-or-later
// How the job in hand ends: well, badly or given back, each in one commit. How it came into hand is
// in dispatcher.cpp.
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

void Dispatcher::succeed(const QJsonObject &result)
{
    report(breakers::Outcome::Success);
    const queue::Job job = m_inHand->job;
    const Work conclusion = m_kind.conclude(job, result);
    commit(
        [job, conclusion](storage::Transaction &tx) {
            if (queue::finish(tx, job.id, job.token)) {
                conclusion(tx);
            }
        },
        [this, job, since = m_inHand->since] {
            m_kind.concluded(job);
            Q_EMIT left();
            Q_EMIT concluded(std::chrono::duration_cast<std::chrono::milliseconds>(
                std::chrono::steady_clock::now() - since));
        },
        [this, job] {
            if (m_kind.abandoned) {
                m_kind.abandoned(job);
            }
            failed({.kind = u"facts"_s, .error = u"the store refused the result"_s});
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
    qCInfo(dispatcherLog) << m_kind.queue << "job" << m_inHand->job.id
                          << "failed:" << failure.error;
    const queue::Job job = m_inHand->job;
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

// Once for each permit: a result that the store refused has been told of before it fails.
void Dispatcher::report(breakers::Outcome outcome, const QString &error)
{
    if (const auto permit = std::exchange(m_inHand->permit, std::nullopt)) {
        m_breakers.report(*permit, outcome, error);
    }
}

void Dispatcher::giveBack(const queue::Job &job, queue::Attempt attempt, const QString &reason)
{
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
    m_isCommitting = true;
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
            m_isCommitting = false;
            m_inHand.reset();
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
        qCWarning(dispatcherLog) << m_kind.queue << "job" << m_inHand->job.id
                                 << "cannot be concluded:" << error.detail;
        m_isCommitting = false;
        refused();
        return;
    }
    QTimer::singleShot(StoreRetry, this, tryAgain);
}

void Dispatcher::ended()
{
    Q_EMIT changed();
    if (!m_isDraining) {
        wake();
    } else if (m_drained) {
        std::exchange(m_drained, {})();
    }
}

} // namespace pipeline
