// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/act/acttext.h"

#include "ui/act/sentences.h"
#include "ui/act/wishes.h"

#include <QCoreApplication>

namespace ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Act)
};

/// What keeps everything from being done, whatever is selected; empty for the other reasons.
QString consoleReason(Refusal refusal)
{
    switch (refusal) {
    case Refusal::NothingSelected:
        return Text::tr("nothing is selected");
    case Refusal::NotFresh:
        return Text::tr("what is shown is out of date");
    case Refusal::CatchingUp:
        return Text::tr("the console is still catching up");
    case Refusal::WatchOnly:
        return Text::tr("this instance is only watched; its mode is on the page Instances");
    case Refusal::SupervisorOff:
        return Text::tr("the supervisor is not running");
    case Refusal::Waiting:
        return Text::tr("an earlier request has not been answered yet");
    case Refusal::CountingDown:
        return Text::tr("another action is counting down");
    default:
        return {};
    }
}

} // namespace

QString reasonText(Refusal refusal)
{
    switch (refusal) {
    case Refusal::None:
    case Refusal::NothingSelected:
    case Refusal::NotFresh:
    case Refusal::CatchingUp:
    case Refusal::WatchOnly:
    case Refusal::SupervisorOff:
    case Refusal::Waiting:
    case Refusal::CountingDown:
        return consoleReason(refusal);
    case Refusal::AlreadyRunning:
        return Text::tr("already running");
    case Refusal::AlreadyStopped:
        return Text::tr("already stopped");
    case Refusal::NothingToReset:
        return Text::tr("no restart has been used");
    case Refusal::NothingCounted:
        return Text::tr("it is closed and counts no failure");
    case Refusal::NotOffered:
        return Text::tr("this backend does not list dead letters");
    case Refusal::NoLetters:
        return Text::tr("there is no dead letter");
    case Refusal::AlreadyAcknowledged:
        return Text::tr("it is acknowledged already");
    case Refusal::AlreadyEnded:
        return Text::tr("it is over");
    case Refusal::Unreadable:
        return Text::tr("its message cannot be read here as a whole");
    case Refusal::Unseen:
        return Text::tr("it is acted on where it is shown, on the page Workers");
    case Refusal::NoneOfThem:
        return Text::tr("each of those selected has a reason of its own");
    case Refusal::CalledOff:
        return Text::tr("called off before its turn");
    }
    return {};
}

QString verbWord(Verb verb)
{
    return Text::tr(sentencesOf(verb).word);
}

QString menuText(Verb verb)
{
    return Text::tr(sentencesOf(verb).menu);
}

QString verbObject(Verb verb, const QString &target)
{
    return Text::tr(sentencesOf(verb).object).arg(nameOf(verb, target));
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
    return Text::tr(sentencesOf(verb).counting).arg(nameOf(verb, target), QString::number(seconds));
}

QString pendingText(Verb verb, const QString &target)
{
    return Text::tr(sentencesOf(verb).pending).arg(nameOf(verb, target));
}

QString failedText(Verb verb, const QString &target, const QString &reason)
{
    return Text::tr(sentencesOf(verb).failed).arg(nameOf(verb, target), reason);
}

QString lateText(Verb verb, const QString &target, const QString &state)
{
    return Text::tr(sentencesOf(verb).late).arg(nameOf(verb, target), state);
}

QString unansweredText(Verb verb, const QString &target, const QString &reason,
                       const QString &state)
{
    return Text::tr(sentencesOf(verb).unanswered).arg(nameOf(verb, target), reason, state);
}

QString doneText(Verb verb, const QString &target)
{
    return Text::tr(sentencesOf(verb).done).arg(nameOf(verb, target));
}

QString undoneText(Verb verb, const QString &target)
{
    return Text::tr(sentencesOf(verb).undone).arg(nameOf(verb, target));
}

QString refusalText(Verb verb, Refusal refusal)
{
    return refusal == Refusal::None ? QString()
                                    : Text::tr(sentencesOf(verb).refused).arg(reasonText(refusal));
}

} // namespace ui
