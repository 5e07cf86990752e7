// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartrules.h"

#include <optional>

namespace ui {

/// A stretch of time.
struct ChartWindow
{
    protocol::WallTime from{};
    protocol::WallTime to{};

    std::chrono::milliseconds length() const { return to - from; }

    bool operator==(const ChartWindow &) const = default;
};

/// The part of a chart that somebody looks at.
struct ChartZoom
{
    std::chrono::milliseconds length{0};
    std::optional<protocol::WallTime> end = {}; ///< without one it follows the present

    bool operator==(const ChartZoom &) const = default;
};

/// Nothing shorter can be looked at.
constexpr std::chrono::seconds ShortestWindow{10};

/// What is on the paper: all of it without a zoom. A zoom that has fallen out of `whole` shows its
/// oldest part.
ChartWindow windowOf(const std::optional<ChartZoom> &zoom, const ChartWindow &whole);

/// `factor` times as much as is shown; what lies `at` (0 left, 1 right) stays where it is as far as
/// there is something beyond. Nothing when that is all there is.
std::optional<ChartZoom> zoomed(const ChartWindow &shown, double factor, double at,
                                const ChartWindow &whole);

/// What lies `by` times the shown length later; earlier when negative.
std::optional<ChartZoom> panned(const ChartWindow &shown, double by, const ChartWindow &whole);

/// The lines without the points that lie outside, but for the next one on either side: a line
/// goes on to the edge of the paper.
QList<ChartLine> cutTo(const ChartWindow &window, const QList<ChartLine> &lines);

} // namespace ui
