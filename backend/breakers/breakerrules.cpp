// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/breakers/breakerrules.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace breakers {

namespace {

using protocol::BreakerState;

void enter(State &state, BreakerState next, Now now)
{
    state.state = next;
    state.since = now.wall;
    state.failures = 0;
    state.successes = 0;
    state.trials.clear();
    state.openUntil.reset();
    state.probationUntil.reset();
    state.probeHelped = false;
    ++state.generation;
}

void open(State &state, Duration recovery, Now now)
{
    const int failures = state.failures;
    enter(state, BreakerState::Open, now);
    state.failures = failures;
    state.openUntil = now.steady + recovery;
    state.openedAt = now.wall;
}

void close(State &state, Now now)
{
    const bool probeHelped = state.probeHelped;
    enter(state, BreakerState::Closed, now);
    state.callWaitsUntil.reset();
    state.openedAt.reset();
    if (probeHelped) {
        state.probationUntil = now.steady + Probation;
    }
}

Duration doubled(const Settings &settings, const State &state)
{
    const Duration base = settings.recovery();
    const Duration longest = std::max<Duration>(base, MaxRecovery);
    return std::min<Duration>(state.recovery.value_or(base) * 2, longest);
}

bool callWaits(const State &state, Now now)
{
    return (state.callWaitsUntil && now.steady < *state.callWaitsUntil)
        || std::any_of(state.trials.begin(), state.trials.end(),
                       [](const Trial &trial) { return trial.use == Use::Call; });
}

void fail(const Settings &settings, Step &step, Use use, const QString &error, Now now)
{
    State &state = step.next;
    const bool onProbation = state.state == BreakerState::Closed && state.probationUntil
        && now.steady < *state.probationUntil;
    state.lastFailure = now.wall;
    state.lastFailureBy = use;
    state.lastError = error;
    ++state.failures;
    ++state.failedCalls;
    if (state.state == BreakerState::HalfOpen) {
        open(state, state.recovery.value_or(settings.recovery()), now);
        step.reason = u"a trial failed: "_s % error;
    } else if (onProbation && use == Use::Call) {
        state.recovery = doubled(settings, state);
        open(state, *state.recovery, now);
        step.reason = u"a call failed soon after a probe had closed it: "_s % error;
    } else if (state.failures >= settings.config.failureThreshold) {
        state.recovery.reset();
        open(state, settings.recovery(), now);
        step.reason = u"%1 failures in a row: %2"_s.arg(state.failures).arg(error);
    }
}

void succeed(const Settings &settings, Step &step, Use use, Now now)
{
    State &state = step.next;
    if (state.state == BreakerState::Closed) {
        state.failures = use == Use::Call ? 0 : state.failures;
        return;
    }
    const bool counts =
        use == Use::Call || state.lastFailureBy == Use::Probe || !callWaits(state, now);
    if (!counts) {
        return;
    }
    state.probeHelped = state.probeHelped || use == Use::Probe;
    if (++state.successes >= settings.config.successThreshold) {
        step.reason = u"%1 trials succeeded"_s.arg(state.successes);
        close(state, now);
    }
}

/// What time alone brings about.
void settle(const Settings &settings, Step &step, Now now)
{
    State &state = step.next;
    if (state.openUntil && *state.openUntil <= now.steady) {
        enter(state, BreakerState::HalfOpen, now);
        step.reason = u"the recovery time is over"_s;
    }
    const auto lost = std::find_if(state.trials.begin(), state.trials.end(),
                                   [&](const Trial &trial) { return trial.expires <= now.steady; });
    if (lost != state.trials.end()) {
        fail(settings, step, lost->use, u"no result in time"_s, now);
    }
}

std::optional<Permit> admit(const Settings &settings, State &state, Use use, Now now)
{
    const bool isTrial = state.state == BreakerState::HalfOpen;
    const bool hasPlace = std::ssize(state.trials) < std::max(1, settings.config.halfOpenMaxCalls);
    if (state.state == BreakerState::Open || (isTrial && !hasPlace)) {
        if (use == Use::Call) {
            ++state.rejectedCalls;
            state.callWaitsUntil = now.steady + settings.lease;
        }
        return std::nullopt;
    }
    const quint64 id = state.nextId++;
    if (use == Use::Call || isTrial) {
        ++state.totalCalls;
    }
    if (use == Use::Call) {
        state.callWaitsUntil.reset();
    }
    if (isTrial) {
        state.trials.push_back({.id = id, .use = use, .expires = now.steady + settings.lease});
    }
    return Permit{.generation = state.generation, .id = id, .use = use};
}

void report(const Settings &settings, Step &step, const Report &result, Now now)
{
    State &state = step.next;
    if (result.generation != state.generation) {
        return;
    }
    if (state.state == BreakerState::HalfOpen
        && std::erase_if(state.trials, [&](const Trial &t) { return t.id == result.id; }) == 0) {
        return;
    }
    switch (result.outcome) {
    case Outcome::Success:
        succeed(settings, step, result.use, now);
        return;
    case Outcome::Failure:
        fail(settings, step, result.use, result.error, now);
        return;
    case Outcome::Excluded:
        return;
    }
}

void reset(Step &step, Now now)
{
    State &state = step.next;
    state.probeHelped = false;
    state.recovery.reset();
    state.lastFailure.reset();
    state.lastError.clear();
    state.lastFailureBy = Use::Call;
    if (state.state != BreakerState::Closed) {
        step.reason = ResetReason.toString();
    }
    const std::optional<protocol::WallTime> since = state.since;
    const bool wasClosed = state.state == BreakerState::Closed;
    close(state, now);
    if (wasClosed) {
        state.since = since;
    }
}

} // namespace

Step step(const Settings &settings, const State &state, const Event &event, Now now)
{
    Step result{.next = state};
    settle(settings, result, now);
    if (const auto *acquire = std::get_if<Acquire>(&event)) {
        result.permit = admit(settings, result.next, acquire->use, now);
    } else if (const auto *outcome = std::get_if<Report>(&event)) {
        report(settings, result, *outcome, now);
    } else if (std::holds_alternative<Reset>(event)) {
        reset(result, now);
    }
    return result;
}

std::optional<SteadyTime> deadline(const State &state)
{
    std::optional<SteadyTime> next = state.openUntil;
    for (const Trial &trial : state.trials) {
        next = std::min(next.value_or(trial.expires), trial.expires);
    }
    return next;
}

} // namespace breakers
