// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/performance/performancelines.h"

#include "backend/protocol/performancelimits.h"

#include <QCoreApplication>

#include <algorithm>

namespace ui {

using namespace std::chrono_literals;
using protocol::Performance;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Performance)
};

/// Between two snapshots of a history.
std::chrono::seconds periodOf(TimeRange range)
{
    switch (range) {
    case TimeRange::FiveMinutes:
        return 5s;
    case TimeRange::QuarterHour:
        return 15s;
    case TimeRange::Hour:
        break;
    }
    return 60s;
}

bool isEverKnown(const QList<Performance> &past, FigureOf of)
{
    return std::any_of(past.begin(), past.end(),
                       [of](const Performance &one) { return of(one).has_value(); });
}

ChartLine line(const QString &name, QStringView metric, const QList<Performance> &past,
               TimeRange range)
{
    return {name, pointsOf(past, range, figureOf(metric))};
}

std::optional<protocol::WallTime> momentOf(const Performance &figures)
{
    return figures.observedAt ? figures.observedAt : figures.timestamp;
}

} // namespace

QList<FlowPoint> pointsOf(const QList<Performance> &past, TimeRange range, FigureOf of)
{
    QList<FlowPoint> points;
    const auto period = periodOf(range);
    for (const Performance &one : past) {
        const auto at = momentOf(one);
        if (!at) {
            continue;
        }
        // One that came late is no gap, one that never came is.
        if (!points.isEmpty() && *at - points.last().at > period * 5 / 2) {
            points.append({points.last().at + period, std::nullopt});
        }
        points.append({*at, of(one)});
    }
    return points;
}

QList<ChartLine> loadLines(const QList<Performance> &past, TimeRange range)
{
    QList<ChartLine> lines{line(Text::tr("CPU"), u"host_cpu", past, range),
                           line(Text::tr("RAM"), u"host_ram", past, range)};
    if (isEverKnown(past, figureOf(u"gpu_utilization"))
        || isEverKnown(past, figureOf(u"gpu_vram"))) {
        lines.append(line(Text::tr("GPU"), u"gpu_utilization", past, range));
        lines.append(line(Text::tr("VRAM"), u"gpu_vram", past, range));
    } else {
        lines.append(line(Text::tr("disk"), u"host_disk", past, range));
    }
    return lines;
}

QList<ChartLine> latencyLines(const QList<Performance> &past, TimeRange range)
{
    return {line(Text::tr("detection"), u"yolo26_latency_p95", past, range),
            line(Text::tr("analysis"), u"nemotron_latency_p95", past, range),
            line(Text::tr("in all"), u"pipeline_latency_p95", past, range)};
}

QList<ChartLine> waitingLines(const QList<Performance> &past, TimeRange range)
{
    return {line(Text::tr("detection"), u"detection_queue", past, range),
            line(Text::tr("analysis"), u"analysis_queue", past, range)};
}

QList<ExtraChart> extraCharts()
{
    return {ExtraChart::Throughput, ExtraChart::GpuTemperature, ExtraChart::GpuPower,
            ExtraChart::Transactions};
}

ExtraTexts extraTexts(ExtraChart chart)
{
    switch (chart) {
    case ExtraChart::Throughput:
        return {Text::tr("Done"), Text::tr("DONE"), Text::tr("/min")};
    case ExtraChart::GpuTemperature:
        return {Text::tr("GPU °C"), Text::tr("GPU"), Text::tr("°C")};
    case ExtraChart::GpuPower:
        return {Text::tr("GPU W"), Text::tr("GPU"), Text::tr("W")};
    case ExtraChart::Transactions:
        break;
    }
    return {Text::tr("Store"), Text::tr("STORE"), Text::tr("transactions/min")};
}

QList<ChartLine> extraLines(ExtraChart chart, const QList<Performance> &past, TimeRange range)
{
    switch (chart) {
    case ExtraChart::Throughput:
        return {line(Text::tr("images"), u"images_per_min", past, range),
                line(Text::tr("events"), u"events_per_min", past, range)};
    case ExtraChart::GpuTemperature:
        return {line(Text::tr("GPU"), u"gpu_temperature", past, range)};
    case ExtraChart::GpuPower:
        return {line(Text::tr("GPU"), u"gpu_power", past, range)};
    case ExtraChart::Transactions:
        break;
    }
    QList<ChartLine> lines{line(Text::tr("SQLite"), u"sqlite_transactions", past, range)};
    if (isEverKnown(past, figureOf(u"pg_transactions"))) {
        lines.append(line(Text::tr("PostgreSQL"), u"pg_transactions", past, range));
    }
    return lines;
}

ChartFrame extraFrame(ExtraChart chart, TimeRange range)
{
    ChartFrame frame{.span = spanOf(range)};
    const QStringView metric = chart == ExtraChart::GpuTemperature ? u"gpu_temperature"
        : chart == ExtraChart::GpuPower                            ? u"gpu_power"
                                                                   : u"";
    if (const protocol::PerformanceLimit *limit = protocol::performanceLimit(metric)) {
        frame.warning = limit->warning;
        frame.critical = limit->critical;
    }
    return frame;
}

} // namespace ui
