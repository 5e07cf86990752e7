// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartrules.h"

#include "ui/look/format.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr qsizetype FewPoints = 32;

/// 1, 2 or 5 times a power of ten, not below `value`.
double roundAbove(double value)
{
    const double decade = std::pow(10.0, std::floor(std::log10(value)));
    for (const double step : {1.0, 2.0, 5.0}) {
        if (value <= step * decade * (1 + 1e-9)) {
            return step * decade;
        }
    }
    return 10 * decade;
}

/// Adds a point, or raises the one that is in the same column already.
void addToRun(QList<QPointF> &run, const QPointF &point, double columnWidth)
{
    if (!run.isEmpty()
        && std::floor(run.last().x() / columnWidth) == std::floor(point.x() / columnWidth)) {
        if (point.y() > run.last().y()) {
            run.last() = point;
        }
        return;
    }
    run.append(point);
}

} // namespace

double minutesBefore(protocol::WallTime at, protocol::WallTime now)
{
    return std::chrono::duration<double, std::ratio<60>>(at - now).count();
}

QList<QList<QPointF>> runsOf(const QList<FlowPoint> &points, protocol::WallTime now,
                             std::chrono::minutes span, int pixels, ChartScale scale)
{
    const double oldest = -static_cast<double>(span.count());
    const double columnWidth = static_cast<double>(span.count()) / std::max(1, pixels);
    QList<QList<QPointF>> runs;
    bool isOpen = false;
    for (const FlowPoint &point : points) {
        const double x = minutesBefore(point.at, now);
        const bool isShown =
            point.value && (scale == ChartScale::Linear || *point.value > 0) && x >= oldest;
        if (isShown) {
            if (!isOpen) {
                runs.append(QList<QPointF>());
            }
            addToRun(runs.last(), {x, *point.value}, columnWidth);
        }
        isOpen = isShown;
    }
    return runs;
}

bool isDense(const QList<QPointF> &run, std::chrono::minutes span, int pixels)
{
    if (run.size() <= FewPoints) {
        return false;
    }
    const double columnWidth = static_cast<double>(span.count()) / std::max(1, pixels);
    const double columns = (run.last().x() - run.first().x()) / columnWidth;
    return columns < 1.5 * static_cast<double>(run.size());
}

QList<ChartLine> stacked(const QList<ChartLine> &lines)
{
    QList<ChartLine> sums;
    for (ChartLine line : lines) {
        if (!sums.isEmpty()) {
            const auto &below = sums.last().points;
            for (qsizetype i = 0; i < std::min(line.points.size(), below.size()); ++i) {
                auto &value = line.points[i].value;
                const auto &base = below.at(i).value;
                value = value && base ? std::optional(*value + *base) : std::nullopt;
            }
        }
        sums.append(line);
    }
    return sums;
}

ChartRange rangeOf(const QList<ChartLine> &lines, ChartScale scale)
{
    std::optional<double> low;
    double high = 0;
    for (const ChartLine &line : lines) {
        for (const FlowPoint &point : line.points) {
            if (point.value && *point.value > 0) {
                low = std::min(low.value_or(*point.value), *point.value);
                high = std::max(high, *point.value);
            }
        }
    }
    if (scale == ChartScale::Linear) {
        return {0, low ? std::max(1.0, roundAbove(high)) : 1.0};
    }
    if (!low) {
        return {1, 1000};
    }
    const double bottom = std::pow(10.0, std::floor(std::log10(*low)));
    const double top = std::pow(10.0, std::ceil(std::log10(high)));
    return {bottom, std::max(top, bottom * 10)};
}

ChartRange rangeOf(const QList<ChartLine> &lines, ChartScale scale, const ChartFrame &frame)
{
    if (frame.top) {
        return {0, *frame.top};
    }
    QList<ChartLine> all = lines;
    for (const auto &limit : {frame.warning, frame.critical}) {
        if (limit) {
            all.append({{}, {{protocol::WallTime(), limit}}});
        }
    }
    return rangeOf(all, scale);
}

int ticksOf(std::chrono::minutes span)
{
    for (const int parts : {4, 5, 3, 2}) {
        if (span.count() % parts == 0) {
            return parts + 1;
        }
    }
    return 2;
}

QList<std::optional<double>> growth(const QList<FlowPoint> &points, protocol::WallTime now,
                                    std::chrono::minutes span, int buckets)
{
    QList<std::optional<double>> result(buckets);
    const double width = static_cast<double>(span.count()) / buckets;
    std::optional<double> before;
    for (const FlowPoint &point : points) {
        if (!point.value) {
            continue; // what grew in a gap counts where it is seen again
        }
        const double x = minutesBefore(point.at, now) + static_cast<double>(span.count());
        const int bucket = std::min(buckets - 1, static_cast<int>(std::floor(x / width)));
        if (before && bucket >= 0) {
            const double grown = *point.value >= *before ? *point.value - *before : *point.value;
            result[bucket] = result.at(bucket).value_or(0) + grown;
        }
        before = point.value;
    }
    return result;
}

QList<ChartLine> grown(const QList<ChartLine> &lines, protocol::WallTime now,
                       std::chrono::minutes span, int buckets)
{
    QList<ChartLine> result;
    for (const ChartLine &line : lines) {
        ChartLine bars{line.name, {}};
        const auto values = growth(line.points, now, span, buckets);
        for (int i = 0; i < buckets; ++i) {
            bars.points.append({now - std::chrono::milliseconds(span) * (buckets - 1 - i) / buckets,
                                values.at(i)});
        }
        result.append(bars);
    }
    return result;
}

QString figureText(const std::optional<double> &value)
{
    if (!value) {
        return noValue();
    }
    const bool isWhole = std::abs(*value - std::round(*value)) < 0.05 || *value >= 100;
    return decimal(*value, isWhole ? 0 : 1);
}

} // namespace ui
