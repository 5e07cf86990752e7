// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/heartbeat.h"

#include "backend/workers/notifier.h"

using namespace std::chrono_literals;

namespace workers {

Heartbeat::Heartbeat(QObject *parent)
    : QObject(parent)
{
    connect(&m_timer, &QTimer::timeout, this, [] { Notifier::watchdog(); });
}

void Heartbeat::start()
{
    const std::chrono::milliseconds asked = Notifier::watchdogInterval();
    m_timer.start(asked > 0ms ? std::min(asked, 2000ms) : 2000ms);
    Notifier::ready();
    Notifier::watchdog();
}

} // namespace workers
