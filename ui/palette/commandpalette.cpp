// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/palette/commandpalette.h"

#include "ui/look/density.h"
#include "ui/look/format.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPointer>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {

namespace {

constexpr int RowRoom = 9;
constexpr int PlaceRole = Qt::UserRole;

/// How far a key moves in the list; 0: it belongs to the text.
int rowsFor(int key)
{
    constexpr int page = 10;
    switch (key) {
    case Qt::Key_Down:
        return 1;
    case Qt::Key_Up:
        return -1;
    case Qt::Key_PageDown:
        return page;
    case Qt::Key_PageUp:
        return -page;
    default:
        return 0;
    }
}

QList<Command> commandsOf(const QList<ListedAction> &actions)
{
    QList<Command> commands;
    for (const ListedAction &listed : actions) {
        commands.append(listed.command);
    }
    return commands;
}

} // namespace

CommandPalette::CommandPalette(const QList<ListedAction> &actions, QWidget *parent)
    : QDialog(parent)
    , m_actions(actions)
    , m_field(new QLineEdit(this))
    , m_list(new QListWidget(this))
    , m_hint(new QLabel(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Commands"));
    m_field->setAccessibleName(tr("Command"));
    m_field->setPlaceholderText(tr("A few letters of what you want to do"));
    m_field->installEventFilter(this);
    m_list->setAccessibleName(tr("Commands that match"));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_hint->setTextFormat(Qt::PlainText);
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_field);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_hint);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(m_field, &QLineEdit::returnPressed, this, &CommandPalette::take);
    connect(m_list, &QListWidget::currentRowChanged, this, &CommandPalette::refreshHint);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::take);
    const int unit = fontMetrics().averageCharWidth();
    resize(unit * 90, fontMetrics().height() * 24);
    filter();
}

QString CommandPalette::hint() const
{
    return m_hint->text();
}

void CommandPalette::filter()
{
    m_list->clear();
    const QList<int> places = matching(commandsOf(m_actions), m_field->text());
    for (const int place : places) {
        const Command &command = m_actions.at(place).command;
        QString text = command.path;
        if (!command.keys.isEmpty()) {
            text = tr("%1    (%2)").arg(text, command.keys);
        }
        if (!command.reason.isEmpty()) {
            text = tr("%1  –  %2").arg(text, command.reason);
        }
        auto *item = new QListWidgetItem(text, m_list);
        item->setData(PlaceRole, place);
        item->setToolTip(plainTip(text)); // it may be too long for a line
        if (!command.reason.isEmpty()) {
            item->setForeground(palette().color(QPalette::PlaceholderText));
        }
    }
    keepItemHeight(*m_list, RowRoom);
    m_list->setCurrentRow(0);
    refreshHint();
}

const ListedAction *CommandPalette::chosen() const
{
    const QListWidgetItem *item = m_list->currentItem();
    return item == nullptr ? nullptr : &m_actions.at(item->data(PlaceRole).toInt());
}

void CommandPalette::refreshHint()
{
    const ListedAction *listed = chosen();
    if (listed == nullptr) {
        m_hint->setText(tr("%1 of %2 match").arg(0).arg(m_actions.size()));
    } else if (!listed->command.reason.isEmpty()) {
        m_hint->setText(listed->command.reason);
    } else {
        m_hint->setText(tr("Enter does it, Esc closes"));
    }
}

void CommandPalette::take()
{
    const ListedAction *listed = chosen();
    if (listed == nullptr || !listed->command.reason.isEmpty()) {
        return; // the hint says why
    }
    // First the palette goes: what follows may open a dialog of its own, or close the window.
    const QPointer<QAction> action = listed->action;
    connect(
        this, &QDialog::finished, parent(),
        [action] {
            if (action) {
                action->trigger();
            }
        },
        Qt::QueuedConnection);
    accept();
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const int by = rowsFor(static_cast<QKeyEvent *>(event)->key());
        if (by != 0 && m_list->count() > 0) {
            m_list->setCurrentRow(std::clamp(m_list->currentRow() + by, 0, m_list->count() - 1));
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

ShortcutsDialog::ShortcutsDialog(const QList<ListedAction> &actions, QWidget *parent)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Keyboard shortcuts"));
    QList<std::pair<QString, QString>> rows;
    for (const ListedAction &listed : actions) {
        if (!listed.command.keys.isEmpty()) {
            rows.append({listed.command.keys, listed.command.path});
        }
    }
    rows.append({tr("Space"), tr("Acknowledge the selected alarm")});
    rows.append({tr("Tab, Shift+Tab"), tr("To the next or the previous part")});
    rows.append({tr("Esc"), tr("Close what is open")});
    auto *table = new QTableWidget(static_cast<int>(rows.size()), 2, this);
    table->setAccessibleName(windowTitle());
    table->setHorizontalHeaderLabels({tr("Keys"), tr("What they do")});
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setTabKeyNavigation(false);
    table->setShowGrid(false);
    table->verticalHeader()->hide();
    table->horizontalHeader()->setStretchLastSection(true);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    for (int row = 0; row < rows.size(); ++row) {
        table->setItem(row, 0, new QTableWidgetItem(rows.at(row).first));
        table->setItem(row, 1, new QTableWidgetItem(rows.at(row).second));
    }
    table->resizeColumnToContents(0);
    table->selectRow(0);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(table, 1);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 80, fontMetrics().height() * 30);
}

} // namespace ui
