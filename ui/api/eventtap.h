// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/eventregistry.h"
#include "ui/api/taprules.h"

#include <QObject>

namespace ui {

class Session;

/// Listens to the events of one backend for as long as the console mirrors it, and holds each
/// against the registry.
class EventTap final : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype Capacity = 1000;

    EventTap(Session &session, QObject *parent);

    const TapRing &ring() const { return m_ring; }

    void pause(bool isWanted);
    void clear();

Q_SIGNALS:
    void changed(); ///< paused, going on or cleared; what comes is not told one by one

private:
    void take(const protocol::Event &event);
    void takeGap(qint64 after, qint64 before);

    protocol::EventRegistry m_registry;
    TapRing m_ring;
};

/// The line of an event, held against `registry`.
TapLine tapLine(const protocol::Event &event, const protocol::EventRegistry &registry);

} // namespace ui
