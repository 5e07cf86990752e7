// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/act/actrules.h"

#include <QStringList>

#include <functional>

namespace ui {

class Commander;

/// What a ConsequenceDialog says at one time.
struct Asked
{
    QString action = {}; ///< "Stop 3 workers"
    QStringList lines = {}; ///< what will follow; empty: nothing new is known
    QString refusal = {}; ///< why it cannot be done now
    QStringList targets = {}; ///< whom it is done to

    bool operator==(const Asked &) const = default;
};

/// A wish of the third tier before it is sent.
struct Question
{
    std::function<Asked()> now = {};
    std::function<void(const QStringList &targets)> act = {};
    bool isOfAll = false; ///< nothing runs any more afterwards
};

/// About one target. The commander outlives what is returned.
Question questionOf(Commander &commander, Verb verb, const QString &target);

/// About several workers, of whom those are left out that it cannot be done to.
Question questionOfSeveral(Commander &commander, Verb verb, const QStringList &workers);

} // namespace ui
