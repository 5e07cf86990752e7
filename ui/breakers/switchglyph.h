// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/states.h"
#include "ui/look/tokens.h"

#include <QRectF>

class QPainter;

namespace ui {

/// Draws a breaker as an electrical switch lying in its line: a straight blade when closed, a
/// raised one when open, one half raised and dashed when half-open, none and a "?" when unknown.
void drawSwitch(QPainter &painter, const QRectF &box, const Look &state, const Tokens &tokens);

} // namespace ui
