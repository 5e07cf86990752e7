// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/worker.h"

#include <QtGlobal>

namespace supervisor {

/// What has happened to a worker since our start. Unlike its restart count, none of it ever goes
/// down.
struct WorkerTotals
{
    qint64 restarts = 0; ///< that we made by ourselves and that worked
    qint64 crashes = 0;
    qint64 failedStarts = 0;
    qint64 manualRestarts = 0; ///< that a person asked for

    bool operator==(const WorkerTotals &) const = default;
};

/// One more line of the restart history.
inline void count(WorkerTotals &totals, const protocol::RestartEvent &event)
{
    using protocol::RestartOutcome;
    totals.restarts += event.status == RestartOutcome::Success;
    totals.crashes += event.status == RestartOutcome::Crashed;
    totals.failedStarts += event.status == RestartOutcome::Failed;
    totals.manualRestarts += event.status == RestartOutcome::Manual;
}

} // namespace supervisor
