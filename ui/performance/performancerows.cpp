// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/performance/performancerows.h"

#include "backend/protocol/names.h"
#include "ui/charts/chartrules.h"
#include "ui/look/format.h"
#include "ui/performance/figurerows.h"

#include <QCoreApplication>

#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr double HotGpu = 110; ///< °C, the end of its scale

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Performance)
};

QString partOf(const std::optional<double> &part, const std::optional<double> &whole)
{
    return part || whole ? Text::tr("%1 of %2").arg(gigabytes(part), gigabytes(whole)) : QString();
}

QString describe(const protocol::AiModelFigures &service)
{
    QStringList parts;
    for (const auto &text : {service.model, service.device}) {
        if (text && !text->isEmpty()) {
            parts << *text;
        }
    }
    if (service.vramGb) {
        parts << gigabytes(service.vramGb);
    }
    if (service.slotsActive && service.slotsTotal) {
        parts << Text::tr("%1 of %2 slots busy").arg(*service.slotsActive).arg(*service.slotsTotal);
    }
    if (service.contextSize) {
        parts << Text::tr("context %1").arg(*service.contextSize);
    }
    return parts.isEmpty() ? noValue() : parts.join(u" · "_s);
}

PanelRow latencyRow(const QString &name, QStringView metric, const PerformancePicture &picture,
                    const protocol::LatencyFigures &figures)
{
    Gauge gauge = gaugeOf(metric, picture.now, picture.past);
    // A scale on which the limits have room; without limits as much as it ever was.
    gauge.top = gauge.critical
        ? *gauge.critical * 1.25
        : std::max({1000.0, figures.p95.value_or(0), gauge.usual ? gauge.usual->high : 0.0});
    QStringList parts;
    if (figures.avg) {
        parts << Text::tr("mean %1").arg(latency(figures.avg));
    }
    if (figures.p99) {
        parts << Text::tr("p99 %1").arg(latency(figures.p99));
    }
    PanelRow row = measured(name, gauge, latency(figures.p95), parts.join(u" · "_s));
    row.unit = Text::tr("ms");
    return row;
}

} // namespace

QList<PanelRow> hostRows(const PerformancePicture &picture)
{
    const protocol::HostFigures host = picture.now.host.value_or(protocol::HostFigures());
    const auto gauge = [&](QStringView metric) {
        return gaugeOf(metric, picture.now, picture.past);
    };
    return {measured(Text::tr("CPU"), gauge(u"host_cpu"), percent(host.cpuPercent)),
            measured(Text::tr("Memory"), gauge(u"host_ram"), percent(host.ramPercent),
                     partOf(host.ramUsedGb, host.ramTotalGb)),
            measured(Text::tr("Disk"), gauge(u"host_disk"), percent(host.diskPercent),
                     partOf(host.diskUsedGb, host.diskTotalGb))};
}

QList<PanelRow> gpuRows(const PerformancePicture &picture)
{
    if (!picture.now.gpu) {
        return {};
    }
    const protocol::GpuFigures &gpu = *picture.now.gpu;
    const auto gauge = [&](QStringView metric, double top) {
        return gaugeOf(metric, picture.now, picture.past, top);
    };
    const auto whole = [](const std::optional<int> &figure, const QString &pattern) {
        return figure ? pattern.arg(*figure) : noValue();
    };
    return {measured(Text::tr("Load"), gauge(u"gpu_utilization", 100), percent(gpu.utilization)),
            measured(Text::tr("Memory"), gauge(u"gpu_vram", 100), percent(gpu.vramPercent()),
                     partOf(gpu.vramUsedGb, gpu.vramTotalGb)),
            measured(Text::tr("Temperature"), gauge(u"gpu_temperature", HotGpu),
                     whole(gpu.temperature, Text::tr("%1 °C"))),
            measured(Text::tr("Power"),
                     gauge(u"gpu_power", std::max(400.0, 1.0 * gpu.powerWatts.value_or(0))),
                     whole(gpu.powerWatts, Text::tr("%1 W")))};
}

QList<PanelRow> serviceRows(const PerformancePicture &picture)
{
    QList<protocol::AiModelFigures> services = picture.now.aiModels;
    const auto place = [](const protocol::AiModelFigures &service) {
        return std::find_if(
                   protocol::AiServices.begin(), protocol::AiServices.end(),
                   [&](const protocol::AiServiceName &known) { return known.name == service.name; })
            - protocol::AiServices.begin();
    };
    std::stable_sort(services.begin(), services.end(),
                     [&](const auto &a, const auto &b) { return place(a) < place(b); });
    QList<PanelRow> rows;
    for (const protocol::AiModelFigures &service : services) {
        rows.append({.look = lookOfStatus(service.status),
                     .name = service.name,
                     .note = describe(service)});
    }
    return rows;
}

QList<PanelRow> inferenceRows(const PerformancePicture &picture)
{
    if (!picture.now.inference) {
        return {};
    }
    const protocol::InferenceFigures &work = *picture.now.inference;
    const auto jobs = [](const std::optional<qint64> &count) {
        return count ? QString::number(*count) : noValue();
    };
    return {latencyRow(Text::tr("Detection"), u"yolo26_latency_p95", picture, work.yolo26),
            latencyRow(Text::tr("Analysis"), u"nemotron_latency_p95", picture, work.nemotron),
            latencyRow(Text::tr("In all"), u"pipeline_latency_p95", picture, work.pipeline),
            fact(Text::tr("A minute"),
                 Text::tr("%1 images · %2 events")
                     .arg(figureText(work.imagesPerMinute), figureText(work.eventsPerMinute))),
            fact(Text::tr("Waiting"),
                 Text::tr("%1 for detection · %2 for analysis")
                     .arg(jobs(work.detectionQueue), jobs(work.analysisQueue)))};
}

QList<PanelRow> alertRows(const PerformancePicture &picture)
{
    QList<PanelRow> rows;
    for (const protocol::PerformanceAlert &alert : picture.now.alerts) {
        const bool isCritical = alert.severity == u"critical";
        const Look look = isCritical ? Look{Glyph::Octagon, Tone::Critical, Text::tr("Critical")}
            : alert.severity == u"warning"
            ? Look{Glyph::Triangle, Tone::Warning, Text::tr("Warning")}
            : lookOfHealth(alert.severity);
        rows.append(
            {.look = look,
             .note = Text::tr("%1 (limit %2)").arg(alert.message, figureText(alert.threshold)),
             .wraps = true});
    }
    std::stable_sort(rows.begin(), rows.end(), [](const PanelRow &a, const PanelRow &b) {
        return severity(a.look.tone) > severity(b.look.tone);
    });
    return rows;
}

} // namespace ui
