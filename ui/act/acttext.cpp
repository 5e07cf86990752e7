// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/act/acttext.h"

#include <QCoreApplication>

namespace ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Act", text);
}

/// One of four whole sentences: languages do not agree on how a verb is put in.
QString pick(Verb verb, const char *start, const char *stop, const char *restart, const char *reset)
{
    switch (verb) {
    case Verb::Start:
        return tr(start);
    case Verb::Stop:
        return tr(stop);
    case Verb::Restart:
        return tr(restart);
    case Verb::Reset:
        return tr(reset);
    }
    return {};
}

} // namespace

QString reasonText(Refusal refusal)
{
    switch (refusal) {
    case Refusal::None:
        return {};
    case Refusal::NothingSelected:
        return tr("no worker is selected");
    case Refusal::NotFresh:
        return tr("what is shown is out of date");
    case Refusal::CatchingUp:
        return tr("the console is still catching up");
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
    }
    return {};
}

QString verbWord(Verb verb)
{
    return pick(verb, QT_TRANSLATE_NOOP("Act", "Start"), QT_TRANSLATE_NOOP("Act", "Stop"),
                QT_TRANSLATE_NOOP("Act", "Restart"), QT_TRANSLATE_NOOP("Act", "Reset count"));
}

QString menuText(Verb verb)
{
    return pick(verb, QT_TRANSLATE_NOOP("Act", "&Start"), QT_TRANSLATE_NOOP("Act", "S&top"),
                QT_TRANSLATE_NOOP("Act", "&Restart"),
                QT_TRANSLATE_NOOP("Act", "Reset restart &count"));
}

QString verbObject(Verb verb, const QString &worker)
{
    return pick(verb, QT_TRANSLATE_NOOP("Act", "Start %1"), QT_TRANSLATE_NOOP("Act", "Stop %1"),
                QT_TRANSLATE_NOOP("Act", "Restart %1"),
                QT_TRANSLATE_NOOP("Act", "Reset the restart count of %1"))
        .arg(worker);
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
    }
    return {};
}

QString countingText(Verb verb, const QString &worker, int seconds)
{
    return pick(verb, QT_TRANSLATE_NOOP("Act", "Starting %1 in %2 s"),
                QT_TRANSLATE_NOOP("Act", "Stopping %1 in %2 s"),
                QT_TRANSLATE_NOOP("Act", "Restarting %1 in %2 s"),
                QT_TRANSLATE_NOOP("Act", "Resetting the restart count of %1 in %2 s"))
        .arg(worker, QString::number(seconds));
}

QString pendingText(Verb verb, const QString &worker)
{
    return pick(verb, QT_TRANSLATE_NOOP("Act", "Starting %1: waiting for the answer"),
                QT_TRANSLATE_NOOP("Act", "Stopping %1: waiting for the answer"),
                QT_TRANSLATE_NOOP("Act", "Restarting %1: waiting for the answer"),
                QT_TRANSLATE_NOOP("Act", "Resetting the count of %1: waiting for the answer"))
        .arg(worker);
}

QString failedText(Verb verb, const QString &worker, const QString &reason)
{
    return pick(verb, QT_TRANSLATE_NOOP("Act", "%1 was not started: %2"),
                QT_TRANSLATE_NOOP("Act", "%1 was not stopped: %2"),
                QT_TRANSLATE_NOOP("Act", "%1 was not restarted: %2"),
                QT_TRANSLATE_NOOP("Act", "The restart count of %1 was not reset: %2"))
        .arg(worker, reason);
}

QString lateText(Verb verb, const QString &worker, const QString &state)
{
    return pick(
               verb, QT_TRANSLATE_NOOP("Act", "Starting %1: still no answer; its state now: %2"),
               QT_TRANSLATE_NOOP("Act", "Stopping %1: still no answer; its state now: %2"),
               QT_TRANSLATE_NOOP("Act", "Restarting %1: still no answer; its state now: %2"),
               QT_TRANSLATE_NOOP(
                   "Act", "Resetting the count of %1: still no answer; the worker's state now: %2"))
        .arg(worker, state);
}

QString unansweredText(Verb verb, const QString &worker, const QString &reason,
                       const QString &state)
{
    return pick(verb,
                QT_TRANSLATE_NOOP("Act", "Not known whether %1 was started: %2; its state now: %3"),
                QT_TRANSLATE_NOOP("Act", "Not known whether %1 was stopped: %2; its state now: %3"),
                QT_TRANSLATE_NOOP("Act",
                                  "Not known whether %1 was restarted: %2; its state now: %3"),
                QT_TRANSLATE_NOOP("Act",
                                  "Not known whether the restart count of %1 was reset: %2; the "
                                  "worker's state now: %3"))
        .arg(worker, reason, state);
}

QString doneText(Verb verb, const QString &worker)
{
    return pick(verb, QT_TRANSLATE_NOOP("Act", "The backend has started %1"),
                QT_TRANSLATE_NOOP("Act", "The backend has stopped %1"),
                QT_TRANSLATE_NOOP("Act", "The backend has restarted %1"),
                QT_TRANSLATE_NOOP("Act", "The backend has reset the restart count of %1"))
        .arg(worker);
}

QString undoneText(Verb verb, const QString &worker)
{
    return pick(verb, QT_TRANSLATE_NOOP("Act", "Taken back: %1 is not started"),
                QT_TRANSLATE_NOOP("Act", "Taken back: %1 is not stopped"),
                QT_TRANSLATE_NOOP("Act", "Taken back: %1 is not restarted"),
                QT_TRANSLATE_NOOP("Act", "Taken back: the restart count of %1 is not reset"))
        .arg(worker);
}

QString refusalText(Verb verb, Refusal refusal)
{
    if (refusal == Refusal::None) {
        return {};
    }
    return pick(verb, QT_TRANSLATE_NOOP("Act", "Cannot start: %1"),
                QT_TRANSLATE_NOOP("Act", "Cannot stop: %1"),
                QT_TRANSLATE_NOOP("Act", "Cannot restart: %1"),
                QT_TRANSLATE_NOOP("Act", "Cannot reset the count: %1"))
        .arg(reasonText(refusal));
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
        return tr("Batches that are open now: %1.").arg(n);
    case ConsequenceKind::WaitingFiles:
        return tr("Files that wait to be taken in: %1.").arg(n);
    case ConsequenceKind::WorkInHand:
        return tr("Jobs that it has in hand: %1. What it does not finish goes back to the queue.")
            .arg(n);
    case ConsequenceKind::WorkUnknown:
        return tr("How much work waits or is in hand is not known now.");
    case ConsequenceKind::GapOpen:
    case ConsequenceKind::GapOfRestart:
    case ConsequenceKind::RetriesLeft:
    case ConsequenceKind::NoRetryLeft:
        return gapText(consequence.kind, n);
    }
    return {};
}

} // namespace ui
