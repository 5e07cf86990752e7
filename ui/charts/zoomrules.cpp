// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/zoomrules.h"

#include <algorithm>

namespace ui {

namespace {

using std::chrono::milliseconds;

milliseconds part(milliseconds length, double share)
{
    return milliseconds(static_cast<qint64>(static_cast<double>(length.count()) * share));
}

/// The window within the whole, as long as it is.
ChartWindow inside(const ChartWindow &window, const ChartWindow &whole)
{
    const milliseconds length = std::min(window.length(), whole.length());
    const protocol::WallTime from = std::clamp(window.from, whole.from, whole.to - length);
    return {from, from + length};
}

std::optional<ChartZoom> zoomTo(const ChartWindow &wanted, const ChartWindow &whole)
{
    const ChartWindow window = inside(wanted, whole);
    if (window == whole) {
        return {};
    }
    ChartZoom zoom{.length = window.length()};
    if (window.to != whole.to) {
        zoom.end = window.to;
    }
    return zoom;
}

} // namespace

ChartWindow windowOf(const std::optional<ChartZoom> &zoom, const ChartWindow &whole)
{
    if (!zoom) {
        return whole;
    }
    const protocol::WallTime end = zoom->end.value_or(whole.to);
    return inside({end - zoom->length, end}, whole);
}

std::optional<ChartZoom> zoomed(const ChartWindow &shown, double factor, double at,
                                const ChartWindow &whole)
{
    const milliseconds shortest = std::min<milliseconds>(ShortestWindow, whole.length());
    const milliseconds length = std::clamp(part(shown.length(), factor), shortest, whole.length());
    // At the present it stays at the present: that is what one looks at.
    const double anchor = shown.to == whole.to && at > 0.9 ? 1 : at;
    const protocol::WallTime from =
        shown.from + part(shown.length(), anchor) - part(length, anchor);
    return zoomTo({from, from + length}, whole);
}

std::optional<ChartZoom> panned(const ChartWindow &shown, double by, const ChartWindow &whole)
{
    const milliseconds step = part(shown.length(), by);
    return zoomTo({shown.from + step, shown.to + step}, whole);
}

QList<ChartLine> cutTo(const ChartWindow &window, const QList<ChartLine> &lines)
{
    QList<ChartLine> cut;
    for (const ChartLine &line : lines) {
        const auto begin = line.points.cbegin();
        const auto end = line.points.cend();
        auto first = std::lower_bound(
            begin, end, window.from,
            [](const FlowPoint &point, protocol::WallTime at) { return point.at < at; });
        auto last = std::upper_bound(
            first, end, window.to,
            [](protocol::WallTime at, const FlowPoint &point) { return at < point.at; });
        first = first == begin ? first : first - 1;
        last = last == end ? last : last + 1;
        cut.append({line.name, QList<FlowPoint>(first, last)});
    }
    return cut;
}

} // namespace ui
