// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/supervisor/restartdecision.h"

using namespace Qt::StringLiterals;

namespace supervisor {

using protocol::WorkerStatus;

bool Decision::isMendable() const
{
    return next.status == WorkerStatus::Failed || next.status == WorkerStatus::Crashed;
}

/// A process that outlived KILL gets another one, and its callers another second.
void Decision::killAgainIfStuck()
{
    if (next.stuck) {
        next.stuck = false;
        next.phaseSince = now.steady;
        action.process = Action::Process::Kill;
    }
}

void Decision::start()
{
    if (next.phase == Phase::Unready || next.phase == Phase::Up) {
        action.started = Answer::Done;
        return;
    }
    if (next.phase == Phase::Starting) {
        return;
    }
    killAgainIfStuck();
    if (next.phase != Phase::Idle && next.then == Then::Respawn) {
        return;
    }
    if (next.status == WorkerStatus::Failed) {
        next.restartCount = 0;
    }
    const Cause cause = isMendable() ? Cause::Manual : Cause::Plain;
    next.error.reset();
    if (next.phase == Phase::Idle) {
        spawn(cause);
        return;
    }
    next.cause = cause;
    next.then = Then::Respawn;
    enter(WorkerStatus::Restarting, u"starting again when the old process has gone"_s);
}

void Decision::stop()
{
    refuse(&Action::started, u"it was stopped before it started"_s);
    next.nextAttemptAt.reset();
    if (next.phase == Phase::Idle) {
        action.stopped = Answer::Done;
        enter(WorkerStatus::Stopped, u"stopped"_s);
        return;
    }
    if (next.phase == Phase::Stopping || next.phase == Phase::Killing) {
        next.then = Then::StayDown;
        killAgainIfStuck();
        return;
    }
    terminate(Then::StayDown);
    action.message = u"stopping"_s;
}

void Decision::restart()
{
    next.restartCount = 0;
    next.error.reset();
    if (next.phase == Phase::Idle) {
        spawn(Cause::Manual);
        return;
    }
    if (next.phase == Phase::Stopping || next.phase == Phase::Killing) {
        next.then = Then::Respawn;
        killAgainIfStuck();
    } else {
        terminate(Then::Respawn);
    }
    next.cause = Cause::Manual;
    enter(WorkerStatus::Restarting, u"restarting"_s);
}

void Decision::reset()
{
    const bool isBeingStopped = next.phase != Phase::Idle && next.then == Then::StayDown;
    next.restartCount = 0;
    next.error.reset();
    if (isMendable() && !isBeingStopped) {
        restart();
    }
}

} // namespace supervisor
