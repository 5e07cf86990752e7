// SPDX-License-Identifier: GPL-3.0-or-later
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
#include <QJsonArray>
#include <QJsonDocument>
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

void shootPerformance(const Shooter &shooter, FakeBackend &backend, ui::MainWindow &window,
                      const QString &theme)
{
    const QString name = u"Performance"_s;
    auto *page = window.findChild<ui::PerformancePage *>();
    shooter.page(window, name, theme + u"-first"_s);
    fill(backend, busy());
    shooter.page(window, name, theme + u"-begin"_s);
    awaitLoad(backend, window, busy());
    shooter.page(window, name, theme + u"-busy"_s);
    awaitLoad(backend, window, overloaded());
    page->setRange(ui::TimeRange::Hour);
    page->extraChoice()->setCurrentIndex(1);
    awaitLoad(backend, window, overloaded());
    shooter.page(window, name, theme + u"-over"_s);
    for (ui::Chart *chart : page->charts()) {
        chart->setTable(true);
    }
    shooter.page(window, name, theme + u"-tables"_s);
    for (ui::Chart *chart : page->charts()) {
        chart->setTable(false);
    }
    awaitLoad(backend, window, idle());
    shooter.page(window, name, theme + u"-idle"_s);
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

void shootApi(const Shooter &shooter, FakeBackend &backend, ui::MainWindow &window,
              const QString &theme)
{
    const QString name = u"API & events"_s;
    auto *page = window.findChild<ui::ApiPage *>();
    shooter.page(window, name, theme + u"-older"_s);
    fillApi(backend);
    window.findChild<ui::Session *>()->resync();
    tellEvents(backend);
    shooter.page(window, name, theme);
    const QList<ui::FactsTable *> tables{page->tokens()->table(), page->tap()->table(),
                                         page->registry()->table(), page->requests()->table()};
    int shown = 0;
    forTabs(*page, [&](const QString &tab) {
        const ui::FactsTable *table = tables.at(shown++);
        await("its table is read", [&] { return table->model()->rowCount() > 2; });
        tables.at(shown - 1)->selectRow(2);
        shooter.shoot(window, theme + u"-api-"_s + tab.toLower());
    });
    await("a token can be made", [&] { return page->tokens()->createAction()->isEnabled(); });
    backend.setPostAnswer(201, R"({"token":"sbx_5382d98daa43_)" + QByteArray(64, '7') + R"("})");
    page->tokens()->createAction()->trigger();
    auto *dialog = page->findChild<ui::CreateTokenDialog *>();
    dialog->findChild<QLineEdit *>(u"name"_s)->setText(u"wall screen"_s);
    shooter.shoot(*dialog, theme + u"-api-create"_s);
    dialog->findChild<QPushButton *>(u"create"_s)->click();
    await("the secret is there", [&] { return !dialog->secret().isEmpty(); });
    shooter.shoot(*dialog, theme + u"-api-secret"_s);
    dialog->reject();
}

/// A day on which a worker crashed twice, a breaker was open and the backend was away for a while.
QByteArray dayOfTrouble()
{
    QJsonArray items;
    const auto now = protocol::Now::read().wall;
    const auto tell = [&](int minutesAgo, const QString &service, const QString &to,
                          const QString &from) {
        const bool isWhole = service.isEmpty();
        QJsonObject data{{isWhole ? u"health"_s : u"status"_s, to},
                         {isWhole ? u"previous_health"_s : u"previous_status"_s, from}};
        if (!isWhole) {
            data.insert(u"service"_s, service);
        }
        items.prepend(QJsonObject{
            {u"sequence"_s, 48000 + items.size()},
            {u"type"_s, isWhole ? u"system.health_changed"_s : u"service.status_changed"_s},
            {u"channel"_s, u"system"_s},
            {u"data"_s, data},
            {u"timestamp"_s, protocol::toIso(now - std::chrono::minutes(minutesAgo))}});
    };
    tell(1300, u"worker:detection_worker"_s, u"crashed"_s, u"running"_s);
    tell(1299, u"worker:detection_worker"_s, u"running"_s, u"crashed"_s);
    tell(900, u"worker:analysis_worker"_s, u"failed"_s, u"crashed"_s);
    tell(840, u"worker:analysis_worker"_s, u"running"_s, u"failed"_s);
    tell(900, {}, u"unhealthy"_s, u"healthy"_s);
    tell(840, {}, u"healthy"_s, u"unhealthy"_s);
    tell(600, u"worker:detection_worker"_s, u"running"_s, {});
    tell(599, {}, u"healthy"_s, u"unknown"_s);
    tell(170, u"enrichment"_s, u"unhealthy"_s, u"healthy"_s);
    tell(168, u"breaker:enrichment"_s, u"unhealthy"_s, u"healthy"_s);
    tell(168, {}, u"degraded"_s, u"healthy"_s);
    tell(60, u"breaker:enrichment"_s, u"degraded"_s, u"unhealthy"_s);
    tell(58, u"breaker:enrichment"_s, u"healthy"_s, u"degraded"_s);
    tell(58, u"enrichment"_s, u"healthy"_s, u"unhealthy"_s);
    tell(57, {}, u"healthy"_s, u"degraded"_s);
    return QJsonDocument(QJsonObject{{u"items"_s, items}, {u"next_cursor"_s, QJsonValue::Null}})
        .toJson();
}

} // namespace

void shootMachine(const Shooter &shooter, const QString &theme)
{
    FakeBackend backend;
    fill(backend, healthy());
    backend.set(u"/api/journal"_s, dayOfTrouble());
    ui::MainWindow window({.url = backend.url(), .name = u"home-nvr"_s}, nullptr, hasty());
    window.resize(1280, 720);
    window.show();
    awaitLevel(window);
    shooter.page(window, u"Overview"_s, theme + u"-day"_s);
    window.resize(1920, 1080);
    shooter.page(window, u"Overview"_s, theme + u"-day-large"_s);
    window.resize(1280, 720);
    shootMonitoring(shooter, backend, window, theme);
    tell(backend, wellMonitored());
    shooter.page(window, u"Monitoring"_s, theme + u"-back"_s);
    shootPerformance(shooter, backend, window, theme);
    awaitLoad(backend, window, busy());
    shootApi(shooter, backend, window, theme);
    backend.freeze(true);
    awaitPill(window, u"Stale");
    shooter.page(window, u"Monitoring"_s, theme + u"-silent"_s);
    shooter.page(window, u"Performance"_s, theme + u"-silent"_s);
    shooter.page(window, u"API & events"_s, theme + u"-silent"_s);
    backend.freeze(false);
}

} // namespace tests
