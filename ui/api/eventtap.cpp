// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/api/eventtap.h"

#include "ui/client/session.h"

namespace ui {

EventTap::EventTap(Session &session, QObject *parent)
    : QObject(parent)
    , m_ring(Capacity)
{
    connect(&session, &Session::eventArrived, this, &EventTap::take);
    connect(&session, &Session::gapFound, this, &EventTap::takeGap);
}

TapLine tapLine(const protocol::Event &event, const protocol::EventRegistry &registry)
{
    TapLine line{.event = event};
    if (registry.channelOf(event.type).isEmpty()) {
        line.verdict = TapVerdict::Unlisted;
    } else if (const auto fault = registry.fault(event.type, event.data)) {
        line.verdict = TapVerdict::Faulty;
        line.fault = *fault;
    }
    return line;
}

void EventTap::take(const protocol::Event &event)
{
    m_ring.add(tapLine(event, m_registry));
}

void EventTap::takeGap(qint64 after, qint64 before)
{
    m_ring.add({.isGap = true, .after = after, .before = before});
}

void EventTap::pause(bool isWanted)
{
    m_ring.pause(isWanted);
    Q_EMIT changed();
}

void EventTap::clear()
{
    m_ring.clear();
    Q_EMIT changed();
}

} // namespace ui
