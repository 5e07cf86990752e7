// SPDX-License-Identifier: GPL-3.0-or-later
// How much the intake has underway, and how much the watcher may tell of; what becomes of a file is
// in intake.cpp.
#include "backend/pipeline/intake.h"
#include "backend/pipeline/watcherlines.h"

#include <QLoggingCategory>

#include <algorithm>

Q_DECLARE_LOGGING_CATEGORY(intakeLog)

namespace pipeline {

namespace {

constexpr int Credit = 256; ///< lines that the watcher may have unanswered
constexpr int CreditStep = 32; ///< returned in steps, one line for many

} // namespace

void Intake::watcherReady()
{
    m_status.running = true;
    // What the one before it has told of still waits for its answer, and is credited then.
    m_creditDue = std::max(0, Credit - static_cast<int>(m_inHand));
    giveCredit();
    Q_EMIT changed();
}

void Intake::setQueued(qint64 waiting)
{
    m_queued = waiting;
    weighPressure();
    drain();
}

// What is underway is reckoned as if all of it became jobs: so there are never more than may be.
void Intake::weighPressure()
{
    if (m_isWeighing) {
        return; // a file that is held at once comes back here
    }
    m_isWeighing = true;
    const auto isHeldBackNow = [this] {
        m_isQueueFull = isHeldBack(m_isQueueFull, m_queued + m_underway, m_limits.queueCapacity);
        return m_isQueueFull || m_fallback.isFull();
    };
    const bool before = m_isHeldBack;
    m_isHeldBack = isHeldBackNow();
    while (!m_isHeldBack && !m_held.empty()) {
        const Told told = m_held.front();
        m_held.pop_front();
        begin(told);
        m_isHeldBack = isHeldBackNow();
    }
    m_isWeighing = false;
    if (m_isHeldBack == before) {
        return;
    }
    qCInfo(intakeLog) << (m_isHeldBack ? "nothing more is taken in:" : "files are taken in again:")
                      << m_queued << "detection jobs wait," << m_fallback.inMemory()
                      << "files in memory," << m_fallback.onDisk() << "on the disk";
    giveCredit();
    Q_EMIT changed();
}

void Intake::release(const Told &told)
{
    --m_underway;
    if (told.isFromFallback) {
        --m_resumed;
    } else {
        --m_inHand;
        ++m_creditDue;
        giveCredit();
    }
    weighPressure();
    drain();
}

void Intake::giveCredit()
{
    if (m_isHeldBack || m_creditDue == 0 || (m_creditDue < CreditStep && m_inHand > 0)) {
        return; // a held one gets it when there is room again
    }
    if (m_status.running) {
        Q_EMIT toWatcher(creditLine(m_creditDue));
    }
    m_creditDue = 0;
}

} // namespace pipeline
