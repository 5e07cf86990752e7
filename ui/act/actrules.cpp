// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/act/actrules.h"

#include "backend/protocol/names.h"

namespace ui {

using protocol::WorkerStatus;

Tier tierOf(Verb verb, const protocol::Worker &worker)
{
    switch (verb) {
    case Verb::Start:
    case Verb::Acknowledge:
    case Verb::Review:
    case Verb::Unreview:
        return Tier::Free;
    case Verb::Stop:
    case Verb::Restart:
        return worker.critical ? Tier::Consequence : Tier::Undo;
    case Verb::Reset:
    case Verb::Replay:
    case Verb::Resolve:
    case Verb::Dismiss:
        return Tier::Undo;
    case Verb::ResetBreaker:
    case Verb::Discard:
    case Verb::ReplayAll:
        break;
    }
    return Tier::Consequence;
}

namespace {

Refusal stateRefusal(Verb verb, const protocol::Worker &worker)
{
    switch (verb) {
    case Verb::Start:
        return worker.status == WorkerStatus::Running || worker.status == WorkerStatus::Restarting
            ? Refusal::AlreadyRunning
            : Refusal::None;
    case Verb::Stop:
        return worker.status == WorkerStatus::Stopped ? Refusal::AlreadyStopped : Refusal::None;
    case Verb::Restart:
        return Refusal::None;
    case Verb::Reset:
        return worker.restartCount == 0 && worker.status != WorkerStatus::Failed
            ? Refusal::NothingToReset
            : Refusal::None;
    case Verb::ResetBreaker:
    case Verb::Replay:
    case Verb::Discard:
    case Verb::ReplayAll:
    case Verb::Acknowledge:
    case Verb::Resolve:
    case Verb::Dismiss:
    case Verb::Review:
    case Verb::Unreview:
        break; // not of a worker
    }
    return Refusal::None;
}

} // namespace

Refusal refusalOf(bool exists, const ActContext &context)
{
    if (!context.vouched) {
        return Refusal::NotFresh;
    }
    if (!context.level) {
        return Refusal::CatchingUp;
    }
    if (!exists) {
        return Refusal::NothingSelected;
    }
    if (!context.supervisorRuns) {
        return Refusal::SupervisorOff;
    }
    if (context.waiting) {
        return Refusal::Waiting;
    }
    if (context.countingDown) {
        return Refusal::CountingDown;
    }
    return Refusal::None;
}

Refusal refusalOf(Verb verb, const std::optional<protocol::Worker> &worker,
                  const ActContext &context)
{
    const Refusal refused = refusalOf(worker.has_value(), context);
    return refused == Refusal::None ? stateRefusal(verb, *worker) : refused;
}

namespace {

/// The wish of a person zeroes the count. A worker of the user's has a policy of its own for what
/// follows a crash, which the API does not tell.
void addRetries(QList<Consequence> &result, const protocol::Worker &worker)
{
    if (worker.builtin) {
        result.append(worker.maxRestarts > 0
                          ? Consequence{ConsequenceKind::RetriesLeft, worker.maxRestarts}
                          : Consequence{ConsequenceKind::NoRetryLeft, 0});
    }
}

void addStandstill(QList<Consequence> &result, const protocol::Worker &worker)
{
    if (worker.name == protocol::FileWatcher) {
        result.append({ConsequenceKind::IntakeStops, 0});
    } else if (worker.name == protocol::DetectionWorker) {
        result.append({ConsequenceKind::DetectionWaits, 0});
    } else if (worker.name == protocol::AnalysisWorker) {
        result.append({ConsequenceKind::AnalysisWaits, 0});
    }
}

void addFigures(QList<Consequence> &result, const protocol::Worker &worker, const ActFacts &facts)
{
    if (!facts.known) {
        if (worker.builtin) {
            result.append({ConsequenceKind::WorkUnknown, 0});
        }
        return;
    }
    if (worker.name == protocol::FileWatcher && facts.pendingFiles > 0) {
        result.append({ConsequenceKind::WaitingFiles, facts.pendingFiles});
    }
    if (facts.jobsInHand > 0) {
        result.append({ConsequenceKind::WorkInHand, facts.jobsInHand});
    }
    if (facts.openBatches > 0 && worker.builtin) {
        result.append({ConsequenceKind::OpenBatches, facts.openBatches});
    }
}

} // namespace

QList<Consequence> consequencesOf(Verb verb, const protocol::Worker &worker, const ActFacts &facts)
{
    QList<Consequence> result;
    addStandstill(result, worker);
    addFigures(result, worker, facts);
    if (verb == Verb::Stop) {
        result.append({ConsequenceKind::GapOpen, 0});
    } else {
        result.append({ConsequenceKind::GapOfRestart, 0});
        addRetries(result, worker);
    }
    if (worker.critical) {
        result.append({ConsequenceKind::Unhealthy, 0});
    }
    return result;
}

} // namespace ui
