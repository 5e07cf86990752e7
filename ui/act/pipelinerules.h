// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/breaker.h"
#include "backend/protocol/health.h"
#include "ui/act/actrules.h"

namespace ui {

/// What the reset of a breaker is told from.
struct BreakerFacts
{
    protocol::Breaker breaker = {};
    std::optional<protocol::Health> service = {}; ///< nothing: not known now
    std::optional<qint64> waitingJobs = {}; ///< in front of the stage that needs the service
    protocol::WallTime now{};
};

/// A closed breaker that counts no failure has nothing to reset.
Refusal refusalOfReset(const std::optional<protocol::Breaker> &breaker, const ActContext &context);

QList<Consequence> consequencesOfReset(const BreakerFacts &facts);

/// What is known of dead letters: of one, or of all of a queue.
struct LetterFacts
{
    bool isOffered = true; ///< the backend lists dead letters
    qint64 letters = 0; ///< how many the wish is about
    qint64 attempts = 0; ///< of the one
    std::optional<qint64> waitingJobs = {}; ///< in its queue; nothing: not known now
};

Refusal refusalOfLetters(Verb verb, const LetterFacts &facts, const ActContext &context);

QList<Consequence> consequencesOfLetters(Verb verb, const LetterFacts &facts);

} // namespace ui
