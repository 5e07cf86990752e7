// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/screenshots.h"
#include "tests/ui/support/canned.h"
#include "tests/ui/support/cannedapi.h"
#include "tests/ui/support/cannedload.h"
#include "tests/ui/support/cannedmachine.h"
#include "tests/ui/support/fakebackend.h"
#include "tests/ui/support/fortabs.h"
#include "tests/ui/support/shooter.h"
#include "ui/api/apipage.h"
#include "ui/api/createtokendialog.h"
#include "ui/api/registrytab.h"
#include "ui/api/requeststab.h"
#include "ui/api/taptab.h"
#include "ui/api/tokenspanel.h"
#include "ui/charts/chart.h"
#include "ui/client/session.h"
#include "ui/frame/factstable.h"
#include "ui/frame/rowspanel.h"
#include "ui/mainwindow.h"
#include "ui/monitoring/monitoringpage.h"
#include "ui/performance/performancepage.h"

#include <QAction>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>

namespace tests {

using namespace Qt::StringLiterals;

namespace {

void tell(FakeBackend &backend, const Prometheus &prometheus)
{
    fill(backend, prometheus);
    backend.sendChanged(u"/api/system/monitoring/health"_s);
    backend.sendChanged(u"/api/system/monitoring/targets"_s);
}

void shootMonitoring(Shooter &shooter, FakeBackend &backend, ui::MainWindow &window)
{
    const QString name = u"Monitoring"_s;
    auto *page = window.findChild<ui::MonitoringPage *>();
    tell(backend, outOfReach());
    shooter.page(window, name, u"never"_s);
    tell(backend, wellMonitored());
    await("the targets are read", [&] { return page->targets()->model()->rowCount() == 5; });
    shooter.page(window, name, u"well"_s);
    tell(backend, partlyDown());
    await("the targets are read", [&] { return page->targets()->model()->rowCount() == 6; });
    page->targets()->selectRow(0);
    shooter.page(window, name, u"down"_s);
    tell(backend, outOfReach());
    await("it is told", [&] { return !page->banner().isEmpty(); });
    shooter.page(window, name, u"away"_s);
}

/// The page has read what the backend answers now.
void awaitLoad(FakeBackend &backend, ui::MainWindow &window, const protocol::Performance &load)
{
    fill(backend, load);
    window.findChild<ui::Session *>()->resync();
    const auto *page = window.findChild<ui::PerformancePage *>();
    await("the figures are read", [&] {
        return page->host()->freshness().vouched && page->gpu()->rows().isEmpty() == !load.gpu
            && page->alerts()->rows().size() == load.alerts.size()
            && page->charts().first()->sentence().isEmpty();
    });
}

void shootPerformance(Shooter &shooter, FakeBackend &backend, ui::MainWindow &window)
{
    const QString name = u"Performance"_s;
    auto *page = window.findChild<ui::PerformancePage *>();
    turnTo(window, name);
    awaitLoad(backend, window, busy());
    shooter.page(window, name, u"busy"_s);
    awaitLoad(backend, window, overloaded());
    page->setRange(ui::TimeRange::Hour);
    page->extraChoice()->setCurrentIndex(1);
    awaitLoad(backend, window, overloaded());
    shooter.page(window, name, u"over"_s);
    for (ui::Chart *chart : page->charts()) {
        chart->setTable(true);
    }
    shooter.page(window, name, u"tables"_s);
    for (ui::Chart *chart : page->charts()) {
        chart->setTable(false);
    }
    awaitLoad(backend, window, idle());
    shooter.page(window, name, u"idle"_s);
}

/// Some events of the registry, one that breaks its schema, one that is newer, a gap.
void tellEvents(FakeBackend &backend)
{
    const QJsonObject good{{u"detection_id"_s, 812},
                           {u"camera_id"_s, u"front_door"_s},
                           {u"object_type"_s, u"person"_s},
                           {u"confidence"_s, 0.91}};
    for (int i = 0; i < 4; ++i) {
        backend.sendEvent(u"detection.new"_s, u"detections"_s, good);
    }
    backend.sendEvent(u"detection.new"_s, u"detections"_s, {{u"detection_id"_s, u"813"_s}});
    backend.sendEvent(u"weather.changed"_s, u"weather"_s, {{u"rain"_s, true}});
    backend.sendEvent(u"detection.new"_s, u"detections"_s, good, true);
}

void shootApi(Shooter &shooter, FakeBackend &backend, ui::MainWindow &window)
{
    const QString name = u"API & events"_s;
    auto *page = window.findChild<ui::ApiPage *>();
    shooter.page(window, name, u"older"_s);
    fillApi(backend);
    window.findChild<ui::Session *>()->resync();
    tellEvents(backend);
    const QList<ui::FactsTable *> tables{page->tokens()->table(), page->tap()->table(),
                                         page->registry()->table(), page->requests()->table()};
    int shown = 0;
    forTabs(*page, [&](const QString &) {
        const ui::FactsTable *table = tables.at(shown++);
        await("its table is read", [&] { return table->model()->rowCount() > 2; });
        tables.at(shown - 1)->selectRow(2);
        shooter.shoot(window, u"api-row-%1"_s.arg(shown));
    });
    await("a token can be made", [&] { return page->tokens()->createAction()->isEnabled(); });
    backend.setPostAnswer(201, R"({"token":"sbx_5382d98daa43_)" + QByteArray(64, '7') + R"("})");
    page->tokens()->createAction()->trigger();
    auto *dialog = page->findChild<ui::CreateTokenDialog *>();
    dialog->findChild<QLineEdit *>(u"name"_s)->setText(u"wall screen"_s);
    shooter.shoot(*dialog, u"api-create"_s);
    dialog->findChild<QPushButton *>(u"create"_s)->click();
    await("the secret is there", [&] { return !dialog->secret().isEmpty(); });
    shooter.shoot(*dialog, u"api-secret"_s);
    dialog->reject();
}

} // namespace

void shootMachine(Shooter &shooter, FakeBackend &backend, ui::MainWindow &window)
{
    shootMonitoring(shooter, backend, window);
    tell(backend, wellMonitored());
    shooter.page(window, u"Monitoring"_s, u"back"_s);
    shootPerformance(shooter, backend, window);
    awaitLoad(backend, window, busy());
    shootApi(shooter, backend, window);
}

} // namespace tests
