// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartrules.h"
#include "ui/performance/performancestate.h"

/// The history of the figures as lines of charts.
namespace ui {

/// The figure of a metric over time. A stretch that lacks snapshots is a gap.
QList<FlowPoint> pointsOf(const QList<protocol::Performance> &past, TimeRange range, FigureOf of);

/// Load of processor and memory, with the GPU's where there is one, else the disk's; percent.
QList<ChartLine> loadLines(const QList<protocol::Performance> &past, TimeRange range);

/// How long 95 of 100 take at most; ms.
QList<ChartLine> latencyLines(const QList<protocol::Performance> &past, TimeRange range);

/// Jobs that wait.
QList<ChartLine> waitingLines(const QList<protocol::Performance> &past, TimeRange range);

/// What the fourth chart can show.
enum class ExtraChart
{
    Throughput,
    GpuTemperature,
    GpuPower,
    Transactions,
};

QList<ExtraChart> extraCharts();

/// The words of the fourth chart.
struct ExtraTexts
{
    QString choice = {};
    QString title = {};
    QString unit = {};
};

ExtraTexts extraTexts(ExtraChart chart);

QList<ChartLine> extraLines(ExtraChart chart, const QList<protocol::Performance> &past,
                            TimeRange range);

/// Span and limits of the fourth chart.
ChartFrame extraFrame(ExtraChart chart, TimeRange range);

} // namespace ui
