// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/supervisor/restartdecision.h"

#include <algorithm>
#include <csignal>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace supervisor {

namespace {

using protocol::RestartOutcome;
using protocol::WorkerStatus;
using std::chrono::milliseconds;

/// A deadline that we notice so late says that we stood still, not the worker.
constexpr milliseconds OwnStall = 5s;
/// A hung program gets no more than this between the stop signal and KILL.
constexpr milliseconds HungPatience = 5s;
/// KILL ends any process that is not stuck in the kernel well within this.
constexpr milliseconds KillPatience = 1s;

milliseconds stopPatience(const State &state)
{
    const milliseconds full = state.definition.stopTimeout;
    return state.hung ? std::min(full, HungPatience) : full;
}

std::optional<protocol::SteadyTime> earlier(std::optional<protocol::SteadyTime> a,
                                            protocol::SteadyTime b)
{
    return a ? std::min(*a, b) : b;
}

std::optional<protocol::SteadyTime> watchdogDeadline(const State &state)
{
    const milliseconds watchdog = state.definition.watchdog;
    return state.promisedHeartbeats && watchdog > 0ms
        ? std::optional(state.lastHeartbeat + watchdog)
        : std::nullopt;
}

/// A process that was to be stopped is no more.
void gone(Decision &d)
{
    d.action.stopped = Answer::Done;
    switch (d.next.then) {
    case Then::StayDown:
        d.enter(WorkerStatus::Stopped, u"stopped"_s);
        return;
    case Then::Respawn:
        d.spawn(d.next.cause);
        return;
    case Then::Mend:
        d.mend();
        return;
    }
}

void becomeReady(Decision &d)
{
    d.next.phase = Phase::Up;
    d.next.phaseSince = d.now.steady;
    d.next.lastHeartbeat = d.now.steady;
    d.action.becameReady = true;
    if (d.next.cause == Cause::Automatic) {
        d.record(RestartOutcome::Success, d.next.restartCount, std::nullopt);
    }
    d.enter(WorkerStatus::Running, u"running"_s);
}

void executing(Decision &d)
{
    if (d.next.phase != Phase::Starting) {
        return;
    }
    d.next.phase = Phase::Unready;
    d.next.lastStartedAt = d.now.wall;
    d.action.started = Answer::Done;
    if (d.next.cause == Cause::Manual) {
        d.record(RestartOutcome::Manual, 0, std::nullopt);
    }
    if (d.next.definition.ready == Ready::Started) {
        becomeReady(d);
    }
}

void ready(Decision &d)
{
    // The word of the program may overtake the word about its start: they come by two ways.
    executing(d);
    if (d.next.phase == Phase::Unready) {
        becomeReady(d);
    }
}

void startFailed(Decision &d, const QString &reason)
{
    const bool wanted = d.next.phase == Phase::Starting;
    d.next.phase = Phase::Idle;
    if (!wanted) {
        gone(d);
        return;
    }
    d.next.error = reason;
    d.next.lastCrashedAt = d.now.wall;
    d.record(RestartOutcome::Failed, d.next.restartCount, reason);
    d.refuse(&Action::started, reason);
    d.mend();
}

void exited(Decision &d)
{
    const Phase phase = d.next.phase;
    if (phase == Phase::Starting) {
        startFailed(d, exitReason(d.event.exit, d.event.text));
        return;
    }
    d.next.phase = Phase::Idle;
    if (phase == Phase::Stopping || phase == Phase::Killing) {
        gone(d);
        return;
    }
    const WorkerDefinition &definition = d.next.definition;
    const Exit &exit = d.event.exit;
    if (definition.restart != RestartPolicy::Always && exit.signal == 0
        && definition.expectedExitCodes.contains(exit.code)) {
        d.enter(WorkerStatus::Stopped, u"ended with code %1, as expected"_s.arg(exit.code));
        return;
    }
    d.crash(exitReason(exit, d.event.text));
    d.mend();
}

/// Not ready or not answering: a crash whose process has to go first.
void giveUpOn(Decision &d, const QString &reason)
{
    d.refuse(&Action::started, reason);
    d.crash(reason);
    d.next.hung = true;
    d.terminate(Then::Mend);
}

void grace(Decision &d)
{
    if (d.next.phase == Phase::Starting || d.next.phase == Phase::Unready) {
        d.next.phaseSince = d.now.steady;
    }
    d.next.lastHeartbeat = d.now.steady;
}

void dueWhileUp(Decision &d)
{
    const auto silence = watchdogDeadline(d.next);
    if (silence && *silence <= d.now.steady) {
        giveUpOn(d, u"no heartbeat for "_s + inSeconds(d.next.definition.watchdog));
        return;
    }
    d.next.restartCount = 0;
    d.action.message = u"stable: restart count back to 0"_s;
}

void dueWhileKilling(Decision &d)
{
    const QString reason =
        u"it did not stop within "_s + inSeconds(stopPatience(d.next) + KillPatience);
    d.next.stuck = true;
    d.refuse(&Action::started, reason);
    d.refuse(&Action::stopped, reason);
}

void due(Decision &d)
{
    const auto wanted = deadline(d.next);
    if (!wanted || d.now.steady < *wanted) {
        return;
    }
    const bool alive = d.next.phase == Phase::Starting || d.next.phase == Phase::Unready
        || (watchdogDeadline(d.next) == wanted && d.next.phase == Phase::Up);
    if (alive && d.now.steady - *wanted > OwnStall) {
        grace(d);
        return;
    }
    switch (d.next.phase) {
    case Phase::Idle:
        ++d.next.restartCount;
        d.spawn(Cause::Automatic);
        return;
    case Phase::Starting:
    case Phase::Unready:
        giveUpOn(d, u"not ready within "_s + inSeconds(d.next.definition.startTimeout));
        return;
    case Phase::Up:
        dueWhileUp(d);
        return;
    case Phase::Stopping:
        d.next.phase = Phase::Killing;
        d.next.phaseSince = d.now.steady;
        d.action.process = Action::Process::Kill;
        return;
    case Phase::Killing:
        dueWhileKilling(d);
        return;
    }
}

bool isOfARun(Event::Kind kind)
{
    return kind >= Event::Kind::Executing;
}

void decide(Decision &d)
{
    switch (d.event.kind) {
    case Event::Kind::Due:
        return due(d);
    case Event::Kind::Grace:
        return grace(d);
    case Event::Kind::Start:
        return d.start();
    case Event::Kind::Stop:
        return d.stop();
    case Event::Kind::Restart:
        return d.restart();
    case Event::Kind::Reset:
        return d.reset();
    case Event::Kind::Executing:
        return executing(d);
    case Event::Kind::StartFailed:
        return startFailed(d, d.event.text);
    case Event::Kind::Ready:
        return ready(d);
    case Event::Kind::Heartbeat:
        d.next.promisedHeartbeats = true;
        d.next.lastHeartbeat = d.now.steady;
        return;
    case Event::Kind::Exited:
        return exited(d);
    }
}

} // namespace

Step step(const State &state, const Event &event, protocol::Now now)
{
    const bool late =
        isOfARun(event.kind) && (event.run != state.run || state.phase == Phase::Idle);
    Decision decision{.next = state, .action = {}, .event = event, .now = now};
    if (!late) {
        decide(decision);
    }
    return {.next = std::move(decision.next), .action = std::move(decision.action)};
}

bool isBlameless(const State &state, const Exit &exit)
{
    const bool wasAsked = state.phase == Phase::Stopping || state.phase == Phase::Killing;
    return wasAsked ? state.then != Then::Mend : exit.signal == SIGKILL;
}

std::optional<protocol::SteadyTime> deadline(const State &state)
{
    const WorkerDefinition &definition = state.definition;
    switch (state.phase) {
    case Phase::Idle:
        return state.nextAttemptAt ? std::optional(state.retryAt) : std::nullopt;
    case Phase::Starting:
    case Phase::Unready:
        return definition.startTimeout > 0ms
            ? std::optional(state.phaseSince + definition.startTimeout)
            : std::nullopt;
    case Phase::Up:
        if (state.restartCount > 0 && definition.limits.stableAfter > 0ms) {
            return earlier(watchdogDeadline(state),
                           state.phaseSince + definition.limits.stableAfter);
        }
        return watchdogDeadline(state);
    case Phase::Stopping:
        return state.phaseSince + stopPatience(state);
    case Phase::Killing:
        return state.stuck ? std::nullopt : std::optional(state.phaseSince + KillPatience);
    }
    return std::nullopt;
}

} // namespace supervisor
