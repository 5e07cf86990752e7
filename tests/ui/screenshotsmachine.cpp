// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/canned.h"
#include "tests/ui/support/cannedmachine.h"
#include "tests/ui/support/fakebackend.h"
#include "tests/ui/support/shooter.h"
#include "ui/client/session.h"
#include "ui/frame/factstable.h"
#include "ui/mainwindow.h"
#include "ui/monitoring/monitoringpage.h"

namespace tests {

using namespace Qt::StringLiterals;

namespace {

void tell(FakeBackend &backend, const Prometheus &prometheus)
{
    fill(backend, prometheus);
    backend.sendChanged(u"/api/system/monitoring/health"_s);
    backend.sendChanged(u"/api/system/monitoring/targets"_s);
}

void shootMonitoring(const Shooter &shooter, FakeBackend &backend, ui::MainWindow &window,
                     const QString &theme)
{
    const QString name = u"Monitoring"_s;
    auto *page = window.findChild<ui::MonitoringPage *>();
    tell(backend, outOfReach());
    shooter.page(window, name, theme + u"-never"_s);
    tell(backend, wellMonitored());
    await("the targets are read", [&] { return page->targets()->model()->rowCount() == 5; });
    shooter.page(window, name, theme + u"-well"_s);
    tell(backend, partlyDown());
    await("the targets are read", [&] { return page->targets()->model()->rowCount() == 6; });
    page->targets()->selectRow(0);
    shooter.page(window, name, theme + u"-down"_s);
    tell(backend, outOfReach());
    await("it is told", [&] { return !page->banner().isEmpty(); });
    shooter.page(window, name, theme + u"-away"_s);
}

} // namespace

void shootMachine(const Shooter &shooter, const QString &theme)
{
    FakeBackend backend;
    fill(backend, healthy());
    ui::MainWindow window({.url = backend.url(), .name = u"home-nvr"_s}, nullptr, hasty());
    window.resize(1280, 720);
    window.show();
    awaitLevel(window);
    shootMonitoring(shooter, backend, window, theme);
    tell(backend, wellMonitored());
    shooter.page(window, u"Monitoring"_s, theme + u"-back"_s);
    backend.freeze(true);
    awaitPill(window, u"Stale");
    shooter.page(window, u"Monitoring"_s, theme + u"-silent"_s);
    backend.freeze(false);
}

} // namespace tests
