// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/breaker.h"
#include "backend/protocol/worker.h"

#include <QString>

namespace ui {

/// A drawn sign; its shape alone tells the state, without colour.
enum class Glyph
{
    None,
    Play, ///< normal
    Cycle, ///< in transition
    Square, ///< stopped by a person
    Triangle, ///< attention
    Octagon, ///< broken
    Question, ///< unknown
    Clock, ///< stale
    Star, ///< critical part
};

/// How it is painted.
enum class Tone
{
    Quiet, ///< grey ink: normal
    Hollow, ///< grey outline: off on purpose
    Transition, ///< blue outline
    Warning, ///< amber fill
    Critical, ///< red fill
    Unknown, ///< grey, dotted
};

/// One row of the state encoding: sign, paint and word always go together.
struct Look
{
    Glyph glyph = Glyph::Question;
    Tone tone = Tone::Unknown;
    QString word = {};

    bool operator==(const Look &) const = default;
};

Look lookOf(const protocol::Worker &worker);
Look lookOf(const protocol::Breaker &breaker);
Look lookOfOutcome(protocol::RestartOutcome outcome);

/// healthy | degraded | unhealthy | up | down | unknown; an unknown word is shown with a "?".
Look lookOfHealth(const QString &word);

/// normal | degraded | minimal | offline.
Look lookOfMode(const QString &word);

/// low | medium | high | critical.
Look lookOfRisk(const QString &level);

/// Its word; where it is drawn as a sign alone, what the sign says; "—" where it says nothing.
QString stateWord(const Look &look);

/// How bad it is, for sorting and for taking the worst of several.
int severity(Tone tone);

} // namespace ui
