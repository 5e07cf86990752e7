// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/act/pipelinerules.h"

namespace ui {

using protocol::BreakerState;

Refusal refusalOfReset(const std::optional<protocol::Breaker> &breaker, const ActContext &context)
{
    const Refusal refused = refusalOf(breaker.has_value(), context);
    if (refused != Refusal::None) {
        return refused;
    }
    return breaker->state == BreakerState::Closed && breaker->failureCount == 0
        ? Refusal::NothingCounted
        : Refusal::None;
}

QList<Consequence> consequencesOfReset(const BreakerFacts &facts)
{
    QList<Consequence> result{{ConsequenceKind::BreakerCloses, 0}};
    if (!facts.service || *facts.service == protocol::Health::Unknown) {
        result.append({ConsequenceKind::ServiceUnknown, facts.breaker.config.failureThreshold});
    } else if (*facts.service == protocol::Health::Healthy) {
        result.append({ConsequenceKind::ServiceAnswers, 0});
    } else {
        result.append({ConsequenceKind::ServiceAway, facts.breaker.config.failureThreshold});
    }
    if (facts.waitingJobs.value_or(0) > 0) {
        result.append({ConsequenceKind::JobsWait, *facts.waitingJobs});
    }
    const auto &probe = facts.breaker.nextProbeAt;
    if (facts.breaker.state == BreakerState::Open && probe && *probe > facts.now) {
        const auto wait = std::chrono::ceil<std::chrono::seconds>(*probe - facts.now);
        result.append({ConsequenceKind::TriedAnyway, wait.count()});
    }
    return result;
}

Refusal refusalOfLetters(Verb verb, const LetterFacts &facts, const ActContext &context)
{
    if (!facts.isOffered) {
        return Refusal::NotOffered;
    }
    const bool isOfAQueue = verb == Verb::ReplayAll;
    const Refusal refused = refusalOf(isOfAQueue || facts.letters > 0, context);
    if (refused != Refusal::None) {
        return refused;
    }
    return facts.letters > 0 ? Refusal::None : Refusal::NoLetters;
}

QList<Consequence> consequencesOfLetters(Verb verb, const LetterFacts &facts)
{
    QList<Consequence> result;
    if (verb == Verb::Discard) {
        result.append({ConsequenceKind::DeletedForGood, 0});
        result.append({ConsequenceKind::Tried, facts.attempts});
        return result;
    }
    result.append({ConsequenceKind::LettersGoBack, facts.letters});
    if (facts.waitingJobs) {
        result.append({ConsequenceKind::JobsBefore, *facts.waitingJobs});
    } else {
        result.append({ConsequenceKind::WorkUnknown, 0});
    }
    result.append({ConsequenceKind::FailsAgain, 0});
    return result;
}

} // namespace ui
