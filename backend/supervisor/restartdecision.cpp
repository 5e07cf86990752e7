// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/supervisor/restartdecision.h"

#include <algorithm>
#include <cstring>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace supervisor {

using protocol::RestartOutcome;
using protocol::WorkerStatus;
using std::chrono::milliseconds;

void Decision::enter(WorkerStatus status, const QString &message)
{
    if (next.status != status) {
        next.statusSince = now.wall;
    }
    next.status = status;
    action.message = message;
}

void Decision::record(RestartOutcome outcome, int attempt, const std::optional<QString> &error)
{
    action.history.append({.workerName = next.definition.name,
                           .timestamp = now.wall,
                           .attempt = attempt,
                           .status = outcome,
                           .error = error});
}

void Decision::refuse(Answer Action::*who, const QString &reason)
{
    action.*who = Answer::Refused;
    action.reason = reason;
}

void Decision::spawn(Cause cause)
{
    ++next.run;
    next.cause = cause;
    next.phase = Phase::Starting;
    next.then = Then::StayDown;
    next.phaseSince = now.steady;
    next.promisedHeartbeats = false;
    next.hung = false;
    next.stuck = false;
    next.nextAttemptAt.reset();
    enter(WorkerStatus::Restarting, u"starting"_s);
    action.process = Action::Process::Spawn;
}

void Decision::terminate(Then then)
{
    next.then = then;
    next.phase = Phase::Stopping;
    next.phaseSince = now.steady;
    action.process = Action::Process::Terminate;
}

void Decision::crash(const QString &reason)
{
    next.error = reason;
    next.lastCrashedAt = now.wall;
    record(RestartOutcome::Crashed, next.restartCount, reason);
    enter(WorkerStatus::Crashed, reason);
}

void Decision::mend()
{
    const RestartLimits &limits = next.definition.limits;
    const QString reason = next.error.value_or(QString());
    if (next.definition.restart == RestartPolicy::Never) {
        enter(WorkerStatus::Failed, reason + u"; it is not to be restarted"_s);
        return;
    }
    if (next.restartCount >= limits.maxRestarts) {
        const QString verdict = u"Exceeded max restarts (%1)"_s.arg(limits.maxRestarts);
        record(RestartOutcome::Failed, next.restartCount, verdict);
        enter(WorkerStatus::Failed, verdict + u": "_s + reason);
        return;
    }
    const milliseconds delay = backoff(limits, next.restartCount, event.random);
    next.retryAt = now.steady + delay;
    next.nextAttemptAt = now.wall + delay;
    enter(WorkerStatus::Crashed, reason + u"; next attempt in "_s + inSeconds(delay));
}

milliseconds backoff(const RestartLimits &limits, int restartCount, double random)
{
    milliseconds delay = limits.backoffBase;
    for (int i = 0; i < restartCount && delay > 0ms && delay < limits.backoffCap; ++i) {
        delay *= 2;
    }
    delay = std::min(delay, limits.backoffCap);
    const double taken = static_cast<double>(delay.count()) * limits.jitter * random;
    return delay - milliseconds(static_cast<qint64>(taken));
}

QString exitReason(const Exit &exit, const QString &lastErrorLine)
{
    QString reason;
    if (exit.signal != 0) {
        const char *const name = sigabbrev_np(exit.signal);
        reason = u"killed by signal %1"_s.arg(exit.signal);
        reason += name ? u" (SIG%1)"_s.arg(QLatin1StringView(name)) : QString();
    } else if (exit.code == 0) {
        reason = u"exited unexpectedly with code 0"_s;
    } else {
        reason = u"exited with code %1"_s.arg(exit.code);
    }
    return lastErrorLine.isEmpty() ? reason : reason + u": "_s + lastErrorLine;
}

QString inSeconds(milliseconds time)
{
    return QString::number(static_cast<double>(time.count()) / 1000.0) + u" s"_s;
}

} // namespace supervisor
