// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/supervisor/logwaits.h"

#include "backend/supervisor/supervisor.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace supervisor {

namespace {

constexpr std::size_t MostWaits = 64;
/// Lines seldom come alone: those that follow at once go into the same answer.
constexpr auto Together = 50ms;

} // namespace

LogWaits::LogWaits(const Supervisor &supervisor, QObject *parent)
    : QObject(parent)
    , m_supervisor(supervisor)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &LogWaits::answer);
    connect(&supervisor, &Supervisor::logged, this, [this] {
        if (!m_waits.empty()
            && (!m_timer.isActive() || m_timer.remainingTimeAsDuration() > Together)) {
            m_timer.start(Together);
        }
    });
}

bool LogWaits::isOver(const Wait &wait, protocol::SteadyTime now) const
{
    const Worker *const worker = m_supervisor.worker(wait.worker);
    return !worker || worker->log().last() != wait.after || now >= wait.until;
}

bool LogWaits::wait(const QString &worker, qint64 after, std::chrono::milliseconds time,
                    const std::function<void()> &done)
{
    const protocol::SteadyTime now = protocol::Now::read().steady;
    const Wait wait{.worker = worker, .after = after, .until = now + time, .done = done};
    if (isOver(wait, now)) {
        done();
        return true;
    }
    if (m_waits.size() >= MostWaits) {
        return false;
    }
    m_waits.push_back(wait);
    arm();
    return true;
}

void LogWaits::answer()
{
    const protocol::SteadyTime now = protocol::Now::read().steady;
    std::list<Wait> over;
    for (auto it = m_waits.begin(); it != m_waits.end();) {
        const auto next = std::next(it);
        if (isOver(*it, now)) {
            over.splice(over.end(), m_waits, it);
        }
        it = next;
    }
    for (const Wait &wait : over) {
        wait.done();
    }
    arm();
}

// Whoever comes while lines are being gathered does not put off those who wait for them.
void LogWaits::arm()
{
    if (m_waits.empty()) {
        return;
    }
    const auto first =
        std::min_element(m_waits.begin(), m_waits.end(), [](const Wait &one, const Wait &other) {
            return one.until < other.until;
        });
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(first->until - protocol::Now::read().steady);
    if (!m_timer.isActive() || left < m_timer.remainingTimeAsDuration()) {
        m_timer.start(std::max(left, 0ms));
    }
}

} // namespace supervisor
