// SPDX-License-Identifier: GPL-3.0-or-later
// What is no page: details, dialogs, what came of a wish, the wall.
#include "tests/ui/screenshots.h"
#include "tests/ui/support/canned.h"
#include "tests/ui/support/fakebackend.h"
#include "tests/ui/support/shooter.h"
#include "ui/act/bulk.h"
#include "ui/act/commander.h"
#include "ui/act/consequencedialog.h"
#include "ui/act/workeractions.h"
#include "ui/breakers/breakerdetail.h"
#include "ui/breakers/breakerspage.h"
#include "ui/charts/chart.h"
#include "ui/events/eventspage.h"
#include "ui/frame/factstable.h"
#include "ui/frame/failureframe.h"
#include "ui/instances/fleetpage.h"
#include "ui/instances/instancedialog.h"
#include "ui/instances/instances.h"
#include "ui/mainwindow.h"
#include "ui/models/mirror.h"
#include "ui/palette/commandpalette.h"
#include "ui/pipeline/deadletterspanel.h"
#include "ui/startfailure.h"
#include "ui/workers/bulkresults.h"
#include "ui/workers/historyview.h"
#include "ui/workers/logview.h"
#include "ui/workers/workerdetail.h"
#include "ui/workers/workerspage.h"
#include "ui/workers/workertable.h"

#include <QAction>
#include <QLineEdit>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTest>

#include <algorithm>

namespace tests {

using namespace Qt::StringLiterals;

namespace {

/// Shows the window's dialog of this kind, which is to come, and closes it.
template<typename Dialog>
void shootDialog(Shooter &shooter, const ui::MainWindow &window, const QString &name)
{
    auto *dialog = window.findChild<Dialog *>();
    await("the dialog is open", [&] { return dialog != nullptr && dialog->isVisible(); });
    shooter.shoot(*dialog, name);
    dialog->close();
    // The next one is to be found and not this one.
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    delete window.findChild<Dialog *>();
}

QAction *actionOf(const ui::MainWindow &window, const QKeySequence &key)
{
    const auto actions = window.actions();
    const auto found = std::find_if(actions.begin(), actions.end(), [&](const QAction *action) {
        return action->shortcut() == key;
    });
    if (found == actions.end()) {
        qFatal("no action has this key");
    }
    return *found;
}

/// Several workers at once: what can be done, the question, what came of it.
void shootBulk(Shooter &shooter, FakeBackend &backend, ui::MainWindow &window)
{
    auto *page = window.findChild<ui::WorkersPage *>();
    page->table()->selectAll();
    shooter.shoot(window, u"workers-bulk"_s);
    auto *restart = window.findChild<ui::WorkerActions *>()->action(ui::Verb::Restart);
    await("they can be restarted", [&] { return restart->isEnabled(); });
    restart->trigger();
    shootDialog<ui::ConsequenceDialog>(shooter, window, u"dialog-bulk"_s);
    backend.setPostAnswer(503, R"({"detail":"Worker supervisor not running"})");
    auto *commander = window.findChild<ui::Commander *>();
    commander->bulk().run(ui::Verb::Stop, page->allSelected());
    const auto *results = window.findChild<ui::BulkResults *>();
    await("each has its result", [&] { return results->close()->isVisible(); });
    shooter.shoot(window, u"workers-bulk-results"_s);
    results->close()->click();
    page->table()->clearSelection();
}

} // namespace

void addInstances(ui::Instances &instances, const QUrl &well, const QUrl &ill)
{
    const auto add = [&](const QString &name, const QUrl &url, const QString &colour) {
        const QString fault = instances.list().put({.id = name,
                                                    .name = name,
                                                    .url = url,
                                                    .tag = name.left(2).toUpper(),
                                                    .colour = colour});
        if (!fault.isEmpty()) {
            qFatal("%s", qPrintable(fault));
        }
    };
    add(u"gate"_s, well, u"moss"_s);
    add(u"yard"_s, ill, u"plum"_s);
    add(u"cellar"_s, FakeBackend().url(), u"slate"_s); // it is gone again
}

void shootWorkers(Shooter &shooter, FakeBackend &backend, ui::MainWindow &window)
{
    turnTo(window, u"Workers");
    auto *page = window.findChild<ui::WorkersPage *>();
    page->select(u"detection_worker"_s);
    page->detail()->tabs()->setCurrentIndex(1);
    const auto *log = page->detail()->findChild<ui::LogView *>()->findChild<QPlainTextEdit *>();
    await("the log is read", [&] { return !log->document()->isEmpty(); });
    page->detail()->tabs()->setCurrentIndex(2);
    const auto *history = page->detail()->findChild<ui::HistoryView *>();
    const auto *rows = history->findChild<QAbstractItemView *>()->model();
    await("the history is read", [&] { return rows->rowCount() > 0; });
    page->detail()->tabs()->setCurrentIndex(0);
    shooter.page(window, u"Workers"_s, u"detail"_s);
    auto *commander = window.findChild<ui::Commander *>();
    commander->wish(ui::Verb::Restart, u"cleanup_service"_s);
    shooter.shoot(window, u"workers-undo"_s);
    commander->undo();
    commander->dismiss();
    shootBulk(shooter, backend, window);
}

void shootTrouble(Shooter &shooter, ui::MainWindow &window)
{
    turnTo(window, u"Breakers");
    auto *page = window.findChild<ui::BreakersPage *>();
    page->select(u"enrichment"_s);
    await("the transitions are read",
          [&] { return page->detail()->transitions()->model()->rowCount() == 3; });
    shooter.shoot(window, u"breakers-open"_s);
    turnTo(window, u"Pipeline");
    const auto *letters = window.findChild<ui::DeadLettersPanel *>();
    await("the letters are read", [&] { return letters->table()->model()->rowCount() == 3; });
    letters->table()->selectRow(0);
    for (ui::Chart *chart : window.findChildren<ui::Chart *>()) {
        chart->setTable(true);
    }
    shooter.shoot(window, u"pipeline-tables"_s);
    for (ui::Chart *chart : window.findChildren<ui::Chart *>()) {
        chart->setTable(false);
    }
}

void shootDialogs(Shooter &shooter, FakeBackend &backend, ui::MainWindow &window)
{
    auto *commander = window.findChild<ui::Commander *>();
    commander->wish(ui::Verb::Restart, u"file_watcher"_s);
    shootDialog<ui::ConsequenceDialog>(shooter, window, u"dialog-restart"_s);
    commander->wish(ui::Verb::ResetBreaker, u"enrichment"_s);
    shootDialog<ui::ConsequenceDialog>(shooter, window, u"dialog-reset"_s);
    ui::Connection guarded{.url = backend.url(), .name = u"home-nvr"_s};
    guarded.guard = ui::Guard::Guarded;
    (new ui::ConsequenceDialog(ui::questionOf(*commander, ui::Verb::Restart, u"file_watcher"_s),
                               guarded, &window))
        ->open();
    shootDialog<ui::ConsequenceDialog>(shooter, window, u"dialog-guarded"_s);
    (new ui::CommandPalette(ui::listedActions(*window.menuBar()), &window))->open();
    window.findChild<ui::CommandPalette *>()->field()->setText(u"a"_s);
    shootDialog<ui::CommandPalette>(shooter, window, u"palette"_s);
    (new ui::ShortcutsDialog(ui::listedActions(*window.menuBar()), &window))->open();
    shootDialog<ui::ShortcutsDialog>(shooter, window, u"shortcuts"_s);
    window.findChild<ui::FleetPage *>()->newAction()->trigger();
    shootDialog<ui::InstanceDialog>(shooter, window, u"dialog-instance"_s);
}

void shootWall(Shooter &shooter, ui::MainWindow &window)
{
    const QSize size = window.size();
    QAction *wall = actionOf(window, Qt::Key_F11);
    wall->trigger();
    await("the wall is there", [&] { return !window.menuBar()->isVisible(); });
    // A screen without a display is small.
    window.setWindowState(window.windowState() & ~Qt::WindowFullScreen);
    window.resize(1920, 1080);
    QTest::qWait(100);
    shooter.page(window, u"Overview"_s, u"wall"_s);
    wall->trigger();
    window.setWindowState(window.windowState() & ~Qt::WindowFullScreen);
    window.resize(size);
    await("the wall is gone", [&] { return window.menuBar()->isVisible(); });
}

void shootBeginning(Shooter &shooter)
{
    FakeBackend backend;
    fill(backend, empty());
    ui::MainWindow window(
        {.url = backend.url(), .name = u"this machine"_s, .embedded = true, .canStartAnew = true},
        nullptr, steady());
    window.resize(1280, 720);
    window.show();
    awaitState(window, ui::ConnectionState::Live);
    shooter.page(window, u"Overview"_s, u"first-run"_s);
    window.startRefused({u"signalbox.toml:3: worker.command: \"\" is empty"_s,
                         u"signalbox.toml:7: worker.name: \"a b\" has a blank"_s});
    shooter.page(window, u"Overview"_s, u"first-run-refused"_s);
    backend.freeze(true);
    const auto *frame = window.findChild<ui::FailureFrame *>();
    await("the backend is silent", [&] { return !frame->failure().isEmpty(); });
    shooter.shoot(window, u"overview-silent"_s);
    ui::StartFailureWindow failure(
        {.sentence = u"Port 8000 is in use: another Signalbox runs in this directory."_s,
         .running = QUrl(u"http://127.0.0.1:8000"_s),
         .portHelps = true,
         .directoryHelps = true});
    failure.show();
    shooter.shoot(failure, u"start-failure"_s);
}

} // namespace tests
