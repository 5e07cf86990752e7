// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>

namespace workers {

/// Says READY=1 once and WATCHDOG=1 from then on, as often as the supervisor asks (every two
/// seconds when it does not say).
class Heartbeat final : public QObject
{
    Q_OBJECT

public:
    explicit Heartbeat(QObject *parent = nullptr);

    void start();

private:
    QTimer m_timer;
};

} // namespace workers
