// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/dispatcher.h"

#include <QJsonDocument>
#include <QLoggingCategory>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_LOGGING_CATEGORY(dispatcherLog, "signalbox.pipeline.dispatcher")

namespace pipeline {

namespace {

constexpr std::chrono::milliseconds StoreRetry = 1s;
constexpr std::chrono::milliseconds RefusedPause = 250ms;
constexpr std::chrono::milliseconds ShortestNap = 20ms;
constexpr std::chrono::milliseconds LongestNap = 5s;

} // namespace

Dispatcher::Dispatcher(storage::Storage &store, breakers::Registry &breakers, JobKind kind,
                       QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_breakers(breakers)
    , m_kind(std::move(kind))
    , m_helpers(breakers, m_kind.helpers)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        m_isHeldOff = false;
        wake();
    });
    connect(&m_breakers, &breakers::Registry::changed, this, &Dispatcher::wake);
}

void Dispatcher::wake()
{
    if (mayLease()) {
        lease();
    }
}

void Dispatcher::workerReady()
{
    m_isWorkerReady = true;
    wake();
}

void Dispatcher::workerGone(bool blameless)
{
    m_isWorkerReady = false;
    if (!m_inHand || m_isCommitting) {
        return;
    }
    m_helpers.report({});
    report(breakers::Outcome::Excluded, u"the worker is gone"_s);
    giveBack(m_inHand->job, blameless ? queue::Attempt::NotCounted : queue::Attempt::Counted,
             u"the worker ended while it had this job"_s);
}

void Dispatcher::setUrl(const QString &url)
{
    m_url = url;
    wake();
}

void Dispatcher::take(const QJsonObject &result)
{
    if (!m_inHand || m_isCommitting || result.value(u"id").toInteger() != m_inHand->job.id
        || result.value(u"token").toString() != m_inHand->job.token) {
        return; // late: the job has been given back meanwhile
    }
    m_helpers.report(result.value(u"services").toObject());
    if (result.value(u"ok").toBool()) {
        succeed(result);
    } else {
        failed({.kind = result.value(u"kind").toString(),
                .httpStatus = result.value(u"http_status").toInt(),
                .error = result.value(u"error").toString()});
    }
}

void Dispatcher::drain(std::function<void()> done)
{
    m_isDraining = true;
    m_timer.stop();
    m_drained = std::move(done);
    if (!m_inHand && !m_isLeasing) {
        ended();
    }
}

bool Dispatcher::mayLease() const
{
    return m_isWorkerReady && !m_isHeldOff && !m_inHand && !m_isLeasing && !m_isDraining
        && !m_url.isEmpty() && m_breakers.stateOf(m_kind.service) != protocol::BreakerState::Open;
}

void Dispatcher::lease()
{
    m_isLeasing = true;
    m_timer.stop();
    m_store.write<Leased>(
        this, [kind = m_kind](storage::Transaction &tx) { return leaseOne(tx, kind); },
        [this](const protocol::Result<Leased> &leased) { takeLease(leased); });
}

void Dispatcher::takeLease(const protocol::Result<Leased> &leased)
{
    m_isLeasing = false;
    if (!leased) {
        qCWarning(dispatcherLog) << "no lease of" << m_kind.queue << ":" << leased.error().detail;
        m_timer.start(StoreRetry);
        return;
    }
    Q_EMIT changed();
    if (const auto &buried = leased.value().buried) {
        qCWarning(dispatcherLog) << m_kind.queue << "job" << buried->id
                                 << "is a dead letter: what it is about is gone";
        m_kind.buried(*buried);
    }
    if (leased.value().job) {
        hand(*leased.value().job, leased.value().message);
    } else if (m_isDraining) {
        ended();
    } else {
        wakeAt(leased.value().next);
    }
}

void Dispatcher::hand(const queue::Job &job, QJsonObject message)
{
    const protocol::BreakerState breaker = m_breakers.stateOf(m_kind.service);
    const bool wanted = m_isWorkerReady && !m_isDraining;
    const auto permit =
        wanted ? m_breakers.acquire(m_kind.service, breakers::Use::Call) : std::nullopt;
    m_inHand = InHand{.job = job, .permit = permit, .breaker = breaker};
    if (!permit) {
        // All trial places are taken: without a pause the job would go round and round.
        holdOff(RefusedPause);
        giveBack(job, queue::Attempt::NotCounted, u"not handed out"_s);
        return;
    }
    message.insert(u"type"_s, u"job"_s);
    message.insert(u"id"_s, job.id);
    message.insert(u"token"_s, job.token);
    message.insert(u"url"_s, m_url);
    message.insert(u"timeout_ms"_s, static_cast<qint64>(m_kind.timeout.count()));
    m_helpers.engage(message);
    Q_EMIT toWorker(QJsonDocument(message).toJson(QJsonDocument::Compact));
}

void Dispatcher::holdOff(std::chrono::milliseconds pause)
{
    m_isHeldOff = true;
    m_timer.start(pause);
}

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
        [this, job] { m_kind.concluded(job); },
        [this, job] {
            if (m_kind.abandoned) {
                m_kind.abandoned(job);
            }
            failed({.kind = u"facts"_s, .error = u"the store refused the result"_s});
        });
}

void Dispatcher::failed(const JobFailure &failure)
{
    const Consequence what = consequence(failure, m_inHand->job.attempts, m_inHand->breaker);
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

void Dispatcher::wakeAt(std::optional<protocol::WallTime> time)
{
    if (!time) {
        return; // nothing waits: a commit wakes us
    }
    const auto nap =
        std::chrono::duration_cast<std::chrono::milliseconds>(*time - protocol::Now::read().wall);
    m_timer.start(std::clamp(nap, ShortestNap, LongestNap));
}

} // namespace pipeline
