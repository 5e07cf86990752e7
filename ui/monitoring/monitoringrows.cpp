// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/monitoring/monitoringrows.h"

#include "ui/look/format.h"

#include <QCoreApplication>
#include <QLocale>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Monitoring)
};

PanelRow fact(const QString &name, const QString &note,
              const Look &look = {Glyph::None, Tone::Quiet, {}})
{
    return {.look = look, .name = name, .note = note};
}

QString remarkOf(const protocol::Exporter &exporter, protocol::WallTime now)
{
    QStringList parts{exporter.endpoint};
    if (exporter.statusSince && exporter.status != protocol::TargetHealth::Up) {
        //: how long it has been down already
        parts << Text::tr("for %1").arg(age(exporter.statusSince, now));
    }
    if (exporter.lastScrape) {
        parts << Text::tr("scraped %1 ago").arg(age(exporter.lastScrape, now));
    }
    if (exporter.error) {
        parts << exporter.error->simplified();
    }
    return parts.join(u" · "_s);
}

Look collectingLook(bool isCollecting)
{
    return isCollecting ? Look{Glyph::Play, Tone::Quiet, {}}
                        : Look{Glyph::Octagon, Tone::Critical, Text::tr("No")};
}

} // namespace

QList<PanelRow> exporterRows(const MonitoringPicture &picture, protocol::WallTime now)
{
    QList<PanelRow> rows;
    if (!picture.known) {
        return rows;
    }
    const auto &exporters = picture.known->exporters;
    for (qsizetype i = 0; i < exporters.size(); ++i) {
        rows.append({.look = lookOfHealth(picture.exporterWords.value(i)),
                     .name = exporters.at(i).name,
                     .note = remarkOf(exporters.at(i), now)});
    }
    return rows;
}

QList<PanelRow> collectionRows(const MonitoringPicture &picture, protocol::WallTime now)
{
    if (!picture.known) {
        return {};
    }
    const protocol::MetricsCollection &told = picture.known->metricsCollection;
    const QString every = told.scrapeIntervalSeconds > 0
        ? Text::tr("every %1").arg(shortDuration(std::chrono::seconds(told.scrapeIntervalSeconds)))
        : noValue();
    return {fact(Text::tr("Collecting"), told.collecting ? Text::tr("yes") : QString(),
                 collectingLook(told.collecting)),
            fact(Text::tr("Scrapes"), every),
            fact(Text::tr("Last good scrape"), momentAgo(told.lastSuccessfulScrape, now)),
            fact(Text::tr("Series"),
                 told.totalSeries ? QLocale().toString(*told.totalSeries) : noValue()),
            fact(Text::tr("Prometheus"), picture.known->prometheusUrl),
            fact(Text::tr("Asked"), momentAgo(picture.knownAt, now))};
}

QList<PanelRow> issueRows(const protocol::MonitoringHealth &health)
{
    QList<PanelRow> rows;
    for (const QString &issue : health.issues) {
        rows.append({.look = {Glyph::Triangle, Tone::Warning, {}},
                     .note = issue.simplified(),
                     .wraps = true});
    }
    return rows;
}

} // namespace ui
