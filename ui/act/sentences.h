// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/act/actrules.h"

namespace ui {

/// What is said about one verb, in whole sentences: languages do not agree on how a verb is put
/// in. Untranslated, of the context "Act"; %1 is the object of the wish.
struct Sentences
{
    const char *word = nullptr; ///< on a button
    const char *menu = nullptr; ///< with its mnemonic
    const char *object = nullptr;
    const char *counting = nullptr; ///< %2: seconds
    const char *pending = nullptr;
    const char *failed = nullptr; ///< %2: the reason
    const char *late = nullptr; ///< %2: its state now
    const char *unanswered = nullptr; ///< %2: the reason, %3: its state now
    const char *done = nullptr;
    const char *undone = nullptr;
    const char *refused = nullptr; ///< %1: the reason
};

const Sentences &sentencesOf(Verb verb);

} // namespace ui
