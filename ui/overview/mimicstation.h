// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/tokens.h"
#include "ui/overview/mimicstate.h"

#include <QRectF>

class QPainter;
class QPen;

namespace ui {

/// Between the frame of a station and what it says.
inline constexpr qreal StationPadding = 8;

bool isAbnormal(const Look &look);

/// The line around what has that tone; dashed and dotted tell it without colour.
QPen outlinePen(Tone tone, const Tokens &tokens, qreal width);

/// Draws one station: its name, its state and mark, and the last line with figure or queue.
void paintStation(QPainter &painter, const QRectF &box, const Station &station,
                  const Tokens &tokens);

} // namespace ui
