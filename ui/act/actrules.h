// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/worker.h"

#include <QList>

#include <array>

namespace ui {

/// What can be wished: of a worker, of a breaker, of dead letters, of an alarm, of an event.
enum class Verb
{
    Start,
    Stop,
    Restart,
    Reset,
    ResetBreaker,
    Replay, ///< one dead letter
    Discard, ///< one dead letter
    ReplayAll, ///< all dead letters of a queue
    Acknowledge,
    Resolve,
    Dismiss,
    Review, ///< a security event
    Unreview,
};

/// Those of a worker.
inline constexpr std::array<Verb, 4> Verbs{Verb::Start, Verb::Stop, Verb::Restart, Verb::Reset};

/// How carefully a wish is asked for.
enum class Tier
{
    Free, ///< at once
    Undo, ///< a few seconds in which it can be taken back
    Consequence, ///< a dialog that says what will follow
};

/// Start is free; stop and restart of a critical worker, the reset of a breaker and what touches
/// many dead letters or deletes one show their consequences; to acknowledge an alarm and to review
/// an event is free; all else can be taken back for a moment.
Tier tierOf(Verb verb, const protocol::Worker &worker);

/// Why a verb cannot be used now.
enum class Refusal
{
    None,
    NothingSelected,
    NotFresh, ///< what is shown may not be true any more
    CatchingUp, ///< what has happened meanwhile is still being read
    WatchOnly, ///< of this instance the operator only watches
    SupervisorOff,
    Waiting, ///< an earlier wish for this worker has not been answered
    CountingDown, ///< another wish can still be taken back
    AlreadyRunning,
    AlreadyStopped,
    NothingToReset,
    NothingCounted, ///< the breaker is closed, without a failure
    NotOffered, ///< the backend does not list dead letters
    NoLetters,
    AlreadyAcknowledged,
    AlreadyEnded,
    Unreadable, ///< nobody can have read all of its message
    Unseen, ///< it is on another page
    NoneOfThem, ///< each of several has a reason of its own
    CalledOff, ///< before its turn came
};

/// What the answer depends on besides the worker.
struct ActContext
{
    bool vouched = false;
    bool level = true; ///< nothing is left to catch up with
    bool supervisorRuns = false;
    bool waiting = false;
    bool countingDown = false;
};

/// What forbids any wish, whatever state its object is in.
Refusal refusalOf(bool exists, const ActContext &context);

Refusal refusalOf(Verb verb, const std::optional<protocol::Worker> &worker,
                  const ActContext &context);

/// What will follow from a wish.
enum class ConsequenceKind
{
    Unhealthy, ///< the verdict is unhealthy until it runs again, and readiness answers 503
    IntakeStops, ///< new images are not taken in
    DetectionWaits,
    AnalysisWaits,
    OpenBatches, ///< `number` open batches get nothing new meanwhile
    WaitingFiles, ///< `number` files wait
    WorkInHand, ///< `number` jobs are with it
    WorkUnknown, ///< how much waits or is with it is not known now
    GapOpen, ///< it is away until somebody starts it
    GapOfRestart, ///< it is away for as long as it takes to end and to start
    RetriesLeft, ///< at most `number` automatic restarts if it does not start
    NoRetryLeft,
    BreakerCloses, ///< calls go to the service again at once
    ServiceAnswers, ///< its service is healthy
    ServiceAway, ///< it is not; `number` failures in a row open the breaker again
    ServiceUnknown,
    TriedAnyway, ///< without a reset it is tried again in `number` seconds
    JobsWait, ///< `number` jobs wait for the service
    DeletedForGood,
    Tried, ///< the job was tried `number` times
    LettersGoBack, ///< `number` dead letters go back to the queue
    JobsBefore, ///< `number` jobs wait there already
    FailsAgain, ///< what fails again becomes a dead letter again
    CountZeroed, ///< the count of automatic restarts is 0
    StartsNow, ///< it is started at once
};

struct Consequence
{
    ConsequenceKind kind = ConsequenceKind::Unhealthy;
    qint64 number = 0;

    bool operator==(const Consequence &) const = default;
};

/// Figures that consequences are told from.
struct ActFacts
{
    qint64 openBatches = 0;
    qint64 pendingFiles = 0;
    qint64 jobsInHand = 0; ///< with this worker
    bool known = true; ///< false: the figures are not those of now
};

QList<Consequence> consequencesOf(Verb verb, const protocol::Worker &worker, const ActFacts &facts);

} // namespace ui
