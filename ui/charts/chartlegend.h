// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartrules.h"

#include <QPen>

class QPainter;
class QPalette;

namespace ui {

/// How the numbers of a chart are drawn.
enum class ChartKind
{
    Lines,
    StackedLines,
    LogLines,
    StackedBars, ///< the growth of counts, a part of the span each bar
};

/// What stands above a chart.
struct ChartLegend
{
    QList<ChartLine> lines = {};
    ChartKind kind = ChartKind::Lines;
    bool isPresent = false; ///< the last figures are those of now
    QString remark = {}; ///< at the right end
};

/// The names of the lines, with their last figures where there is room for all of them.
void paintLegend(QPainter &painter, QRectF box, const ChartLegend &legend, const QPalette &palette);

/// How line number `number` is drawn: told apart by its dashes, not by its colour.
QPen chartPen(int number, const QPalette &palette);

/// The same for points so close together that a wider line would only be a blot.
QPen thinPen(int number, const QPalette &palette);

} // namespace ui
