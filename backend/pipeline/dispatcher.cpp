// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/dispatcher.h"

#include <QJsonDocument>
#include <QLoggingCategory>

#include <algorithm>
#include <utility>

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
    if (!mayWork()) {
        returnNext();
        return;
    }
    handNext();
    if (mayWork() && mayLease()) {
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
    if (!m_inHand || m_howItEnds) {
        wake();
        return;
    }
    m_helpers.report({});
    report(breakers::Outcome::Excluded, u"the worker is gone"_s);
    const auto attempt = blameless ? queue::Attempt::NotCounted : queue::Attempt::Counted;
    endWith([this, attempt] { giveBack(attempt, u"the worker ended while it had this job"_s); });
}

// Told with every count: a look for jobs would be counted, and so go on for ever.
void Dispatcher::holdBack(bool isHeldBack)
{
    if (m_isHeldBack == isHeldBack) {
        return;
    }
    m_isHeldBack = isHeldBack;
    wake();
}

void Dispatcher::setUrl(const QString &url)
{
    m_url = url;
    wake();
}

void Dispatcher::take(const QJsonObject &result)
{
    if (!m_inHand || m_howItEnds || result.value(u"id").toInteger() != m_inHand->job.id
        || result.value(u"token").toString() != m_inHand->job.token) {
        return; // late: the job has been given back meanwhile
    }
    m_helpers.report(result.value(u"services").toObject());
    if (result.value(u"ok").toBool()) {
        report(breakers::Outcome::Success);
        endWith([this, result] { succeed(result); });
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
    ended();
}

bool Dispatcher::mayWork() const
{
    return m_isWorkerReady && !m_isHeldOff && !m_isHeldBack && !m_isDraining && !m_url.isEmpty()
        && m_breakers.stateOf(m_kind.service) != protocol::BreakerState::Open;
}

bool Dispatcher::mayLease() const
{
    const bool isFree = !m_inHand && !m_ending;
    const bool mayBeAhead = m_kind.isLeasedAhead
        && m_breakers.stateOf(m_kind.service) == protocol::BreakerState::Closed;
    return !m_next && !m_isLeasing && (isFree || mayBeAhead);
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
        wakeAfter(StoreRetry);
        return;
    }
    Q_EMIT changed();
    if (const auto &buried = leased.value().buried) {
        qCWarning(dispatcherLog) << m_kind.queue << "job" << buried->id
                                 << "is a dead letter: what it is about is gone";
        m_kind.buried(*buried);
        Q_EMIT left();
    }
    if (leased.value().job) {
        m_next = Next{.job = *leased.value().job, .message = leased.value().message};
        wake();
    } else if (m_isDraining) {
        ended();
    } else {
        wakeAt(leased.value().next);
    }
}

void Dispatcher::handNext()
{
    if (!m_next || m_inHand) {
        return;
    }
    const protocol::BreakerState breaker = m_breakers.stateOf(m_kind.service);
    if (const auto permit = m_breakers.acquire(m_kind.service, breakers::Use::Call)) {
        hand(*std::exchange(m_next, std::nullopt), *permit, breaker);
        return;
    }
    // All trial places are taken: without a pause the job would go round and round.
    holdOff(RefusedPause);
    returnNext();
}

void Dispatcher::hand(const Next &next, const breakers::Permit &permit,
                      protocol::BreakerState breaker)
{
    m_inHand = InHand{.job = next.job,
                      .permit = permit,
                      .breaker = breaker,
                      .since = std::chrono::steady_clock::now()};
    QJsonObject message = next.message;
    message.insert(u"type"_s, u"job"_s);
    message.insert(u"id"_s, next.job.id);
    message.insert(u"token"_s, next.job.token);
    message.insert(u"url"_s, m_url);
    message.insert(u"timeout_ms"_s, static_cast<qint64>(m_kind.timeout.count()));
    m_helpers.engage(message);
    Q_EMIT toWorker(QJsonDocument(message).toJson(QJsonDocument::Compact));
}

/// What cannot be handed out now waits like the others; at the latest after the commit under way.
void Dispatcher::returnNext()
{
    if (m_next && !m_ending) {
        m_ending = InHand{.job = std::exchange(m_next, std::nullopt)->job};
        giveBack(queue::Attempt::NotCounted, u"not handed out"_s);
    }
}

void Dispatcher::holdOff(std::chrono::milliseconds pause)
{
    m_isHeldOff = true;
    m_timer.start(pause);
}

void Dispatcher::wakeAt(std::optional<protocol::WallTime> time)
{
    if (!time) {
        return; // nothing waits: a commit wakes us
    }
    const auto nap =
        std::chrono::duration_cast<std::chrono::milliseconds>(*time - protocol::Now::read().wall);
    wakeAfter(std::clamp(nap, ShortestNap, LongestNap));
}

void Dispatcher::wakeAfter(std::chrono::milliseconds nap)
{
    if (m_isDraining) {
        ended();
    } else if (!m_isHeldOff) {
        m_timer.start(nap);
    }
}

} // namespace pipeline
