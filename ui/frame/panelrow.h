// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/gauge.h"

#include <QString>

namespace ui {

/// One line of a RowsPanel: a sign, a name, a figure with what is normal for it, a remark.
struct PanelRow
{
    Look look = {Glyph::None, Tone::Quiet, {}}; ///< a chip with its word when it is abnormal
    QString name = {};
    std::optional<Gauge> gauge = {};
    QString unit = {}; ///< of the gauge, where the value is told in another one
    QString value = {};
    QString note = {};
    bool wraps = false; ///< the remark takes several lines where it needs them

    bool operator==(const PanelRow &) const = default;
};

} // namespace ui
