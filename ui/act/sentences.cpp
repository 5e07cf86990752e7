// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/act/sentences.h"

#include <QtGlobal>

namespace ui {

namespace {

constexpr Sentences StartSentences{
    .word = QT_TRANSLATE_NOOP("Act", "Start"),
    .menu = QT_TRANSLATE_NOOP("Act", "&Start"),
    .object = QT_TRANSLATE_NOOP("Act", "Start %1"),
    .counting = QT_TRANSLATE_NOOP("Act", "Starting %1 in %2 s"),
    .pending = QT_TRANSLATE_NOOP("Act", "Starting %1: waiting for the answer"),
    .failed = QT_TRANSLATE_NOOP("Act", "%1 was not started: %2"),
    .late = QT_TRANSLATE_NOOP("Act", "Starting %1: still no answer; its state now: %2"),
    .unanswered =
        QT_TRANSLATE_NOOP("Act", "Not known whether %1 was started: %2; its state now: %3"),
    .done = QT_TRANSLATE_NOOP("Act", "The backend has started %1"),
    .undone = QT_TRANSLATE_NOOP("Act", "Taken back: %1 is not started"),
    .refused = QT_TRANSLATE_NOOP("Act", "Cannot start: %1"),
};

constexpr Sentences StopSentences{
    .word = QT_TRANSLATE_NOOP("Act", "Stop"),
    .menu = QT_TRANSLATE_NOOP("Act", "S&top"),
    .object = QT_TRANSLATE_NOOP("Act", "Stop %1"),
    .counting = QT_TRANSLATE_NOOP("Act", "Stopping %1 in %2 s"),
    .pending = QT_TRANSLATE_NOOP("Act", "Stopping %1: waiting for the answer"),
    .failed = QT_TRANSLATE_NOOP("Act", "%1 was not stopped: %2"),
    .late = QT_TRANSLATE_NOOP("Act", "Stopping %1: still no answer; its state now: %2"),
    .unanswered =
        QT_TRANSLATE_NOOP("Act", "Not known whether %1 was stopped: %2; its state now: %3"),
    .done = QT_TRANSLATE_NOOP("Act", "The backend has stopped %1"),
    .undone = QT_TRANSLATE_NOOP("Act", "Taken back: %1 is not stopped"),
    .refused = QT_TRANSLATE_NOOP("Act", "Cannot stop: %1"),
};

constexpr Sentences RestartSentences{
    .word = QT_TRANSLATE_NOOP("Act", "Restart"),
    .menu = QT_TRANSLATE_NOOP("Act", "&Restart"),
    .object = QT_TRANSLATE_NOOP("Act", "Restart %1"),
    .counting = QT_TRANSLATE_NOOP("Act", "Restarting %1 in %2 s"),
    .pending = QT_TRANSLATE_NOOP("Act", "Restarting %1: waiting for the answer"),
    .failed = QT_TRANSLATE_NOOP("Act", "%1 was not restarted: %2"),
    .late = QT_TRANSLATE_NOOP("Act", "Restarting %1: still no answer; its state now: %2"),
    .unanswered =
        QT_TRANSLATE_NOOP("Act", "Not known whether %1 was restarted: %2; its state now: %3"),
    .done = QT_TRANSLATE_NOOP("Act", "The backend has restarted %1"),
    .undone = QT_TRANSLATE_NOOP("Act", "Taken back: %1 is not restarted"),
    .refused = QT_TRANSLATE_NOOP("Act", "Cannot restart: %1"),
};

constexpr Sentences ResetSentences{
    .word = QT_TRANSLATE_NOOP("Act", "Reset count"),
    .menu = QT_TRANSLATE_NOOP("Act", "Reset restart &count"),
    .object = QT_TRANSLATE_NOOP("Act", "Reset the restart count of %1"),
    .counting = QT_TRANSLATE_NOOP("Act", "Resetting the restart count of %1 in %2 s"),
    .pending = QT_TRANSLATE_NOOP("Act", "Resetting the count of %1: waiting for the answer"),
    .failed = QT_TRANSLATE_NOOP("Act", "The restart count of %1 was not reset: %2"),
    .late = QT_TRANSLATE_NOOP(
        "Act", "Resetting the count of %1: still no answer; the worker's state now: %2"),
    .unanswered = QT_TRANSLATE_NOOP(
        "Act",
        "Not known whether the restart count of %1 was reset: %2; the worker's state now: %3"),
    .done = QT_TRANSLATE_NOOP("Act", "The backend has reset the restart count of %1"),
    .undone = QT_TRANSLATE_NOOP("Act", "Taken back: the restart count of %1 is not reset"),
    .refused = QT_TRANSLATE_NOOP("Act", "Cannot reset the count: %1"),
};

constexpr Sentences ResetBreakerSentences{
    .word = QT_TRANSLATE_NOOP("Act", "Reset…"),
    .menu = QT_TRANSLATE_NOOP("Act", "Reset &breaker…"),
    .object = QT_TRANSLATE_NOOP("Act", "Reset the breaker %1"),
    .counting = QT_TRANSLATE_NOOP("Act", "Resetting the breaker %1 in %2 s"),
    .pending = QT_TRANSLATE_NOOP("Act", "Resetting the breaker %1: waiting for the answer"),
    .failed = QT_TRANSLATE_NOOP("Act", "The breaker %1 was not reset: %2"),
    .late =
        QT_TRANSLATE_NOOP("Act", "Resetting the breaker %1: still no answer; its state now: %2"),
    .unanswered = QT_TRANSLATE_NOOP(
        "Act", "Not known whether the breaker %1 was reset: %2; its state now: %3"),
    .done = QT_TRANSLATE_NOOP("Act", "The backend has reset the breaker %1"),
    .undone = QT_TRANSLATE_NOOP("Act", "Taken back: the breaker %1 is not reset"),
    .refused = QT_TRANSLATE_NOOP("Act", "Cannot reset the breaker: %1"),
};

constexpr Sentences ReplaySentences{
    .word = QT_TRANSLATE_NOOP("Act", "Replay"),
    .menu = QT_TRANSLATE_NOOP("Act", "&Replay"),
    .object = QT_TRANSLATE_NOOP("Act", "Replay the dead letter %1"),
    .counting = QT_TRANSLATE_NOOP("Act", "Replaying the dead letter %1 in %2 s"),
    .pending = QT_TRANSLATE_NOOP("Act", "Replaying the dead letter %1: waiting for the answer"),
    .failed = QT_TRANSLATE_NOOP("Act", "The dead letter %1 was not replayed: %2"),
    .late =
        QT_TRANSLATE_NOOP("Act", "Replaying the dead letter %1: still no answer; it is now: %2"),
    .unanswered = QT_TRANSLATE_NOOP(
        "Act", "Not known whether the dead letter %1 was replayed: %2; it is now: %3"),
    .done = QT_TRANSLATE_NOOP("Act", "The backend has replayed the dead letter %1"),
    .undone = QT_TRANSLATE_NOOP("Act", "Taken back: the dead letter %1 is not replayed"),
    .refused = QT_TRANSLATE_NOOP("Act", "Cannot replay: %1"),
};

constexpr Sentences DiscardSentences{
    .word = QT_TRANSLATE_NOOP("Act", "Discard…"),
    .menu = QT_TRANSLATE_NOOP("Act", "&Discard…"),
    .object = QT_TRANSLATE_NOOP("Act", "Discard the dead letter %1"),
    .counting = QT_TRANSLATE_NOOP("Act", "Discarding the dead letter %1 in %2 s"),
    .pending = QT_TRANSLATE_NOOP("Act", "Discarding the dead letter %1: waiting for the answer"),
    .failed = QT_TRANSLATE_NOOP("Act", "The dead letter %1 was not discarded: %2"),
    .late =
        QT_TRANSLATE_NOOP("Act", "Discarding the dead letter %1: still no answer; it is now: %2"),
    .unanswered = QT_TRANSLATE_NOOP(
        "Act", "Not known whether the dead letter %1 was discarded: %2; it is now: %3"),
    .done = QT_TRANSLATE_NOOP("Act", "The backend has discarded the dead letter %1"),
    .undone = QT_TRANSLATE_NOOP("Act", "Taken back: the dead letter %1 is not discarded"),
    .refused = QT_TRANSLATE_NOOP("Act", "Cannot discard: %1"),
};

constexpr Sentences ReplayAllSentences{
    .word = QT_TRANSLATE_NOOP("Act", "Replay all…"),
    .menu = QT_TRANSLATE_NOOP("Act", "Replay &all…"),
    .object = QT_TRANSLATE_NOOP("Act", "Replay all dead letters of %1"),
    .counting = QT_TRANSLATE_NOOP("Act", "Replaying all dead letters of %1 in %2 s"),
    .pending = QT_TRANSLATE_NOOP("Act", "Replaying all dead letters of %1: waiting for the answer"),
    .failed = QT_TRANSLATE_NOOP("Act", "The dead letters of %1 were not replayed: %2"),
    .late = QT_TRANSLATE_NOOP("Act",
                              "Replaying all dead letters of %1: still no answer; listed now: %2"),
    .unanswered = QT_TRANSLATE_NOOP(
        "Act", "Not known whether the dead letters of %1 were replayed: %2; listed now: %3"),
    .done = QT_TRANSLATE_NOOP("Act", "The backend has replayed the dead letters of %1"),
    .undone = QT_TRANSLATE_NOOP("Act", "Taken back: the dead letters of %1 are not replayed"),
    .refused = QT_TRANSLATE_NOOP("Act", "Cannot replay all: %1"),
};

constexpr Sentences AcknowledgeSentences{
    .word = QT_TRANSLATE_NOOP("Act", "Acknowledge"),
    .menu = QT_TRANSLATE_NOOP("Act", "&Acknowledge"),
    .object = QT_TRANSLATE_NOOP("Act", "Acknowledge the alarm %1"),
    .counting = QT_TRANSLATE_NOOP("Act", "Acknowledging the alarm %1 in %2 s"),
    .pending = QT_TRANSLATE_NOOP("Act", "Acknowledging the alarm %1: waiting for the answer"),
    .failed = QT_TRANSLATE_NOOP("Act", "The alarm %1 was not acknowledged: %2"),
    .late =
        QT_TRANSLATE_NOOP("Act", "Acknowledging the alarm %1: still no answer; its state now: %2"),
    .unanswered = QT_TRANSLATE_NOOP(
        "Act", "Not known whether the alarm %1 was acknowledged: %2; its state now: %3"),
    .done = QT_TRANSLATE_NOOP("Act", "The backend has acknowledged the alarm %1"),
    .undone = QT_TRANSLATE_NOOP("Act", "Taken back: the alarm %1 is not acknowledged"),
    .refused = QT_TRANSLATE_NOOP("Act", "Cannot acknowledge: %1"),
};

constexpr Sentences ResolveSentences{
    .word = QT_TRANSLATE_NOOP("Act", "Resolve"),
    .menu = QT_TRANSLATE_NOOP("Act", "&Resolve"),
    .object = QT_TRANSLATE_NOOP("Act", "Resolve the alarm %1"),
    .counting = QT_TRANSLATE_NOOP("Act", "Resolving the alarm %1 in %2 s"),
    .pending = QT_TRANSLATE_NOOP("Act", "Resolving the alarm %1: waiting for the answer"),
    .failed = QT_TRANSLATE_NOOP("Act", "The alarm %1 was not resolved: %2"),
    .late = QT_TRANSLATE_NOOP("Act", "Resolving the alarm %1: still no answer; its state now: %2"),
    .unanswered = QT_TRANSLATE_NOOP(
        "Act", "Not known whether the alarm %1 was resolved: %2; its state now: %3"),
    .done = QT_TRANSLATE_NOOP("Act", "The backend has resolved the alarm %1"),
    .undone = QT_TRANSLATE_NOOP("Act", "Taken back: the alarm %1 is not resolved"),
    .refused = QT_TRANSLATE_NOOP("Act", "Cannot resolve: %1"),
};

constexpr Sentences DismissSentences{
    .word = QT_TRANSLATE_NOOP("Act", "Dismiss"),
    .menu = QT_TRANSLATE_NOOP("Act", "&Dismiss"),
    .object = QT_TRANSLATE_NOOP("Act", "Dismiss the alarm %1"),
    .counting = QT_TRANSLATE_NOOP("Act", "Dismissing the alarm %1 in %2 s"),
    .pending = QT_TRANSLATE_NOOP("Act", "Dismissing the alarm %1: waiting for the answer"),
    .failed = QT_TRANSLATE_NOOP("Act", "The alarm %1 was not dismissed: %2"),
    .late = QT_TRANSLATE_NOOP("Act", "Dismissing the alarm %1: still no answer; its state now: %2"),
    .unanswered = QT_TRANSLATE_NOOP(
        "Act", "Not known whether the alarm %1 was dismissed: %2; its state now: %3"),
    .done = QT_TRANSLATE_NOOP("Act", "The backend has dismissed the alarm %1"),
    .undone = QT_TRANSLATE_NOOP("Act", "Taken back: the alarm %1 is not dismissed"),
    .refused = QT_TRANSLATE_NOOP("Act", "Cannot dismiss: %1"),
};

constexpr Sentences ReviewSentences{
    .word = QT_TRANSLATE_NOOP("Act", "Mark as reviewed"),
    .menu = QT_TRANSLATE_NOOP("Act", "Mark as &reviewed"),
    .object = QT_TRANSLATE_NOOP("Act", "Mark event %1 as reviewed"),
    .counting = QT_TRANSLATE_NOOP("Act", "Marking event %1 as reviewed in %2 s"),
    .pending = QT_TRANSLATE_NOOP("Act", "Marking event %1 as reviewed: waiting for the answer"),
    .failed = QT_TRANSLATE_NOOP("Act", "Event %1 was not marked as reviewed: %2"),
    .late = QT_TRANSLATE_NOOP("Act",
                              "Marking event %1 as reviewed: still no answer; its state now: %2"),
    .unanswered = QT_TRANSLATE_NOOP(
        "Act", "Not known whether event %1 was marked as reviewed: %2; its state now: %3"),
    .done = QT_TRANSLATE_NOOP("Act", "The backend has marked event %1 as reviewed"),
    .undone = QT_TRANSLATE_NOOP("Act", "Taken back: event %1 is not marked as reviewed"),
    .refused = QT_TRANSLATE_NOOP("Act", "Cannot mark as reviewed: %1"),
};

constexpr Sentences UnreviewSentences{
    .word = QT_TRANSLATE_NOOP("Act", "Mark as new"),
    .menu = QT_TRANSLATE_NOOP("Act", "Mark as &new"),
    .object = QT_TRANSLATE_NOOP("Act", "Mark event %1 as new"),
    .counting = QT_TRANSLATE_NOOP("Act", "Marking event %1 as new in %2 s"),
    .pending = QT_TRANSLATE_NOOP("Act", "Marking event %1 as new: waiting for the answer"),
    .failed = QT_TRANSLATE_NOOP("Act", "Event %1 was not marked as new: %2"),
    .late = QT_TRANSLATE_NOOP("Act", "Marking event %1 as new: still no answer; its state now: %2"),
    .unanswered = QT_TRANSLATE_NOOP(
        "Act", "Not known whether event %1 was marked as new: %2; its state now: %3"),
    .done = QT_TRANSLATE_NOOP("Act", "The backend has marked event %1 as new"),
    .undone = QT_TRANSLATE_NOOP("Act", "Taken back: event %1 is not marked as new"),
    .refused = QT_TRANSLATE_NOOP("Act", "Cannot mark as new: %1"),
};

} // namespace

const Sentences &sentencesOf(Verb verb)
{
    switch (verb) {
    case Verb::Start:
        return StartSentences;
    case Verb::Stop:
        return StopSentences;
    case Verb::Restart:
        return RestartSentences;
    case Verb::Reset:
        return ResetSentences;
    case Verb::ResetBreaker:
        return ResetBreakerSentences;
    case Verb::Replay:
        return ReplaySentences;
    case Verb::Discard:
        return DiscardSentences;
    case Verb::ReplayAll:
        return ReplayAllSentences;
    case Verb::Acknowledge:
        return AcknowledgeSentences;
    case Verb::Resolve:
        return ResolveSentences;
    case Verb::Dismiss:
        return DismissSentences;
    case Verb::Review:
        return ReviewSentences;
    case Verb::Unreview:
        return UnreviewSentences;
    }
    return StartSentences;
}

} // namespace ui
