// SPDX-License-Identifier: GPL-3.0-or-later
// The window's place on the desktop: notifications and tray.
#include "ui/frame/failureframe.h"
#include "ui/instances/instancemark.h"
#include "ui/mainwindow.h"
#include "ui/models/mirror.h"
#include "ui/notify/alarmnotices.h"
#include "ui/notify/tray.h"
#include "ui/overview/overviewpage.h"
#include "ui/remembered.h"
#include "ui/settings/settingspage.h"
#include "ui/workers/workerspage.h"

#include <QAction>
#include <QApplication>
#include <QFont>
#include <QListWidget>
#include <QMenuBar>
#include <QStackedWidget>
#include <QStatusBar>

#include <chrono>

namespace ui {

namespace {

constexpr std::chrono::minutes MuteTime{15};
constexpr std::chrono::seconds TrayCheck{10};

} // namespace

void MainWindow::joinDesktop(bool hasTray)
{
    m_notices = new AlarmNotices(*m_mirror, *m_commander, this);
    connect(m_notices, &AlarmNotices::opened, this, [this](const QString &alarm) {
        comeForward();
        showAlarm(alarm);
    });
    auto *settings = page<SettingsPage>();
    connect(settings, &SettingsPage::noticePriorityChosen, m_notices,
            &AlarmNotices::setLowestPriority);
    connect(settings, &SettingsPage::quietHoursChosen, m_notices, &AlarmNotices::setQuietHours);
    connect(settings, &SettingsPage::muteWanted, this, &MainWindow::mute);
    connect(m_notices, &AlarmNotices::muteChanged, settings,
            [this, settings] { settings->setMuted(m_notices->isMuted()); });
    if (hasTray) {
        makeTray();
    }
}

void MainWindow::makeTray()
{
    auto *tray = new Tray(this);
    connect(tray, &Tray::showWanted, this, &MainWindow::comeForward);
    connect(tray, &Tray::muteWanted, this, &MainWindow::mute);
    connect(tray, &Tray::quitWanted, this, [this] {
        comeForward(); // it may ask
        close();
    });
    connect(tray, &Tray::sayingClicked, this, [this] {
        comeForward();
        showAlarm({});
    });
    connect(m_notices, &AlarmNotices::muteChanged, tray,
            [this, tray] { tray->setMuted(m_notices->isMuted()); });
    connect(m_notices, &AlarmNotices::unshown, tray, &Tray::say);
    watchFleet(*tray);
    const auto refreshTray = [this, tray] {
        Session &session = m_mirror->session();
        tray->setState(trayState(verdictOf(m_mirror->health()), session.freshness(session.health()),
                                 taggedName(session.connection())));
    };
    connect(m_mirror, &Mirror::refreshed, tray, refreshTray);
    refreshTray();
    m_hide->setVisible(true);
    m_trayCheck.setInterval(TrayCheck);
    connect(&m_trayCheck, &QTimer::timeout, this, [this] {
        if (!QSystemTrayIcon::isSystemTrayAvailable()) {
            comeForward(); // there is no other way back to it
        }
    });
}

/// The other instances are asked only while somebody looks into the menu.
void MainWindow::watchFleet(Tray &tray)
{
    auto *watch = new FleetWatch(*m_instances, m_mirror->session().timings(), &tray);
    const auto show = [watch, &tray] { tray.setFleet(watch->members()); };
    connect(watch, &FleetWatch::changed, &tray, show);
    connect(&tray.menu(), &QMenu::aboutToShow, watch, [watch, show] {
        watch->want(true);
        show();
    });
    const auto later = m_mirror->session().timings().staleAfter;
    connect(&tray.menu(), &QMenu::aboutToHide, watch, [watch, show, later] {
        watch->want(false);
        QTimer::singleShot(later, watch, show); // then nobody vouches for it any more
    });
    connect(&tray, &Tray::instanceWanted, this, [this](const QString &id) {
        comeForward();
        Q_EMIT instanceChosen(id);
    });
    show();
}

void MainWindow::mute(bool isWanted)
{
    m_notices->mute(isWanted ? MuteTime : std::chrono::minutes(0));
}

void MainWindow::store() const
{
    if (!m_wall->isChecked()) {
        rememberPlace(*this); // the wall is for now, and its menu is hidden
    }
    page<WorkersPage>()->store();
}

void MainWindow::hideToTray()
{
    store();
    hide();
    m_trayCheck.start();
}

/// For a screen that people see from afar: the overview alone, in larger letters.
void MainWindow::showWall(bool isWanted)
{
    constexpr double larger = 1.6;
    if (isWanted) {
        rememberPlace(*this);
    }
    QFont letters = QApplication::font();
    letters.setPointSizeF(letters.pointSizeF() * (isWanted ? larger : 1));
    m_frame->setFont(letters);
    menuBar()->setVisible(!isWanted);
    statusBar()->setVisible(!isWanted);
    m_list->setVisible(!isWanted);
    if (isWanted) {
        showPage(m_pages->indexOf(page<OverviewPage>()));
    }
    setWindowState(windowState().setFlag(Qt::WindowFullScreen, isWanted));
}

void MainWindow::startRefused(const QStringList &faults)
{
    page<OverviewPage>()->firstSteps()->setFaults(faults);
}

void MainWindow::comeForward()
{
    m_trayCheck.stop();
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

} // namespace ui
