// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"
#include "backend/protocol/worker.h"
#include "backend/supervisor/workerdefinition.h"

#include <optional>

namespace supervisor {

/// How a process ended: by an exit code, or by a signal (then `signal` is not 0).
struct Exit
{
    int code = 0;
    int signal = 0;

    bool operator==(const Exit &) const = default;
};

/// What is the case with the process itself; the status is what people see of it.
enum class Phase
{
    Idle, ///< no process
    Starting, ///< asked for, not executing yet
    Unready, ///< executes, has not said READY=1
    Up, ///< ready
    Stopping, ///< the stop signal is out
    Killing ///< KILL is out
};

/// What to do once a process that is being stopped has gone.
enum class Then
{
    StayDown,
    Respawn,
    Mend ///< it crashed (hung, never ready): back off or give up
};

/// Why a run was begun; decides what its success writes into the history.
enum class Cause
{
    Plain, ///< start of ours, or of a stopped worker: nothing
    Automatic, ///< after a crash: `success` when ready
    Manual ///< restart, or a wish that mends a crashed or failed worker: `manual`
};

/// All that the rules remember of one worker.
struct State
{
    WorkerDefinition definition = {};
    protocol::WorkerStatus status = protocol::WorkerStatus::Stopped;
    Phase phase = Phase::Idle;
    Then then = Then::StayDown;
    Cause cause = Cause::Plain;
    quint64 run = 0; ///< grows with every start; events of earlier runs are ignored
    int restartCount = 0;
    bool promisedHeartbeats = false; ///< has sent WATCHDOG=1 in this run
    bool hung = false; ///< is being stopped because it does not answer
    bool stuck = false; ///< KILL did not end it in time, and its callers know
    protocol::SteadyTime phaseSince = {}; ///< Starting and Unready count as one
    protocol::SteadyTime lastHeartbeat = {};
    protocol::SteadyTime retryAt = {}; ///< end of the backoff; counts only while nextAttemptAt
    std::optional<protocol::WallTime> nextAttemptAt = {};
    std::optional<protocol::WallTime> lastStartedAt = {};
    std::optional<protocol::WallTime> lastCrashedAt = {};
    std::optional<protocol::WallTime> statusSince = {};
    std::optional<QString> error = {};

    bool operator==(const State &) const = default;
};

/// Something that happened to a worker.
struct Event
{
    enum class Kind
    {
        Due, ///< the deadline has come
        Grace, ///< we ourselves stood still: nobody is late
        Start, ///< wishes
        Stop,
        Restart,
        Reset,
        Executing, ///< the program runs
        StartFailed, ///< it never will; `text` says why
        Ready,
        Heartbeat,
        Exited ///< `exit`, and in `text` the last line of standard error
    };

    Kind kind = Kind::Due;
    quint64 run = 0; ///< of the last five kinds: the run they belong to
    Exit exit = {};
    QString text = {};
    double random = 0.0; ///< 0..1, for the jitter
};

/// What callers that wait for a start or a stop are told.
enum class Answer
{
    None,
    Done,
    Refused
};

/// What the shell has to do.
struct Action
{
    enum class Process
    {
        Nothing,
        Spawn,
        Terminate, ///< the stop signal
        Kill
    };

    Process process = Process::Nothing;
    QList<protocol::RestartEvent> history = {}; ///< to write, oldest first
    Answer started = Answer::None;
    Answer stopped = Answer::None;
    QString reason = {}; ///< of a refusal
    QString message = {}; ///< the change in a sentence
    bool becameReady = false;
};

/// A decision is a value.
struct Step
{
    State next;
    Action action;
};

/// Decides what follows from an event. Source: decisions 3.5-3.10.
///
/// A worker crashes by ending without being asked, by not being ready within its start timeout, or
/// by silence past its watchdog. A crash is followed by a restart after min(base * 2^count, cap),
/// and by `failed` when maxRestarts restarts are used up.
Step step(const State &state, const Event &event, protocol::Now now);

/// True when what the program had in hand is surely not what ended it: we asked it to stop, or
/// somebody sent SIGKILL.
bool isBlameless(const State &state, const Exit &exit);

/// When the worker wants an event `Due`; nothing: it waits for the world only.
std::optional<protocol::SteadyTime> deadline(const State &state);

/// min(base * 2^restartCount, cap), less `random` (0..1) times the jitter's part of it.
std::chrono::milliseconds backoff(const RestartLimits &limits, int restartCount, double random);

/// "exited with code 3" or "killed by signal 11 (SIGSEGV)", followed by the last line of standard
/// error if there is one. Source: decisions 3.7, 3.8.
QString exitReason(const Exit &exit, const QString &lastErrorLine);

} // namespace supervisor
