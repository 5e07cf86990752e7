// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/breaker.h"
#include "backend/protocol/clock.h"

#include <QString>
#include <QStringView>

#include <chrono>
#include <optional>
#include <variant>
#include <vector>

/// One breaker for one service, used by traffic and probes alike.
///
/// closed: everybody may pass. `failure_threshold` failures in a row (a call's or a probe's) open
/// it; a successful call sets the count to 0, a successful probe counts nothing.
/// open: nobody may pass. When the recovery time is over it turns half-open, by itself.
/// half_open: at most `half_open_max_calls` trials at a time. `success_threshold` successes close
/// it, any failure opens it again. A trial holds a lease: one that does not report in time counts
/// as a failure. A probe's success counts only when the last failure was a probe's, or no call
/// waits: none is on trial, and none was refused within the last lease time and not let in since.
/// After a close that a probe helped to bring about, a failed call within a minute opens it at
/// once, with doubled recovery time (at most 300 s): a service whose health works while its work
/// fails cannot flap for ever.
/// Excluded results (the caller's own mistakes) neither count nor hold a place.
namespace breakers {

using protocol::Now;
using protocol::SteadyTime;
using Duration = std::chrono::milliseconds;

/// After a probe-made close, for so long one failed call is enough.
inline constexpr std::chrono::seconds Probation{60};
inline constexpr std::chrono::seconds MaxRecovery{300};

/// Who asks.
enum class Use
{
    Call, ///< traffic
    Probe ///< a health check
};

enum class Outcome
{
    Success,
    Failure,
    Excluded ///< bad input, 4xx but 408 and 429: says nothing about the service
};

struct Settings
{
    protocol::BreakerConfig config = {};
    Duration lease = std::chrono::seconds(31); ///< the service's total timeout and a second more

    Duration recovery() const
    {
        return std::chrono::duration_cast<Duration>(
            std::chrono::duration<double>(config.recoveryTimeoutSeconds));
    }
};

/// Leave to pass once. A result under an older generation than the breaker's is ignored.
struct Permit
{
    QString service = {};
    quint64 generation = 0;
    quint64 id = 0;
    Use use = Use::Call;

    bool operator==(const Permit &) const = default;
};

/// A half-open trial under way.
struct Trial
{
    quint64 id = 0;
    Use use = Use::Call;
    SteadyTime expires = {};

    bool operator==(const Trial &) const = default;
};

struct State
{
    protocol::BreakerState state = protocol::BreakerState::Closed;
    int failures = 0; ///< in a row, while closed
    int successes = 0; ///< that counted, while half-open
    std::vector<Trial> trials = {};
    std::optional<SteadyTime> openUntil = {};
    std::optional<SteadyTime> callWaitsUntil = {}; ///< a refused call is expected back by then
    std::optional<SteadyTime> probationUntil = {}; ///< closed with a probe's help
    std::optional<Duration> recovery = {}; ///< of the last opening, when it was doubled
    bool probeHelped = false; ///< a probe's success counted in this half-open
    Use lastFailureBy = Use::Call;
    quint64 generation = 1; ///< grows with every change of state and with every reset
    quint64 nextId = 1;
    qint64 totalCalls = 0; ///< calls let through, and probes that were trials
    qint64 rejectedCalls = 0;
    qint64 failedCalls = 0; ///< calls and probes whose failure counted
    std::optional<protocol::WallTime> lastFailure = {};
    std::optional<protocol::WallTime> openedAt = {};
    std::optional<protocol::WallTime> since = {};
    QString lastError = {};

    bool operator==(const State &) const = default;
};

struct Acquire
{
    Use use = Use::Call;
};

struct Report
{
    quint64 generation = 0;
    quint64 id = 0;
    Use use = Use::Call;
    Outcome outcome = Outcome::Success;
    QString error = {};
};

/// The deadline has come.
struct Due
{
};

/// Closed by a person: counts, times and the doubled recovery are gone; totals stay.
struct Reset
{
};

using Event = std::variant<Acquire, Report, Due, Reset>;

/// The reason of a change that a person made.
inline constexpr QStringView ResetReason = u"reset by a person";

/// What follows from an event. `permit` only after Acquire, and empty when refused; `reason` says
/// why the state changed.
struct Step
{
    State next = {};
    std::optional<Permit> permit = {};
    QString reason = {};
};

Step step(const Settings &settings, const State &state, const Event &event, Now now);

/// When the breaker wants a Due: the end of the recovery time or of the first lease.
std::optional<SteadyTime> deadline(const State &state);

} // namespace breakers
