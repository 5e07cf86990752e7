// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/act/acttext.h"

#include "ui/act/sentences.h"
#include "ui/act/wishes.h"

#include <QCoreApplication>

namespace ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Act", text);
}

} // namespace

QString reasonText(Refusal refusal)
{
    switch (refusal) {
    case Refusal::None:
        return {};
    case Refusal::NothingSelected:
        return tr("nothing is selected");
    case Refusal::NotFresh:
        return tr("what is shown is out of date");
    case Refusal::CatchingUp:
        return tr("the console is still catching up");
    case Refusal::WatchOnly:
        return tr("this instance is only watched; its mode is on the page Instances");
    case Refusal::SupervisorOff:
        return tr("the supervisor is not running");
    case Refusal::Waiting:
        return tr("an earlier request has not been answered yet");
    case Refusal::CountingDown:
        return tr("another action is counting down");
    case Refusal::AlreadyRunning:
        return tr("already running");
    case Refusal::AlreadyStopped:
        return tr("already stopped");
    case Refusal::NothingToReset:
        return tr("no restart has been used");
    case Refusal::NothingCounted:
        return tr("it is closed and counts no failure");
    case Refusal::NotOffered:
        return tr("this backend does not list dead letters");
    case Refusal::NoLetters:
        return tr("there is no dead letter");
    case Refusal::AlreadyAcknowledged:
        return tr("it is acknowledged already");
    case Refusal::AlreadyEnded:
        return tr("it is over");
    case Refusal::Unreadable:
        return tr("its message cannot be read here as a whole");
    }
    return {};
}

QString verbWord(Verb verb)
{
    return tr(sentencesOf(verb).word);
}

QString menuText(Verb verb)
{
    return tr(sentencesOf(verb).menu);
}

QString verbObject(Verb verb, const QString &target)
{
    return tr(sentencesOf(verb).object).arg(nameOf(verb, target));
}

QKeySequence shortcutOf(Verb verb)
{
    switch (verb) {
    case Verb::Start:
        return Qt::CTRL | Qt::Key_Return;
    case Verb::Stop:
        return Qt::CTRL | Qt::SHIFT | Qt::Key_S;
    case Verb::Restart:
        return Qt::CTRL | Qt::SHIFT | Qt::Key_R;
    case Verb::Reset:
        return Qt::CTRL | Qt::SHIFT | Qt::Key_Z;
    case Verb::Acknowledge:
        return Qt::CTRL | Qt::SHIFT | Qt::Key_A;
    case Verb::ResetBreaker:
    case Verb::Replay:
    case Verb::Discard:
    case Verb::ReplayAll:
    case Verb::Resolve:
    case Verb::Dismiss:
    case Verb::Review:
    case Verb::Unreview:
        break;
    }
    return {};
}

QString countingText(Verb verb, const QString &target, int seconds)
{
    return tr(sentencesOf(verb).counting).arg(nameOf(verb, target), QString::number(seconds));
}

QString pendingText(Verb verb, const QString &target)
{
    return tr(sentencesOf(verb).pending).arg(nameOf(verb, target));
}

QString failedText(Verb verb, const QString &target, const QString &reason)
{
    return tr(sentencesOf(verb).failed).arg(nameOf(verb, target), reason);
}

QString lateText(Verb verb, const QString &target, const QString &state)
{
    return tr(sentencesOf(verb).late).arg(nameOf(verb, target), state);
}

QString unansweredText(Verb verb, const QString &target, const QString &reason,
                       const QString &state)
{
    return tr(sentencesOf(verb).unanswered).arg(nameOf(verb, target), reason, state);
}

QString doneText(Verb verb, const QString &target)
{
    return tr(sentencesOf(verb).done).arg(nameOf(verb, target));
}

QString undoneText(Verb verb, const QString &target)
{
    return tr(sentencesOf(verb).undone).arg(nameOf(verb, target));
}

QString refusalText(Verb verb, Refusal refusal)
{
    return refusal == Refusal::None ? QString()
                                    : tr(sentencesOf(verb).refused).arg(reasonText(refusal));
}

namespace {

/// How long it will be away.
QString gapText(ConsequenceKind kind, int number)
{
    if (kind == ConsequenceKind::GapOpen) {
        return tr("Expected gap: from now until somebody starts it. Nothing starts it by itself.");
    }
    if (kind == ConsequenceKind::GapOfRestart) {
        return tr("Expected gap: as long as it takes to end and to start again, at most its "
                  "stop_timeout_seconds and its start_timeout_seconds.");
    }
    if (kind == ConsequenceKind::RetriesLeft) {
        return tr("If it does not start, automatic restarts follow, each after a longer pause: "
                  "at most %1.")
            .arg(number);
    }
    return tr("If it does not start, it stays down: there are no automatic restarts.");
}

QString workText(ConsequenceKind kind, int number)
{
    if (kind == ConsequenceKind::OpenBatches) {
        return tr("Batches that are open now: %1.").arg(number);
    }
    if (kind == ConsequenceKind::WaitingFiles) {
        return tr("Files that wait to be taken in: %1.").arg(number);
    }
    if (kind == ConsequenceKind::WorkInHand) {
        return tr("Jobs that it has in hand: %1. What it does not finish goes back to the queue.")
            .arg(number);
    }
    return tr("How much work waits or is in hand is not known now.");
}

QString breakerText(ConsequenceKind kind, int number)
{
    if (kind == ConsequenceKind::BreakerCloses) {
        return tr("It closes at once, and all calls go to the service again.");
    }
    if (kind == ConsequenceKind::ServiceAnswers) {
        return tr("Its service is healthy now.");
    }
    if (kind == ConsequenceKind::ServiceAway) {
        return tr("Its service is not healthy now: calls will fail, and %1 failures in a row open "
                  "it again.")
            .arg(number);
    }
    if (kind == ConsequenceKind::ServiceUnknown) {
        return tr("How its service is now is not known; %1 failures in a row open it again.")
            .arg(number);
    }
    if (kind == ConsequenceKind::JobsWait) {
        return tr("Jobs that wait for it and are tried at once: %1.").arg(number);
    }
    return tr("Without a reset it is tried again by itself in %1 s.").arg(number);
}

QString letterText(ConsequenceKind kind, int number)
{
    if (kind == ConsequenceKind::DeletedForGood) {
        return tr("The job is deleted for good; nobody can bring it back.");
    }
    if (kind == ConsequenceKind::Tried) {
        return tr("It was tried %1 times.").arg(number);
    }
    if (kind == ConsequenceKind::LettersGoBack) {
        return tr("Dead letters that go back to the queue: %1.").arg(number);
    }
    if (kind == ConsequenceKind::JobsBefore) {
        return tr("Jobs that wait in that queue already: %1.").arg(number);
    }
    return tr("What fails again becomes a dead letter again.");
}

} // namespace

QString consequenceText(const Consequence &consequence)
{
    const int n = static_cast<int>(consequence.number);
    switch (consequence.kind) {
    case ConsequenceKind::Unhealthy:
        return tr("It is critical: the verdict is Unhealthy until it runs again, and readiness "
                  "answers 503.");
    case ConsequenceKind::IntakeStops:
        return tr("New images are not taken in meanwhile; the cameras' files stay where they are.");
    case ConsequenceKind::DetectionWaits:
        return tr("Nothing is detected meanwhile; images wait in the queue, none is lost.");
    case ConsequenceKind::AnalysisWaits:
        return tr("No event is made meanwhile; closed batches wait in the queue, none is lost.");
    case ConsequenceKind::OpenBatches:
    case ConsequenceKind::WaitingFiles:
    case ConsequenceKind::WorkInHand:
    case ConsequenceKind::WorkUnknown:
        return workText(consequence.kind, n);
    case ConsequenceKind::GapOpen:
    case ConsequenceKind::GapOfRestart:
    case ConsequenceKind::RetriesLeft:
    case ConsequenceKind::NoRetryLeft:
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
