// SPDX-License-Identifier: GPL-3.0-or-later
// Renders the console in its states into a directory, for people to look at:
//   xvfb-run -s "-screen 0 1280x720x24" screenshots DIRECTORY
#include "tests/ui/support/canned.h"
#include "tests/ui/support/fakebackend.h"
#include "ui/act/commander.h"
#include "ui/client/session.h"
#include "ui/frame/connectionpill.h"
#include "ui/look/theme.h"
#include "ui/mainwindow.h"
#include "ui/overview/mimic.h"
#include "ui/overview/verdictband.h"
#include "ui/startfailure.h"
#include "ui/workers/historyview.h"
#include "ui/workers/logview.h"
#include "ui/workers/workerdetail.h"
#include "ui/workers/workerspage.h"

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QDir>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QTabWidget>
#include <QTest>
#include <QTextStream>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace {

ui::Timings hasty()
{
    using std::chrono::milliseconds;
    return {.staleAfter = milliseconds(900),
            .disconnectedAfter = milliseconds(2500),
            .ping = milliseconds(150),
            .backoffFirst = milliseconds(300),
            .backoffCap = milliseconds(9000)};
}

/// Waits for a state of the window; a picture of another one would mislead, so it ends the program.
void await(const char *what, const std::function<bool()> &isSo)
{
    if (!QTest::qWaitFor(isSo, 15000)) {
        qFatal("waited in vain until %s", what);
    }
}

void awaitPill(const ui::MainWindow &window, QStringView word)
{
    const auto *pill = window.findChild<ui::ConnectionPill *>();
    await("the connection is as it should be", [&] { return pill->text().startsWith(word); });
}

/// All of the overview is the present.
void awaitLevel(const ui::MainWindow &window)
{
    awaitPill(window, u"Live");
    await("all is read", [&] {
        const auto panels = window.findChildren<ui::Panel *>();
        return std::all_of(panels.begin(), panels.end(),
                           [](const ui::Panel *panel) { return panel->freshness().vouched; });
    });
}

class Shooter final
{
public:
    explicit Shooter(const QString &directory)
        : m_directory(directory)
    { }

    void shoot(QWidget &widget, const QString &name) const
    {
        QCoreApplication::processEvents();
        widget.grab().save(m_directory.filePath(name + u".png"_s));
    }

    void pages(ui::MainWindow &window, const QString &name) const
    {
        auto *list = window.findChild<QListWidget *>();
        list->setCurrentRow(0);
        shoot(window, name + u"-overview"_s);
        list->setCurrentRow(1);
        shoot(window, name + u"-workers"_s);
    }

private:
    QDir m_directory;
};

void shootDetail(const Shooter &shooter, ui::MainWindow &window)
{
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
    shooter.pages(window, theme + u"-healthy"_s);
    shootDetail(shooter, window);
    tests::fill(backend, tests::broken());
    tellAll(backend);
    const auto *band = window.findChild<ui::VerdictBand *>();
    const auto *mimic = window.findChild<ui::Mimic *>();
    await("all is told", [&] {
        const ui::MimicState &state = mimic->state();
        return band->sentence().startsWith(u"Unhealthy")
            && state.analysis.last().look.word == u"Open"
            && state.stations.at(1).look.word == u"Failed" && state.attention.size() == 1;
    });
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
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() < 2 || arguments.size() > 3) {
        QTextStream(stderr) << "usage: screenshots DIRECTORY [URL]\n";
        return 2;
    }
    QDir().mkpath(arguments.at(1));
    const Shooter shooter(arguments.at(1));
    ui::applyTheme(application, ui::Theme::Light);
    if (arguments.size() == 3) {
        shootReal(shooter, QUrl(arguments.at(2)));
        return 0;
    }
    shootAll(shooter, u"light"_s);
    ui::applyTheme(application, ui::Theme::Dark);
    shootAll(shooter, u"dark"_s);
    ui::StartFailureWindow failure(
        {.sentence = u"Port 8000 is in use: another Signalbox runs in this directory."_s,
         .running = QUrl(u"http://127.0.0.1:8000"_s),
         .portHelps = true,
         .directoryHelps = true});
    failure.show();
    shooter.shoot(failure, u"startfailure"_s);
    return 0;
}
