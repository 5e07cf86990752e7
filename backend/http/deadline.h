// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"

#include <QObject>
#include <QTimer>

namespace http {

/// A moment that is put off again and again and hardly ever comes. A QTimer would be taken out of
/// the loop's list and put in again each time, four times a request; this one looks when it fires
/// whether it is time.
class Deadline final : public QObject
{
    Q_OBJECT

public:
    explicit Deadline(QObject *parent = nullptr);

    /// From now on; instead of what was set before.
    void set(std::chrono::milliseconds timeout);
    void stop();

Q_SIGNALS:
    void passed();

private:
    void onTimeout();
    void wake(std::chrono::milliseconds timeout, protocol::SteadyTime at);

    QTimer m_timer;
    protocol::SteadyTime m_due = {};
    protocol::SteadyTime m_wakesAt = {}; ///< while the timer is active
};

} // namespace http
