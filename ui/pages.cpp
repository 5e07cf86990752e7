// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages.h"

#include "ui/alarms/alarmspage.h"
#include "ui/api/apipage.h"
#include "ui/breakers/breakerspage.h"
#include "ui/events/eventspage.h"
#include "ui/history/historypage.h"
#include "ui/instances/fleetpage.h"
#include "ui/instances/instances.h"
#include "ui/models/mirror.h"
#include "ui/monitoring/monitoringpage.h"
#include "ui/overview/overviewpage.h"
#include "ui/performance/performancepage.h"
#include "ui/pipeline/pipelinepage.h"
#include "ui/settings/settingspage.h"
#include "ui/workers/workerspage.h"

#include <QCoreApplication>

namespace ui {

namespace {

template<typename Page>
QWidget *reading(const PageParts &parts, QWidget *parent)
{
    return new Page(parts.mirror, parent);
}

template<typename Page>
QWidget *acting(const PageParts &parts, QWidget *parent)
{
    return new Page(parts.mirror, parts.commander, parent);
}

QWidget *overview(const PageParts &parts, QWidget *parent)
{
    return new OverviewPage(parts.mirror, parts.commander, parts.instances.list(), parent);
}

QWidget *workers(const PageParts &parts, QWidget *parent)
{
    return new WorkersPage(parts.mirror, parts.commander, parts.actions, parent);
}

QWidget *settings(const PageParts &, QWidget *parent)
{
    return new SettingsPage(parent);
}

QWidget *fleet(const PageParts &parts, QWidget *parent)
{
    return new FleetPage(parts.instances, parts.mirror.session().timings(), parent);
}

} // namespace

const QList<PageKind> &pageKinds()
{
    static const QList<PageKind> kinds{
        {QT_TRANSLATE_NOOP("Pages", "Overview"), QT_TRANSLATE_NOOP("Pages", "&Overview"), overview},
        {QT_TRANSLATE_NOOP("Pages", "Workers"), QT_TRANSLATE_NOOP("Pages", "&Workers"), workers},
        {QT_TRANSLATE_NOOP("Pages", "Pipeline"), QT_TRANSLATE_NOOP("Pages", "&Pipeline"),
         acting<PipelinePage>},
        {QT_TRANSLATE_NOOP("Pages", "Breakers"),
         QT_TRANSLATE_NOOP("Pages", "&Breakers and services"), acting<BreakersPage>},
        {QT_TRANSLATE_NOOP("Pages", "Monitoring"), QT_TRANSLATE_NOOP("Pages", "&Monitoring"),
         reading<MonitoringPage>},
        {QT_TRANSLATE_NOOP("Pages", "Events"), QT_TRANSLATE_NOOP("Pages", "&Events"),
         acting<EventsPage>},
        {QT_TRANSLATE_NOOP("Pages", "Performance"), QT_TRANSLATE_NOOP("Pages", "Per&formance"),
         reading<PerformancePage>},
        {QT_TRANSLATE_NOOP("Pages", "Alarms"), QT_TRANSLATE_NOOP("Pages", "&Alarms"),
         acting<AlarmsPage>},
        {QT_TRANSLATE_NOOP("Pages", "History"), QT_TRANSLATE_NOOP("Pages", "&History"),
         reading<HistoryPage>},
        {QT_TRANSLATE_NOOP("Pages", "API & events"), QT_TRANSLATE_NOOP("Pages", "API and e&vents"),
         reading<ApiPage>},
        {QT_TRANSLATE_NOOP("Pages", "Instances"), QT_TRANSLATE_NOOP("Pages", "&Instances"), fleet},
        {QT_TRANSLATE_NOOP("Pages", "Settings"), QT_TRANSLATE_NOOP("Pages", "&Settings"), settings},
    };
    return kinds;
}

} // namespace ui
