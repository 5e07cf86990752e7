// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/act/acttext.h"

#include <QCoreApplication>

namespace ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Act)
};

/// How long it will be away.
QString gapText(ConsequenceKind kind, int number)
{
    if (kind == ConsequenceKind::GapOpen) {
        return Text::tr(
            "Expected gap: from now until somebody starts it. Nothing starts it by itself.");
    }
    if (kind == ConsequenceKind::GapOfRestart) {
        return Text::tr("Expected gap: as long as it takes to end and to start again, at most its "
                        "stop_timeout_seconds and its start_timeout_seconds.");
    }
    if (kind == ConsequenceKind::RetriesLeft) {
        return Text::tr(
                   "If it does not start, automatic restarts follow, each after a longer pause: "
                   "at most %1.")
            .arg(number);
    }
    if (kind == ConsequenceKind::CountZeroed) {
        return Text::tr("Its count of automatic restarts becomes 0.");
    }
    if (kind == ConsequenceKind::StartsNow) {
        return Text::tr("It has failed and is started at once.");
    }
    return Text::tr("If it does not start, it stays down: there are no automatic restarts.");
}

QString workText(ConsequenceKind kind, int number)
{
    if (kind == ConsequenceKind::OpenBatches) {
        return Text::tr("Batches that are open now: %1.").arg(number);
    }
    if (kind == ConsequenceKind::WaitingFiles) {
        return Text::tr("Files that wait to be taken in: %1.").arg(number);
    }
    if (kind == ConsequenceKind::WorkInHand) {
        return Text::tr(
                   "Jobs that it has in hand: %1. What it does not finish goes back to the queue.")
            .arg(number);
    }
    return Text::tr("How much work waits or is in hand is not known now.");
}

QString breakerText(ConsequenceKind kind, int number)
{
    if (kind == ConsequenceKind::BreakerCloses) {
        return Text::tr("It closes at once, and all calls go to the service again.");
    }
    if (kind == ConsequenceKind::ServiceAnswers) {
        return Text::tr("Its service is healthy now.");
    }
    if (kind == ConsequenceKind::ServiceAway) {
        return Text::tr(
                   "Its service is not healthy now: calls will fail, and %1 failures in a row open "
                   "it again.")
            .arg(number);
    }
    if (kind == ConsequenceKind::ServiceUnknown) {
        return Text::tr("How its service is now is not known; %1 failures in a row open it again.")
            .arg(number);
    }
    if (kind == ConsequenceKind::JobsWait) {
        return Text::tr("Jobs that wait for it and are tried at once: %1.").arg(number);
    }
    return Text::tr("Without a reset it is tried again by itself in %1 s.").arg(number);
}

QString letterText(ConsequenceKind kind, int number)
{
    if (kind == ConsequenceKind::DeletedForGood) {
        return Text::tr("The job is deleted for good; nobody can bring it back.");
    }
    if (kind == ConsequenceKind::Tried) {
        return Text::tr("It was tried %1 times.").arg(number);
    }
    if (kind == ConsequenceKind::LettersGoBack) {
        return Text::tr("Dead letters that go back to the queue: %1.").arg(number);
    }
    if (kind == ConsequenceKind::JobsBefore) {
        return Text::tr("Jobs that wait in that queue already: %1.").arg(number);
    }
    return Text::tr("What fails again becomes a dead letter again.");
}

/// What a critical worker's absence does.
QString absenceText(ConsequenceKind kind)
{
    if (kind == ConsequenceKind::Unhealthy) {
        return Text::tr(
            "It is critical: the verdict is Unhealthy until it runs again, and readiness "
            "answers 503.");
    }
    if (kind == ConsequenceKind::IntakeStops) {
        return Text::tr(
            "New images are not taken in meanwhile; the cameras' files stay where they are.");
    }
    if (kind == ConsequenceKind::DetectionWaits) {
        return Text::tr("Nothing is detected meanwhile; images wait in the queue, none is lost.");
    }
    return Text::tr("No event is made meanwhile; closed batches wait in the queue, none is lost.");
}

} // namespace

QString consequenceText(const Consequence &consequence)
{
    const int n = static_cast<int>(consequence.number);
    switch (consequence.kind) {
    case ConsequenceKind::Unhealthy:
    case ConsequenceKind::IntakeStops:
    case ConsequenceKind::DetectionWaits:
    case ConsequenceKind::AnalysisWaits:
        return absenceText(consequence.kind);
    case ConsequenceKind::OpenBatches:
    case ConsequenceKind::WaitingFiles:
    case ConsequenceKind::WorkInHand:
    case ConsequenceKind::WorkUnknown:
        return workText(consequence.kind, n);
    case ConsequenceKind::GapOpen:
    case ConsequenceKind::GapOfRestart:
    case ConsequenceKind::RetriesLeft:
    case ConsequenceKind::NoRetryLeft:
    case ConsequenceKind::CountZeroed:
    case ConsequenceKind::StartsNow:
        return gapText(consequence.kind, n);
    case ConsequenceKind::BreakerCloses:
    case ConsequenceKind::ServiceAnswers:
    case ConsequenceKind::ServiceAway:
    case ConsequenceKind::ServiceUnknown:
    case ConsequenceKind::TriedAnyway:
    case ConsequenceKind::JobsWait:
        return breakerText(consequence.kind, n);
    case ConsequenceKind::DeletedForGood:
    case ConsequenceKind::Tried:
    case ConsequenceKind::LettersGoBack:
    case ConsequenceKind::JobsBefore:
    case ConsequenceKind::FailsAgain:
        return letterText(consequence.kind, n);
    }
    return {};
}

} // namespace ui
