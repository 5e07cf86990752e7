// SPDX-License-Identifier: GPL-3.0-or-later
// The window in another language or by another clock. Its words are in the texts, tips and
// accessible names of some eighty classes: to build these anew, with what they show kept, is one
// way for all of them, and none can be forgotten.
#include "ui/act/commander.h"
#include "ui/alarms/alarmspage.h"
#include "ui/arrangement.h"
#include "ui/breakers/breakerspage.h"
#include "ui/events/eventspage.h"
#include "ui/instances/instances.h"
#include "ui/look/language.h"
#include "ui/mainwindow.h"
#include "ui/models/mirror.h"
#include "ui/settings/settingspage.h"
#include "ui/workers/workerspage.h"

#include <QActionGroup>
#include <QEvent>
#include <QListWidget>
#include <QMenu>
#include <QStackedWidget>

namespace ui {

using namespace Qt::StringLiterals;

MainWindow::MainWindow(MainWindow &former)
    : MainWindow(former.m_mirror, former.m_commander, former.m_instances, former.parentWidget())
{
    former.store();
    former.hide();
    if (m_instances->parent() == &former) {
        m_instances->setParent(this);
    }
    restoreGeometry(former.saveGeometry());
    for (int page = 0; page < m_pages->count(); ++page) {
        arrangeAs(*former.m_pages->widget(page), *m_pages->widget(page));
    }
    m_list->setCurrentRow(former.m_list->currentRow());
    page<WorkersPage>()->select(former.page<WorkersPage>()->selected());
    page<BreakersPage>()->select(former.page<BreakersPage>()->selected());
    page<EventsPage>()->select(former.page<EventsPage>()->selected());
    page<AlarmsPage>()->select(former.page<AlarmsPage>()->selected());
    if (former.m_wall->isChecked()) {
        m_wall->trigger();
    }
    m_failure = former.m_failure;
    m_isStopHanging = former.m_isStopHanging;
    refresh();
}

void MainWindow::makeLanguageMenu(QMenu &view)
{
    QMenu *menu = view.addMenu(tr("&Language"));
    auto *group = new QActionGroup(this);
    // A language is called as those who speak it call it.
    const QList<std::pair<Language, QString>> languages{{Language::System, tr("&System")},
                                                        {Language::English, u"&English"_s},
                                                        {Language::German, u"&Deutsch"_s}};
    for (const auto &[language, name] : languages) {
        QAction *action = menu->addAction(name);
        action->setCheckable(true);
        action->setChecked(language == rememberedLanguage());
        action->setData(static_cast<int>(language));
        group->addAction(action);
    }
    page<SettingsPage>()->setLanguages(*group);
    connect(group, &QActionGroup::triggered, this,
            [](QAction *chosen) { chooseLanguage(static_cast<Language>(chosen->data().toInt())); });
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::LocaleChange) {
        Q_EMIT renewalWanted();
    }
}

} // namespace ui
