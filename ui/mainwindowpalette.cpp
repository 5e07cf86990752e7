// SPDX-License-Identifier: GPL-3.0-or-later
// The ways to what the window can do without the pointer: palette, keys, filters.
#include "ui/frame/columns.h"
#include "ui/look/density.h"
#include "ui/mainwindow.h"
#include "ui/overview/overviewpage.h"
#include "ui/palette/commandpalette.h"
#include "ui/settings/settingspage.h"
#include "ui/workers/workerfilterbar.h"
#include "ui/workers/workerspage.h"

#include <QAction>
#include <QActionGroup>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableView>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

/// The filter that can be seen on a page, in the tab that is shown; null where there is none.
QLineEdit *filterOf(const QWidget &page)
{
    for (auto *field : page.findChildren<QLineEdit *>(u"filter"_s)) {
        if (field->isVisibleTo(&page)) {
            return field;
        }
    }
    return nullptr;
}

} // namespace

void MainWindow::makeFilterActions(QMenu &view)
{
    QAction *filter = view.addAction(tr("Filter this pa&ge"));
    filter->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_F), QKeySequence(Qt::Key_Slash)});
    connect(filter, &QAction::triggered, this, [this] {
        if (auto *field = filterOf(*m_pages->currentWidget())) {
            field->setFocus(Qt::ShortcutFocusReason);
            field->selectAll();
        }
    });
    QAction *abnormal = view.addAction(tr("Ab&normal only"));
    abnormal->setCheckable(true);
    abnormal->setShortcut(Qt::CTRL | Qt::Key_B);
    auto *bar = page<WorkersPage>()->filterBar();
    connect(abnormal, &QAction::triggered, bar, &WorkerFilterBar::setAbnormalOnly);
    connect(bar, &WorkerFilterBar::changed, abnormal,
            [bar, abnormal] { abnormal->setChecked(bar->filter().abnormalOnly); });
    makeColumnsAction(view);
    m_wall = view.addAction(tr("Wall &display"));
    m_wall->setCheckable(true);
    m_wall->setShortcut(Qt::Key_F11);
    connect(m_wall, &QAction::triggered, this, &MainWindow::showWall);
    const auto refresh = [this, filter, abnormal] {
        const QWidget *shown = m_pages->currentWidget();
        const bool hasFilter = filterOf(*shown) != nullptr;
        filter->setEnabled(hasFilter);
        filter->setStatusTip(hasFilter ? QString() : tr("This page has no filter"));
        const bool isWorkers = shown == page<WorkersPage>();
        abnormal->setEnabled(isWorkers);
        abnormal->setStatusTip(isWorkers ? QString() : tr("Only on the page Workers"));
    };
    connect(m_pages, &QStackedWidget::currentChanged, filter, refresh);
    for (auto *tabs : m_pages->findChildren<QTabWidget *>()) {
        connect(tabs, &QTabWidget::currentChanged, filter, refresh);
    }
    refresh();
}

void MainWindow::makeColumnsAction(QMenu &view)
{
    QAction *columns = view.addAction(tr("&Columns of this page…"));
    connect(columns, &QAction::triggered, this, [this] {
        if (Columns *chosen = columnsOf(*m_pages->currentWidget())) {
            chosen->makeMenu()->popup(chosen->table().mapToGlobal(QPoint(0, 0)));
        }
    });
    const auto refresh = [this, columns] {
        const bool hasColumns = m_pages->currentWidget()->findChild<Columns *>() != nullptr;
        columns->setEnabled(hasColumns);
        columns->setStatusTip(hasColumns ? QString() : tr("This page has no table of columns"));
    };
    connect(m_pages, &QStackedWidget::currentChanged, columns, refresh);
    refresh();
}

void MainWindow::makeDensityMenu(QMenu &view)
{
    QMenu *menu = view.addMenu(tr("Densit&y"));
    auto *group = new QActionGroup(this);
    const QList<std::pair<Density, QString>> densities{{Density::Comfortable, tr("&Comfortable")},
                                                       {Density::Compact, tr("C&ompact")}};
    for (const auto &[density, name] : densities) {
        QAction *action = menu->addAction(name);
        action->setCheckable(true);
        action->setChecked(density == rememberedDensity());
        action->setData(static_cast<int>(density));
        group->addAction(action);
    }
    page<SettingsPage>()->setDensities(*group);
    connect(group, &QActionGroup::triggered, this,
            [](QAction *chosen) { chooseDensity(static_cast<Density>(chosen->data().toInt())); });
}

void MainWindow::makeHelpMenu()
{
    QMenu *help = menuBar()->addMenu(tr("&Help"));
    QAction *commands = help->addAction(tr("&Commands…"));
    commands->setShortcut(Qt::CTRL | Qt::Key_K);
    connect(commands, &QAction::triggered, this,
            [this] { (new CommandPalette(listedActions(*menuBar()), this))->open(); });
    QAction *keys = help->addAction(tr("&Keyboard shortcuts"));
    keys->setShortcuts({QKeySequence(Qt::Key_F1), QKeySequence(Qt::CTRL | Qt::Key_Question)});
    connect(keys, &QAction::triggered, this,
            [this] { (new ShortcutsDialog(listedActions(*menuBar()), this))->open(); });
    help->addAction(page<OverviewPage>()->firstStepsAction());
    connect(help->addAction(tr("&About Signalbox")), &QAction::triggered, this, &MainWindow::about);
}

void MainWindow::about()
{
    auto *box = new QMessageBox(
        QMessageBox::NoIcon, tr("About Signalbox"),
        tr("Signalbox %1\nA control room in one program.\n\nGNU General Public License, version 3 "
           "or later.")
            .arg(QStringLiteral(SIGNALBOX_VERSION)),
        QMessageBox::Close, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace ui
