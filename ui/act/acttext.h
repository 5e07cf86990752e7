// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/act/actrules.h"

#include <QKeySequence>
#include <QString>

namespace ui {

QString verbWord(Verb verb); ///< "Restart"
QString verbObject(Verb verb, const QString &target); ///< "Restart cleanup_service"
QString menuText(Verb verb); ///< with its mnemonic
QKeySequence shortcutOf(Verb verb);
QString countingText(Verb verb, const QString &target, int seconds);
QString pendingText(Verb verb, const QString &target);
QString failedText(Verb verb, const QString &target, const QString &reason);
QString doneText(Verb verb, const QString &target);
QString undoneText(Verb verb, const QString &target);

/// The request was sent, and the answer takes long; `state` is the target's at present.
QString lateText(Verb verb, const QString &target, const QString &state);

/// Not known what came of it: the request was sent, and no answer came.
QString unansweredText(Verb verb, const QString &target, const QString &reason,
                       const QString &state);

/// "already running"; empty when there is no reason.
QString reasonText(Refusal refusal);

/// "Cannot start: already running".
QString refusalText(Verb verb, Refusal refusal);
QString consequenceText(const Consequence &consequence);

} // namespace ui
