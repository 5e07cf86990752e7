// SPDX-License-Identifier: GPL-3.0-or-later
// Renders the console in its states into a directory, for people to look at:
//   xvfb-run -s "-screen 0 1280x720x24" screenshots DIRECTORY
#include "tests/ui/support/canned.h"
#include "tests/ui/support/fakebackend.h"
#include "tests/ui/support/shooter.h"
#include "ui/act/commander.h"
#include "ui/alarms/alarmspage.h"
#include "ui/breakers/breakerdetail.h"
#include "ui/breakers/breakerspage.h"
#include "ui/charts/chart.h"
#include "ui/client/session.h"
#include "ui/events/eventspage.h"
#include "ui/frame/connectionpill.h"
#include "ui/frame/factstable.h"
#include "ui/look/theme.h"
#include "ui/mainwindow.h"
#include "ui/overview/mimic.h"
#include "ui/overview/verdictband.h"
#include "ui/paging/pagedtable.h"
#include "ui/pipeline/deadletterspanel.h"
#include "ui/startfailure.h"
#include "ui/workers/historyview.h"
#include "ui/workers/logview.h"
#include "ui/workers/workerdetail.h"
#include "ui/workers/workerspage.h"

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QTabWidget>
#include <QTest>
#include <QTextStream>

#include <algorithm>
#include <chrono>
#include <cmath>

using namespace Qt::StringLiterals;
using tests::await;
using tests::awaitLevel;
using tests::awaitPill;
using tests::hasty;
using tests::Shooter;

namespace {

void shootDetail(const Shooter &shooter, ui::MainWindow &window)
{
    window.findChild<QListWidget *>()->setCurrentRow(1);
    auto *page = window.findChild<ui::WorkersPage *>();
    page->select(u"detection_worker"_s);
    page->detail()->tabs()->setCurrentIndex(1);
    const auto *log = page->detail()->findChild<ui::LogView *>()->findChild<QPlainTextEdit *>();
    await("the log is read", [&] { return !log->document()->isEmpty(); });
    shooter.shoot(window, u"workers-log"_s);
    page->detail()->tabs()->setCurrentIndex(2);
    const auto *history = page->detail()->findChild<ui::HistoryView *>();
    const auto *rows = history->findChild<QAbstractItemView *>()->model();
    await("the history is read", [&] { return rows->rowCount() > 0; });
    shooter.shoot(window, u"workers-history"_s);
    page->detail()->tabs()->setCurrentIndex(0);
    auto *commander = window.findChild<ui::Commander *>();
    commander->wish(ui::Verb::Restart, u"cleanup_service"_s);
    shooter.shoot(window, u"workers-undo"_s);
    commander->undo();
    commander->dismiss();
    commander->wish(ui::Verb::Stop, u"file_watcher"_s);
    auto *dialog = window.findChild<QDialog *>();
    await("the dialog is open", [&] { return dialog != nullptr && dialog->isVisible(); });
    shooter.shoot(*dialog, u"dialog"_s);
    dialog->close();
}

void tellAll(tests::FakeBackend &backend)
{
    for (const auto &name :
         {u"supervisor"_s, u"pipeline"_s, u"health/full"_s, u"circuit-breakers"_s}) {
        backend.sendChanged(u"/api/system/"_s + name);
    }
    for (const auto &name : {u"dlq"_s, u"alerts"_s, u"events"_s}) {
        backend.sendChanged(u"/api/"_s + name);
    }
}

/// What an hour looks like: the clock of the backend runs through it, a minute an answer. For five
/// minutes the pipeline cannot be read.
void liveAnHour(tests::FakeBackend &backend, const ui::MainWindow &window)
{
    const auto now = protocol::Now::read().wall;
    const auto *clock = window.findChild<ui::Session *>();
    for (int minute = 0; minute < 60; ++minute) {
        tests::Canned canned = tests::healthy();
        const double wave = std::sin(minute / 7.0);
        canned.pipeline.queues[0].waiting = static_cast<qint64>(12 + 11 * wave);
        canned.pipeline.queues[1].waiting = minute % 4;
        canned.pipeline.stages[1].inPerMinute = 24 + 9 * wave;
        canned.pipeline.stages[1].outPerMinute = 23 + 6 * std::sin(minute / 7.0 - 0.6);
        canned.pipeline.stages[1].p50Ms = 42 + minute % 5;
        canned.pipeline.stages[1].p95Ms = 95 + 40 * std::abs(wave);
        canned.pipeline.stages[1].p99Ms = minute > 40 && minute < 46 ? 2400 : 310;
        canned.pipeline.closedBatches = {
            {u"timeout"_s, minute / 6}, {u"idle"_s, minute}, {u"max_size"_s, minute / 25}};
        canned.health.aiServices[1].responseTimeMs = 17 + minute % 6;
        const auto then = now - std::chrono::minutes(59 - minute);
        tests::fill(backend, canned, then);
        if (minute >= 25 && minute < 30) {
            backend.set(u"/api/system/pipeline"_s, R"({"detail":"The store is busy"})", 503);
        }
        tellAll(backend);
        await("the minute is read", [&] {
            return std::chrono::abs(clock->serverClock() - then) < std::chrono::seconds(20);
        });
        QTest::qWait(120); // its answers and one pulse
    }
}

/// The breaker that is in trouble, and the letters that were given up.
void shootTrouble(const Shooter &shooter, ui::MainWindow &window, const QString &theme)
{
    auto *list = window.findChild<QListWidget *>();
    list->setCurrentRow(3);
    auto *page = window.findChild<ui::BreakersPage *>();
    page->select(u"enrichment"_s);
    await("the transitions are read",
          [&] { return page->detail()->transitions()->model()->rowCount() == 3; });
    shooter.shoot(window, theme + u"-breakers-open"_s);
    auto *commander = window.findChild<ui::Commander *>();
    commander->wish(ui::Verb::ResetBreaker, u"enrichment"_s);
    auto *dialog = window.findChild<QDialog *>();
    await("the dialog is open", [&] { return dialog != nullptr && dialog->isVisible(); });
    shooter.shoot(*dialog, theme + u"-dialog-reset"_s);
    dialog->close();
    list->setCurrentRow(2);
    const auto *letters = window.findChild<ui::DeadLettersPanel *>();
    await("the letters are read", [&] { return letters->table()->model()->rowCount() == 3; });
    letters->table()->selectRow(0);
    for (ui::Chart *chart : window.findChildren<ui::Chart *>()) {
        chart->setTable(true);
    }
    shooter.shoot(window, theme + u"-pipeline-tables"_s);
    for (ui::Chart *chart : window.findChildren<ui::Chart *>()) {
        chart->setTable(false);
    }
}

void shootAll(const Shooter &shooter, const QString &theme)
{
    tests::FakeBackend backend;
    tests::fill(backend, tests::healthy());
    ui::MainWindow window({.url = backend.url(), .name = u"home-nvr"_s}, nullptr, hasty());
    window.resize(1280, 720);
    window.show();
    shooter.shoot(window, theme + u"-first"_s);
    awaitLevel(window);
    liveAnHour(backend, window);
    tests::fill(backend, tests::healthy());
    tellAll(backend);
    awaitLevel(window);
    window.findChild<ui::EventsPage *>()->select(77);
    shooter.pages(window, theme + u"-healthy"_s);
    shootDetail(shooter, window);
    tests::fill(backend, tests::broken());
    tellAll(backend);
    const auto *band = window.findChild<ui::VerdictBand *>(u"verdictBand"_s);
    const auto *mimic = window.findChild<ui::Mimic *>();
    await("all is told", [&] {
        const ui::MimicState &state = mimic->state();
        return band->sentence().startsWith(u"Unhealthy")
            && state.analysis.last().look.word == u"Open"
            && state.stations.at(1).look.word == u"Failed" && state.attention.size() == 1;
    });
    shootTrouble(shooter, window, theme);
    window.findChild<ui::AlarmsPage *>()->select(u"a-1"_s);
    shooter.pages(window, theme + u"-broken"_s);
    backend.freeze(true);
    awaitPill(window, u"Stale");
    shooter.pages(window, theme + u"-stale"_s);
    backend.drop();
    awaitPill(window, u"Disconnected");
    shooter.pages(window, theme + u"-disconnected"_s);
    backend.freeze(false);
    tests::fill(backend, tests::empty());
    backend.comeBack();
    window.findChild<ui::Session *>()->resync();
    awaitLevel(window);
    shooter.pages(window, theme + u"-empty"_s);
    window.backendFailed(u"The backend stopped: the store is full."_s);
    shooter.shoot(window, theme + u"-failed"_s);
}

/// The pages on a backend that runs elsewhere, when it is level.
void shootReal(const Shooter &shooter, const QUrl &url)
{
    ui::MainWindow window({.url = url, .name = u"real"_s});
    window.show();
    awaitLevel(window);
    shooter.pages(window, u"real"_s);
    auto *events = window.findChild<ui::EventsPage *>();
    shooter.page(window, u"Events"_s, u"real"_s);
    events->table()->selectRow(0);
    QTest::qWait(1500); // its picture
    shooter.page(window, u"Events"_s, u"real-selected"_s);
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() < 2 || arguments.size() > 3) {
        QTextStream(stderr) << "usage: screenshots DIRECTORY [URL | machine]\n";
        return 2;
    }
    const Shooter shooter(arguments.at(1));
    ui::applyTheme(application, ui::Theme::Light);
    if (arguments.size() == 3 && arguments.at(2) != u"machine") {
        shootReal(shooter, QUrl(arguments.at(2)));
        return 0;
    }
    const bool isAll = arguments.size() == 2;
    for (const ui::Theme theme : {ui::Theme::Light, ui::Theme::Dark}) {
        ui::applyTheme(application, theme);
        const QString name = theme == ui::Theme::Light ? u"light"_s : u"dark"_s;
        tests::shootMachine(shooter, name);
        if (isAll) {
            shootAll(shooter, name);
        }
    }
    if (!isAll) {
        return 0;
    }
    ui::StartFailureWindow failure(
        {.sentence = u"Port 8000 is in use: another Signalbox runs in this directory."_s,
         .running = QUrl(u"http://127.0.0.1:8000"_s),
         .portHelps = true,
         .directoryHelps = true});
    failure.show();
    shooter.shoot(failure, u"startfailure"_s);
    return 0;
}
