// SPDX-License-Identifier: GPL-3.0-or-later
// The window among the instances: which one it shows, and the ways to the others.
#include "ui/frame/instancebutton.h"
#include "ui/frame/topbar.h"
#include "ui/instances/fleetpage.h"
#include "ui/instances/instancemenu.h"
#include "ui/instances/instances.h"
#include "ui/mainwindow.h"
#include "ui/models/mirror.h"

#include <QAction>
#include <QMenu>
#include <QMenuBar>
#include <QStackedWidget>

namespace ui {

void MainWindow::makeInstanceMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Instance"));
    menu->setToolTipsVisible(true);
    auto *others = new InstanceMenu(*menu, *m_instances, m_mirror->session().connection());
    connect(others, &InstanceMenu::chosen, this, &MainWindow::instanceChosen);
    auto *fleet = page<FleetPage>();
    QAction *all = menu->addAction(tr("&All instances"));
    all->setShortcut(Qt::CTRL | Qt::Key_L);
    connect(all, &QAction::triggered, this, [this, fleet] { showPage(m_pages->indexOf(fleet)); });
    makeWayHome(*menu);
    menu->addSeparator();
    menu->addActions(fleet->actions());
    m_top->instance()->setChoice(*menu);
}

void MainWindow::makeWayHome(QMenu &menu)
{
    QAction *home = menu.addAction(tr("&Back to the backend in this window"));
    connect(home, &QAction::triggered, this,
            [this] { Q_EMIT instanceChosen(Instances::homeId()); });
    const auto refresh = [this, home] {
        home->setVisible(m_instances->hasHome());
        home->setEnabled(leadsHome());
        home->setStatusTip(leadsHome() ? QString() : tr("It is what this window shows"));
    };
    connect(m_instances, &Instances::homeChanged, home, refresh);
    refresh();
}

bool MainWindow::leadsHome() const
{
    return !m_mirror->session().connection().embedded && m_instances->hasHome();
}

} // namespace ui
