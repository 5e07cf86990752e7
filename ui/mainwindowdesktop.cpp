// SPDX-License-Identifier: GPL-3.0-or-later
// The window's place on the desktop: notifications and tray.
#include "ui/act/commander.h"
#include "ui/frame/failureframe.h"
#include "ui/instances/instancemark.h"
#include "ui/instances/instances.h"
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
#include <utility>

namespace ui {

namespace {

constexpr std::chrono::seconds TrayCheck{10};

} // namespace

void MainWindow::joinDesktop(Tray *tray)
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
    const auto showMuted = [this, settings] { settings->setMuted(m_notices->isMuted()); };
    connect(m_notices, &AlarmNotices::muteChanged, settings, showMuted);
    showMuted();
    m_tray = tray;
    if (m_tray) {
        tellTray();
        setInFront(true);
    } else {
        connect(settings, &SettingsPage::muteWanted, this, &MainWindow::mute);
    }
}

/// What the tray is told in front or not.
void MainWindow::tellTray()
{
    shareWishes(*page<SettingsPage>());
    connect(m_notices, &AlarmNotices::unshown, m_tray, &Tray::say);
    const auto refreshTray = [this] {
        if (m_tray) {
            Session &session = m_mirror->session();
            m_tray->setState(this,
                             trayState(verdictOf(m_mirror->health()),
                                       session.freshness(session.health()),
                                       taggedName(session.connection())));
        }
    };
    connect(m_mirror, &Mirror::refreshed, this, refreshTray);
    refreshTray();
    m_hide->setVisible(true);
    m_trayCheck.setInterval(TrayCheck);
    connect(&m_trayCheck, &QTimer::timeout, this, [this] {
        if (!QSystemTrayIcon::isSystemTrayAvailable()) {
            comeForward(); // there is no other way back to it
        }
    });
}

/// What is chosen in one window holds for the notifications of all.
void MainWindow::shareWishes(const SettingsPage &settings)
{
    connect(&settings, &SettingsPage::muteWanted, m_tray, &Tray::muteWanted);
    connect(&settings, &SettingsPage::noticePriorityChosen, m_tray, &Tray::wishesChanged);
    connect(&settings, &SettingsPage::quietHoursChosen, m_tray, &Tray::wishesChanged);
    connect(m_tray, &Tray::wishesChanged, m_notices, &AlarmNotices::refresh);
    connect(m_tray, &Tray::muteWanted, this, &MainWindow::mute);
    const auto showMuted = [this] { m_tray->setMuted(m_notices->isMuted()); };
    connect(m_notices, &AlarmNotices::muteChanged, m_tray, showMuted);
    showMuted();
}

void MainWindow::setInFront(bool isInFront)
{
    m_inFront.reset();
    const bool wasParked = std::exchange(m_isParked, !isInFront);
    if (!isInFront) {
        m_trayCheck.stop();
        store();
        hide();
        return;
    }
    if (wasParked) {
        restorePlace(*this); // where the other one was
        recall();
    }
    if (m_tray) {
        m_inFront = std::make_unique<QObject>();
        followTray();
        watchFleet();
    }
}

/// What was chosen in the other window.
void MainWindow::recall()
{
    page<SettingsPage>()->recall();
    m_commander->setUndo(rememberedUndo(m_mirror->session().timings().undo));
    if (m_notices != nullptr) {
        m_notices->refresh();
    }
}

void MainWindow::followTray()
{
    QObject *tie = m_inFront.get();
    connect(m_tray, &Tray::showWanted, tie, [this] { comeForward(); });
    connect(m_tray, &Tray::quitWanted, tie, [this] {
        comeForward(); // it may ask
        quit();
    });
    connect(m_tray, &Tray::sayingClicked, tie, [this] {
        comeForward();
        showAlarm({});
    });
}

/// The other instances are asked only while somebody looks into the menu.
void MainWindow::watchFleet()
{
    auto *watch = new FleetWatch(*m_instances, m_mirror->session().timings(), m_inFront.get());
    const auto show = [this, watch] {
        if (m_tray) {
            m_tray->setFleet(watch->members());
        }
    };
    connect(watch, &FleetWatch::changed, watch, show);
    connect(&m_tray->menu(), &QMenu::aboutToShow, watch, [watch, show] {
        watch->want(true);
        show();
    });
    const auto later = m_mirror->session().timings().staleAfter;
    connect(&m_tray->menu(), &QMenu::aboutToHide, watch, [watch, show, later] {
        watch->want(false);
        QTimer::singleShot(later, watch, show); // then nobody vouches for it any more
    });
    connect(m_tray, &Tray::instanceWanted, watch, [this](const QString &id) {
        comeForward();
        Q_EMIT instanceChosen(id);
    });
    show();
}

void MainWindow::mute(bool isWanted)
{
    m_notices->mute(isWanted ? AlarmNotices::MuteTime : std::chrono::minutes(0));
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
    if (m_isParked) {
        Q_EMIT instanceChosen(Instances::homeId()); // the other one has to go
        return;
    }
    m_trayCheck.stop();
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

} // namespace ui
