// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/instances/fleetpage.h"

#include "ui/frame/columns.h"
#include "ui/frame/factsdelegate.h"
#include "ui/frame/factstable.h"
#include "ui/instances/instancedialog.h"
#include "ui/instances/instancemark.h"
#include "ui/instances/instances.h"
#include "ui/look/density.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace ui {

FleetPage::FleetPage(Instances &instances, const Timings &timings, QWidget *parent)
    : QWidget(parent)
    , m_instances(instances)
    , m_watch(instances, timings, this)
    , m_table(new FactsTable(tr("Instances"), this))
    , m_instead(new QLabel(this))
    , m_fault(new QLabel(instances.fault(), this))
    , m_open(new QAction(tr("&Open instance"), this))
    , m_new(new QAction(tr("&New instance…"), this))
    , m_edit(new QAction(tr("&Edit instance…"), this))
    , m_remove(new QAction(tr("&Remove instance…"), this))
{
    m_table->setModel(&m_model);
    m_table->setItemDelegate(new FactsDelegate(m_table));
    m_table->setItemDelegateForColumn(FleetModel::Name, new InstanceNameDelegate(m_table));
    makeActions();
    layOut();
    connect(&m_watch, &FleetWatch::changed, this, &FleetPage::refresh);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &FleetPage::refreshActions);
    connect(m_table, &QTableView::doubleClicked, m_open, &QAction::trigger);
    refresh();
}

void FleetPage::makeActions()
{
    connect(m_open, &QAction::triggered, this, [this] {
        if (const auto instance = selected()) {
            Q_EMIT chosen(instance->id);
        }
    });
    connect(m_new, &QAction::triggered, this, [this] { edit({}); });
    connect(m_edit, &QAction::triggered, this, [this] {
        if (const auto instance = selected()) {
            edit(*instance);
        }
    });
    connect(m_remove, &QAction::triggered, this, &FleetPage::remove);
    m_table->addActions(actions());
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
}

void FleetPage::layOut()
{
    m_fault->setWordWrap(true);
    m_fault->setVisible(!m_fault->text().isEmpty());
    m_instead->setAlignment(Qt::AlignCenter);
    m_instead->setWordWrap(true);
    auto *buttons = new QHBoxLayout;
    for (QAction *action : actions()) {
        auto *button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        button->setFocusPolicy(Qt::StrongFocus);
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    keepRoom(*this, *layout, {10, 10, 10, 10}, 6);
    layout->addWidget(m_fault);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_instead, 1);
    layout->addLayout(buttons);
    m_table->horizontalHeader()->setSectionResizeMode(FleetModel::Summary, QHeaderView::Stretch);
    const int letter = fontMetrics().averageCharWidth();
    m_table->setColumnWidth(FleetModel::Name, letter * 26);
    m_table->setColumnWidth(FleetModel::State, letter * 18);
    m_table->setColumnWidth(FleetModel::Since, letter * 18);
    m_table->setColumnWidth(FleetModel::Address, letter * 28);
    m_table->setColumnWidth(FleetModel::Mode, letter * 18);
    keepColumns(*m_table, u"instances/columns");
}

void FleetPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_watch.want(true);
}

void FleetPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_watch.want(false);
}

void FleetPage::refresh()
{
    m_model.merge(m_watch.members());
    // Each row says for itself how far it can be trusted.
    m_table->setFreshness({.vouched = true}, {});
    m_instead->setText(sentence());
    m_instead->setVisible(!sentence().isEmpty());
    m_table->setVisible(m_model.rowCount() > 0);
    refreshActions();
}

/// Alone when another row is selected: also in the middle of a merge that removes one.
void FleetPage::refreshActions()
{
    const auto one = selected();
    const QString none = one ? QString() : tr("No instance is selected");
    const QString fixed =
        one && one->embedded ? tr("The backend in this window is a part of the program") : none;
    m_open->setEnabled(none.isEmpty());
    m_open->setToolTip(none);
    for (QAction *action : {m_edit, m_remove}) {
        action->setEnabled(fixed.isEmpty());
        action->setToolTip(fixed);
    }
}

QString FleetPage::sentence() const
{
    return m_instances.list().instances().isEmpty()
        ? tr("No other instance is on the list. With New instance a backend elsewhere can be "
             "watched from here.")
        : QString();
}

QString FleetPage::fault() const
{
    return m_fault->text();
}

std::optional<Instance> FleetPage::selected() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? std::nullopt : std::optional(m_model.row(rows.first().row()).instance);
}

void FleetPage::edit(const Instance &instance)
{
    auto *dialog = new InstanceDialog(m_instances, instance, this);
    dialog->open();
}

void FleetPage::remove()
{
    const auto instance = selected();
    if (!instance) {
        return;
    }
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("Remove instance"),
                                tr("Remove %1 from the list?").arg(instance->name),
                                QMessageBox::Cancel, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(tr("Its token is deleted from the keychain. Nothing changes on the "
                               "backend."));
    QPushButton *remove = box->addButton(tr("Remove"), QMessageBox::DestructiveRole);
    box->setDefaultButton(QMessageBox::Cancel);
    connect(remove, &QPushButton::clicked, this, [this, one = *instance] { forget(one); });
    box->open();
}

/// The token goes after the instance has: one that stays needs it.
void FleetPage::forget(const Instance &instance)
{
    const QString refused = m_instances.list().remove(instance.id);
    say(refused);
    if (!refused.isEmpty()) {
        return;
    }
    m_instances.keychain().remove(instance.id, this, [this, instance](const QString &fault) {
        if (!fault.isEmpty()) {
            say(tr("%1 is removed. If the keychain has a token of it, it is still there: %2")
                    .arg(instance.name, fault));
        }
    });
}

void FleetPage::say(const QString &fault)
{
    m_fault->setText(fault);
    m_fault->setVisible(!fault.isEmpty());
}

} // namespace ui
