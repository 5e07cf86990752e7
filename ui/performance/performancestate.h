// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/performance.h"
#include "ui/client/freshness.h"
#include "ui/look/gauge.h"

#include <chrono>

namespace ui {

/// What the charts look back over.
enum class TimeRange
{
    FiveMinutes,
    QuarterHour,
    Hour,
};

/// As the API wants it: 5m, 15m, 60m.
QString toText(TimeRange range);

std::chrono::minutes spanOf(TimeRange range);

/// How far the figures can be trusted, given how far the answer can: what was measured long before
/// the answer was given is as old as its measurement.
Freshness measuredFreshness(const protocol::Performance &figures, const Freshness &ofAnswer);

/// Reads one figure; nothing where it was not measured.
using FigureOf = std::optional<double> (*)(const protocol::Performance &figures);

/// Everything that has a figure, by the names of the limits where it has any.
FigureOf figureOf(QStringView metric);

/// The figure of `metric` against its limits and against what it was in `past`. A limit that the
/// backend tells in an alert holds before ours.
Gauge gaugeOf(QStringView metric, const protocol::Performance &now,
              const QList<protocol::Performance> &past, double top = 100);

} // namespace ui
