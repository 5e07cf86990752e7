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
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace ui {

FleetPage::FleetPage(Instances &instances, const Timings &timings, QWidget *parent)
    : QWidget(parent)
    , m_instances(instances)
    , m_watch(instances, timings, this)
    , m_stack(new QStackedWidget(this))
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
            &FleetPage::refresh);
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
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_instead);
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
    layout->addWidget(m_stack, 1);
    layout->addLayout(buttons);
    m_table->horizontalHeader()->setSectionResizeMode(FleetModel::Summary, QHeaderView::Stretch);
    const int letter = fontMetrics().averageCharWidth();
    m_table->setColumnWidth(FleetModel::Name, letter * 30);
    m_table->setColumnWidth(FleetModel::State, letter * 18);
    m_table->setColumnWidth(FleetModel::Since, letter * 14);
    m_table->setColumnWidth(FleetModel::Address, letter * 30);
    m_table->setColumnWidth(FleetModel::Mode, letter * 14);
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
    m_stack->setCurrentWidget(sentence().isEmpty() ? static_cast<QWidget *>(m_table) : m_instead);
    const bool isOne = selected().has_value();
    for (QAction *action : {m_open, m_edit, m_remove}) {
        action->setEnabled(isOne);
        action->setToolTip(isOne ? QString() : tr("No instance is selected"));
    }
}

QString FleetPage::sentence() const
{
    return m_model.rowCount() > 0 ? QString()
                                  : tr("No other instance is on the list. With New instance a "
                                       "backend elsewhere can be watched from here.");
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
    connect(remove, &QPushButton::clicked, this, [this, id = instance->id] {
        m_instances.keychain().remove(id, this, [](const QString &) {});
        m_fault->setText(m_instances.list().remove(id));
        m_fault->setVisible(!m_fault->text().isEmpty());
    });
    box->open();
}

} // namespace ui
