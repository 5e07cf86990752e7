// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <csignal>
#include <limits>

/// The only way for a test to send a signal: kill() takes 0 for the whole group of the caller and
/// -1 for everybody, and a worker that is between two processes has the pid 0.
namespace support {

/// False, and nobody is signalled, when this is not the pid of a process (1 is never ours).
inline bool isPid(qint64 pid)
{
    return pid > 1 && pid <= std::numeric_limits<pid_t>::max();
}

/// Signals this one process.
inline bool sendSignal(qint64 pid, int number)
{
    return isPid(pid) && ::kill(static_cast<pid_t>(pid), number) == 0;
}

/// Signals the group that this process leads.
inline bool sendSignalToGroup(qint64 leader, int number)
{
    return isPid(leader) && ::kill(static_cast<pid_t>(-leader), number) == 0;
}

} // namespace support
