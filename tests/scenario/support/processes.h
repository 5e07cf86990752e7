// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

#include <functional>

namespace scenario {

/// Runs the event loop until the condition holds; false when it did not within the bound.
bool waitUntil(const std::function<bool()> &isTrue, int ms = 30000);

/// A process that cannot be mistaken for a later one with the same id.
struct Process
{
    qint64 pid = 0;
    quint64 startTime = 0; ///< /proc/<pid>/stat, field 22

    bool operator==(const Process &) const = default;
};

/// The process with this id, startTime 0 when there is none.
Process processOf(qint64 pid);

/// True while the process runs; a zombie is gone.
bool isAlive(const Process &process);

/// Children, grandchildren and so on, as /proc shows them now.
QList<Process> descendantsOf(qint64 pid);

/// SIGKILL, unless it has ended meanwhile.
void killHard(const Process &process);

} // namespace scenario
