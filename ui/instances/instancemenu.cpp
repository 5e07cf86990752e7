// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/instances/instancemenu.h"

#include "ui/instances/instances.h"

#include <QActionGroup>
#include <QMenu>

#include <utility>

namespace ui {

InstanceMenu::InstanceMenu(QMenu &menu, Instances &instances, Connection shown)
    : QObject(&menu)
    , m_menu(menu)
    , m_instances(instances)
    , m_shown(std::move(shown))
    , m_end(menu.insertSeparator(menu.actions().value(0)))
{
    connect(&instances.list(), &InstanceList::changed, this, &InstanceMenu::arrange);
    connect(&instances, &Instances::homeChanged, this, &InstanceMenu::arrange);
    arrange();
}

InstanceMenu::~InstanceMenu() = default;

void InstanceMenu::arrange()
{
    m_group = std::make_unique<QActionGroup>(nullptr);
    bool isListed = false;
    for (const Instance &instance : m_instances.all()) {
        const bool isShown = instance.embedded ? m_shown.embedded : instance.url == m_shown.url;
        isListed = isListed || isShown;
        add(instance.embedded ? tr("%1, in this window").arg(instance.name) : instance.name,
            instance.id, isShown);
    }
    if (!isListed) {
        add(tr("%1, not on the list").arg(m_shown.name), {}, true);
    }
}

void InstanceMenu::add(const QString &text, const QString &id, bool isShown)
{
    QString label = text;
    auto *action = new QAction(label.replace(u'&', QStringLiteral("&&")), m_group.get());
    action->setCheckable(true);
    action->setChecked(isShown);
    m_group->addAction(action);
    m_menu.insertAction(m_end, action);
    connect(action, &QAction::triggered, this, [this, id, isShown] {
        if (!isShown) {
            Q_EMIT chosen(id);
        }
    });
}

} // namespace ui
