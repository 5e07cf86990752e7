// SPDX-License-Identifier: GPL-3.0-or-later
// The menus: the index of all that the window can do.
#include "ui/act/workeractions.h"
#include "ui/alarms/alarmspage.h"
#include "ui/api/apipage.h"
#include "ui/breakers/breakerdetail.h"
#include "ui/breakers/breakerspage.h"
#include "ui/events/eventdetail.h"
#include "ui/events/eventspage.h"
#include "ui/history/historypage.h"
#include "ui/mainwindow.h"
#include "ui/models/mirror.h"
#include "ui/pages.h"
#include "ui/pipeline/pipelinepage.h"
#include "ui/settings/settingspage.h"

#include <QAction>
#include <QActionGroup>
#include <QCoreApplication>
#include <QMenu>
#include <QMenuBar>
#include <QStackedWidget>

namespace ui {

void MainWindow::makeMenus()
{
    QMenu *file = menuBar()->addMenu(tr("&File"));
    QAction *again = file->addAction(tr("&Read everything again"));
    again->setShortcut(Qt::Key_F5);
    connect(again, &QAction::triggered, &m_mirror->session(), &Session::resync);
    QMenu *exports = file->addMenu(tr("&Export the history"));
    exports->addActions(page<HistoryPage>()->exportActions());
    file->addSeparator();
    m_hide = file->addAction(tr("&Hide to tray"));
    m_hide->setShortcut(Qt::CTRL | Qt::Key_W);
    m_hide->setVisible(false); // until there is a tray
    connect(m_hide, &QAction::triggered, this, &MainWindow::hideToTray);
    QAction *quit = file->addAction(tr("&Quit"));
    quit->setShortcut(Qt::CTRL | Qt::Key_Q);
    connect(quit, &QAction::triggered, this, &MainWindow::quit);
    makeViewMenu();
    QMenu *worker = menuBar()->addMenu(tr("&Worker"));
    worker->setToolTipsVisible(true);
    worker->addActions(m_actions->all());
    QMenu *pipeline = menuBar()->addMenu(tr("&Pipeline"));
    pipeline->setToolTipsVisible(true);
    pipeline->addActions(page<PipelinePage>()->letterActions());
    pipeline->addSeparator();
    pipeline->addAction(page<BreakersPage>()->detail()->resetAction());
    QMenu *alarm = menuBar()->addMenu(tr("&Alarm"));
    alarm->setToolTipsVisible(true);
    alarm->addActions(page<AlarmsPage>()->alarmActions());
    QMenu *event = menuBar()->addMenu(tr("&Event"));
    event->setToolTipsVisible(true);
    event->addAction(page<EventsPage>()->detail()->reviewAction());
    QMenu *developer = menuBar()->addMenu(tr("&Developer"));
    developer->setToolTipsVisible(true);
    developer->addActions(page<ApiPage>()->actions());
    makeInstanceMenu();
    makeHelpMenu();
    // Their keys work without the menu too, which the wall hides.
    for (const QMenu *menu : menuBar()->findChildren<QMenu *>()) {
        addActions(menu->actions());
    }
}

void MainWindow::makeViewMenu()
{
    QMenu *view = menuBar()->addMenu(tr("&View"));
    for (int page = 0; page < pageKinds().size(); ++page) {
        QAction *action =
            view->addAction(QCoreApplication::translate("Pages", pageKinds().at(page).menu));
        if (page < 10) {
            const int digit = (page + 1) % 10; // the tenth is 0, as on a keyboard
            action->setShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_0 + digit)));
        } else if (m_pages->widget(page) == this->page<SettingsPage>()) {
            action->setShortcut(Qt::CTRL | Qt::Key_Comma);
        }
        connect(action, &QAction::triggered, this, [this, page] { showPage(page); });
    }
    view->addSeparator();
    makeFilterActions(*view);
    view->addSeparator();
    makeThemeMenu(*view);
    makeDensityMenu(*view);
    makeLanguageMenu(*view);
}

void MainWindow::makeThemeMenu(QMenu &view)
{
    QMenu *menu = view.addMenu(tr("&Theme"));
    auto *group = new QActionGroup(this);
    const QList<std::pair<Theme, QString>> themes{{Theme::System, tr("&System")},
                                                  {Theme::Light, tr("&Light")},
                                                  {Theme::Dark, tr("&Dark")},
                                                  {Theme::HighContrast, tr("High &contrast")}};
    for (const auto &[theme, name] : themes) {
        QAction *action = menu->addAction(name);
        action->setCheckable(true);
        action->setChecked(theme == rememberedTheme());
        action->setData(static_cast<int>(theme));
        group->addAction(action);
    }
    page<SettingsPage>()->setThemes(*group);
    connect(group, &QActionGroup::triggered, this,
            [](QAction *chosen) { chooseTheme(static_cast<Theme>(chosen->data().toInt())); });
}

} // namespace ui
