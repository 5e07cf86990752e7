// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/deadline.h"

namespace http {

using std::chrono::milliseconds;

Deadline::Deadline(QObject *parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Deadline::onTimeout);
}

void Deadline::set(milliseconds timeout)
{
    m_due = std::chrono::steady_clock::now() + timeout;
    if (!m_timer.isActive() || m_wakesAt > m_due) {
        wake(timeout, m_due);
    }
}

void Deadline::stop()
{
    m_timer.stop();
}

void Deadline::wake(milliseconds timeout, protocol::SteadyTime at)
{
    m_wakesAt = at;
    m_timer.start(timeout);
}

void Deadline::onTimeout()
{
    // A coarse timer may fire somewhat early: what is due within its tolerance is due.
    const auto left = std::chrono::ceil<milliseconds>(m_due - std::chrono::steady_clock::now());
    if (left <= milliseconds(1)) {
        Q_EMIT passed();
        return;
    }
    wake(left, m_due);
}

} // namespace http
