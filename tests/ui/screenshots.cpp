// SPDX-License-Identifier: GPL-3.0-or-later
// Renders the console in its states into a directory, for people to look at:
//   xvfb-run -s "-screen 0 1280x720x24" screenshots DIRECTORY
#include "tests/ui/support/canned.h"
#include "tests/ui/support/fakebackend.h"
#include "ui/act/commander.h"
#include "ui/client/session.h"
#include "ui/look/theme.h"
#include "ui/mainwindow.h"
#include "ui/startfailure.h"
#include "ui/workers/workerdetail.h"
#include "ui/workers/workerspage.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QListWidget>
#include <QTabWidget>
#include <QTest>
#include <QTextStream>

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
        QTest::qWait(300);
        shoot(window, name + u"-overview"_s);
        list->setCurrentRow(1);
        QTest::qWait(300);
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
    QTest::qWait(400);
    shooter.shoot(window, u"workers-log"_s);
    page->detail()->tabs()->setCurrentIndex(2);
    QTest::qWait(400);
    shooter.shoot(window, u"workers-history"_s);
    page->detail()->tabs()->setCurrentIndex(0);
    auto *commander = window.findChild<ui::Commander *>();
    commander->wish(ui::Verb::Restart, u"cleanup_service"_s);
    QTest::qWait(200);
    shooter.shoot(window, u"workers-undo"_s);
    commander->undo();
    commander->wish(ui::Verb::Stop, u"file_watcher"_s);
    QTest::qWait(200);
    if (auto *dialog = window.findChild<QDialog *>()) {
        shooter.shoot(*dialog, u"dialog"_s);
        dialog->close();
    }
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
    QTest::qWait(700);
    shooter.pages(window, theme + u"-healthy"_s);
    shootDetail(shooter, window);
    QTest::qWait(7000); // until the message of the last action has gone
    tests::fill(backend, tests::broken());
    tellAll(backend);
    QTest::qWait(500);
    shooter.pages(window, theme + u"-broken"_s);
    backend.freeze(true);
    QTest::qWait(1100);
    shooter.pages(window, theme + u"-stale"_s);
    backend.drop();
    QTest::qWait(2600);
    shooter.pages(window, theme + u"-disconnected"_s);
    backend.freeze(false);
    tests::fill(backend, tests::empty());
    backend.comeBack();
    window.findChild<ui::Session *>()->resync();
    QTest::qWait(900);
    shooter.pages(window, theme + u"-empty"_s);
    window.backendFailed(u"The backend stopped: the store is full."_s);
    shooter.shoot(window, theme + u"-failed"_s);
}

/// The pages on a backend that runs elsewhere, twice: when it is level, and a while later.
void shootReal(const Shooter &shooter, const QUrl &url)
{
    ui::MainWindow window({.url = url, .name = u"real"_s});
    window.show();
    QTest::qWait(1500);
    shooter.pages(window, u"real-first"_s);
    QTest::qWait(8000);
    shooter.pages(window, u"real-later"_s);
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
