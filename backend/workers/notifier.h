// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QStringView>

#include <chrono>

namespace workers {

/// What a program of ours tells its supervisor: systemd's notify protocol, see sd_notify(3).
///
/// All of them give false where nobody listens (NOTIFY_SOCKET is not set) or cannot be reached. An
/// address that begins with '@' is an abstract one. Safe in any thread.
class Notifier final
{
public:
    static bool ready(); ///< READY=1
    static bool watchdog(); ///< WATCHDOG=1: from the first one on, silence counts as hanging
    static bool stopping(); ///< STOPPING=1
    static bool status(QStringView text); ///< STATUS=…, one line for people

    /// How often to call watchdog(): a third of WATCHDOG_USEC; 0 when nobody asks for it.
    static std::chrono::milliseconds watchdogInterval();

private:
    static bool send(QByteArrayView message);
};

} // namespace workers
