// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/flowring.h"

#include <QList>
#include <QPointF>
#include <QString>

#include <optional>

namespace ui {

/// One line of a chart.
struct ChartLine
{
    QString name = {};
    QList<FlowPoint> points = {};

    bool operator==(const ChartLine &) const = default;
};

/// How values become heights.
enum class ChartScale
{
    Linear,
    Logarithmic, ///< what is not above zero has no place on it
};

/// The stretch that an axis shows.
struct ChartRange
{
    double low = 0;
    double high = 1;

    bool operator==(const ChartRange &) const = default;
};

/// What a chart shows beside its lines.
struct ChartFrame
{
    std::chrono::minutes span{60}; ///< how far back the paper goes
    int bars = 12; ///< the span in so many parts; of a chart of bars
    std::optional<double> top = {}; ///< of the vertical axis; without it as high as the lines are
    std::optional<double> warning = {}; ///< a limit, drawn from side to side
    std::optional<double> critical = {};

    bool operator==(const ChartFrame &) const = default;
};

/// How many minutes `at` lies after `now`: negative for the past.
double minutesBefore(protocol::WallTime at, protocol::WallTime now);

/// A line on the paper, x in minutes before `now` (so -60..0): one run of points for each stretch
/// without a gap, what is older than `span` left out. In each of `pixels` columns of the span only
/// the highest point stays, so that a peak is never lost.
QList<QList<QPointF>> runsOf(const QList<FlowPoint> &points, protocol::WallTime now,
                             std::chrono::minutes span, int pixels, ChartScale scale);

/// Whether a run of more than a few points has one in most of the columns that it crosses.
bool isDense(const QList<QPointF> &run, std::chrono::minutes span, int pixels);

/// Each line on top of those before it. Where one of them has a gap, the sum is not known either.
QList<ChartLine> stacked(const QList<ChartLine> &lines);

/// From zero to a round number above all values; on a logarithmic scale whole decades around them.
ChartRange rangeOf(const QList<ChartLine> &lines, ChartScale scale);

/// The same for a frame: its top, else room for its limits too.
ChartRange rangeOf(const QList<ChartLine> &lines, ChartScale scale, const ChartFrame &frame);

/// How many numbers stand along a time axis of `span`, both ends included: each is a whole minute.
int ticksOf(std::chrono::minutes span);

/// How much a count since the start grew in each of `buckets` equal parts of `span` before `now`,
/// oldest first. A count that fell began anew at zero. Nothing where it was never known.
QList<std::optional<double>> growth(const QList<FlowPoint> &points, protocol::WallTime now,
                                    std::chrono::minutes span, int buckets);

/// growth() of each line, a point at the end of each part.
QList<ChartLine> grown(const QList<ChartLine> &lines, protocol::WallTime now,
                       std::chrono::minutes span, int buckets);

/// "0.4", "12", "1230", with at most one decimal; "—" without a value.
QString figureText(const std::optional<double> &value);

} // namespace ui
