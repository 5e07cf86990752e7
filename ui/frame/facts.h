// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/states.h"

#include <QStringList>

namespace ui {

/// One row of what a drawing shows.
struct FactRow
{
    QString key = {}; ///< no two rows have the same
    QStringList cells = {}; ///< one a column
    Look look = {Glyph::None, Tone::Quiet, {}}; ///< of the cell that tells the state

    bool operator==(const FactRow &) const = default;
};

/// What a drawing shows, as a table.
struct Facts
{
    QStringList columns = {};
    int stateColumn = -1; ///< where the look belongs; none
    QList<FactRow> rows = {};

    bool operator==(const Facts &) const = default;
};

} // namespace ui
