// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/act/bulkrules.h"
#include "ui/look/states.h"

#include <QString>

namespace ui {

QString bulkObject(Verb verb, int workers); ///< "Stop 3 workers"
QString bulkMenuText(Verb verb, int workers); ///< the same with its mnemonic

/// "Stop", or "Stop 2 of 3" where some are left out.
QString bulkButtonText(Verb verb, int taken, int all);

/// Who is left out and why, a line for each reason.
QStringList leftOutLines(const BulkPlan &plan);

/// What the dialog says: to whom it is done, who is left out, what will follow.
QStringList bulkLines(Verb verb, const BulkPlan &plan, const QList<BulkSubject> &subjects);

QString bulkConsequenceText(const BulkConsequence &consequence);

/// "Stop: 2 done, 1 refused by the backend".
QString bulkSummary(Verb verb, const BulkCounts &counts);

/// The sign and the word of what came of one of them.
Look lookOf(BulkState state);

} // namespace ui
