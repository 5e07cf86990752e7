// SPDX-License-Identifier: GPL-3.0-or-later
// What the intake does while the store is away, and afterwards; its way otherwise is in intake.cpp.
#include "backend/pipeline/intake.h"

#include <QLoggingCategory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_DECLARE_LOGGING_CATEGORY(intakeLog)

namespace pipeline {

namespace {

constexpr int DrainWindow = 32; ///< worked off at a time
constexpr auto DrainRetry = 1s;
const QString SetAsideKind = u"set_aside"_s;

} // namespace

void Intake::hold(const Told &told)
{
    m_fallback.hold(queueOf(told.file), told.turn, toLine(told.file));
    release(told);
}

// A store that is away says when it is back; a single refusal does not. One that stands in line
// needs no timer: who is before it calls it.
void Intake::tryDrainLater()
{
    if (!m_store.isFaulted() && !m_drainTimer.isActive()) {
        m_drainTimer.start(DrainRetry);
    }
}

bool Intake::mayDrain() const
{
    return !m_store.isFaulted() && !m_drainTimer.isActive() && m_resumed < DrainWindow;
}

// What is drained ends at once or later, and then calls this again.
void Intake::drain()
{
    if (m_isDraining || m_fallback.isEmpty()) {
        return;
    }
    m_isDraining = true;
    drainFiles(DetectionQueue.toString());
    drainFiles(VideoQueue.toString());
    drainSetAside();
    m_isDraining = false;
}

void Intake::drainFiles(const QString &kind)
{
    while (mayDrain() && !m_isQueueFull) {
        const auto held = m_fallback.next(kind);
        if (!held) {
            return;
        }
        const auto file = identityFromLine(held->thing);
        if (!file) {
            m_fallback.settle(kind, held->turn);
            continue;
        }
        ++m_underway;
        ++m_resumed;
        lookUp({.file = *file, .turn = held->turn, .isFromFallback = true});
        m_isQueueFull = isHeldBack(m_isQueueFull, m_queued + m_underway, m_limits.queueCapacity);
    }
}

void Intake::drainSetAside()
{
    while (mayDrain()) {
        const auto held = m_fallback.next(SetAsideKind);
        if (!held) {
            return;
        }
        if (const auto thing = setAsideFromLine(held->thing, m_root)) {
            ++m_resumed;
            putAside(*thing, held->turn, held->thing);
        } else {
            m_fallback.settle(SetAsideKind, held->turn);
        }
    }
}

void Intake::takeSetAside(const QJsonObject &line)
{
    const auto thing = setAsideFromLine(line, m_root);
    if (!thing) {
        return;
    }
    const quint64 turn = m_fallback.nextTurn();
    if (m_store.isFaulted() || m_fallback.waiting(SetAsideKind) > 0) {
        m_fallback.hold(SetAsideKind, turn, line);
    } else {
        ++m_resumed;
        putAside(*thing, turn, line);
    }
}

// A watcher that begins anew meets the same things again: each is written down once.
void Intake::putAside(const SetAside &thing, quint64 turn, const QJsonObject &line)
{
    m_store.write<bool>(
        this, [thing](storage::Transaction &tx) { return setAside(tx, thing); },
        [this, thing, turn, line](const protocol::Result<bool> &isNew) {
            --m_resumed;
            if (!isNew) {
                m_fallback.hold(SetAsideKind, turn, line);
                tryDrainLater();
                return;
            }
            m_fallback.settle(SetAsideKind, turn);
            if (isNew.value()) {
                qCInfo(intakeLog) << "not taken in:" << thing.path << ":" << thing.reason;
                Q_EMIT changed();
            }
            drain();
        });
}

} // namespace pipeline
