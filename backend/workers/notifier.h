// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

#include <chrono>

namespace workers {

/// A child's half of systemd's notify protocol (sd_notify(3)); does nothing without NOTIFY_SOCKET.
class Notifier final
{
public:
    /// Tells the supervisor that the program does its work from now on; false when nobody listens.
    static bool ready();
    /// One heartbeat; false when nobody listens.
    static bool watchdog();
    /// A sentence about what the program does; false when nobody listens.
    static bool status(QStringView text);
    /// How often to beat: half of WATCHDOG_USEC; zero when no watchdog is asked for.
    static std::chrono::milliseconds watchdogInterval();
};

} // namespace workers
