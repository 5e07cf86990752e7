// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/needspanel.h"

#include "ui/act/acttext.h"
#include "ui/act/commander.h"
#include "ui/act/workeractions.h"
#include "ui/alarms/alarmrules.h"
#include "ui/alarms/prioritydelegate.h"
#include "ui/frame/factstable.h"
#include "ui/look/density.h"
#include "ui/look/tokens.h"
#include "ui/models/mirror.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {

NeedsPanel::NeedsPanel(Mirror &mirror, Commander &commander, QWidget *parent)
    : QWidget(parent)
    , m_mirror(mirror)
    , m_commander(commander)
    , m_model([&mirror] { return mirror.session().serverNow(mirror.session().alerts()); }, this)
    , m_heading(new QLabel(this))
    , m_table(new FactsTable(tr("Needs you"), this))
    , m_acknowledge(new QAction(verbWord(Verb::Acknowledge), this))
    , m_open(new QAction(tr("Open"), this))
{
    m_table->setModel(&m_model);
    layOut();
    connect(m_acknowledge, &QAction::triggered, this, [this] {
        if (const auto alarm = chosen()) {
            m_commander.wish(Verb::Acknowledge, alarmTarget(*alarm));
        }
    });
    connect(m_open, &QAction::triggered, this, [this] {
        const auto alarm = chosen();
        Q_EMIT alarmChosen(alarm ? alarm->id : QString());
    });
    connect(m_table, &QTableView::activated, m_open, &QAction::trigger);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &NeedsPanel::refreshActions); // also while rows come and go
    connect(&commander, &Commander::changed, this, &NeedsPanel::refresh);
    connect(&mirror.alarms(), &AlarmsFeed::changed, this, &NeedsPanel::arrange);
}

/// Nothing moves under the pointer, least of all to beside a button that acts on it.
void NeedsPanel::arrange()
{
    const QList<protocol::Alert> &alarms = m_mirror.alarms().model().rows();
    if (m_isHeld) {
        m_waiting = m_model.mergeInPlace(alarms);
    } else {
        m_waiting = 0;
        m_model.merge(alarms);
    }
}

void NeedsPanel::layOut()
{
    m_heading->setForegroundRole(QPalette::PlaceholderText);
    auto *head = new QHBoxLayout;
    head->setSpacing(4);
    head->addWidget(m_heading, 1);
    for (QAction *action : {m_acknowledge, m_open}) {
        auto *button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        button->setFocusPolicy(Qt::StrongFocus);
        head->addWidget(button);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 2, 3, 3);
    layout->setSpacing(2);
    layout->addLayout(head);
    layout->addWidget(m_table, 1);
    m_table->setWordWrap(true);
    m_table->horizontalHeader()->hide();
    keepRowHeight(*m_table, 6, 2);
    for (const int column : {AlarmsModel::Source, AlarmsModel::Count, AlarmsModel::State}) {
        m_table->hideColumn(column);
    }
    m_table->horizontalHeader()->setSectionResizeMode(AlarmsModel::Message, QHeaderView::Stretch);
    dress();
    m_table->setItemDelegateForColumn(
        AlarmsModel::Priority,
        new PriorityDelegate(
            [this](const QModelIndex &index) {
                const protocol::Alert &alarm = m_model.row(index.row());
                return lookOfPriority(alarmPriority(alarm), alarmState(alarm));
            },
            m_table));
}

/// On a wall the letters become larger while it is shown.
void NeedsPanel::dress()
{
    QFont bold = font();
    bold.setBold(true);
    bold.setPointSizeF(font().pointSizeF() * 0.88);
    m_heading->setFont(bold);
    for (auto *button : findChildren<QToolButton *>()) {
        button->setMinimumHeight(std::max(24, fontMetrics().height() + 8));
    }
    const int unit = fontMetrics().averageCharWidth();
    m_table->setColumnWidth(AlarmsModel::Priority, unit * 8);
    m_table->setColumnWidth(AlarmsModel::Since, unit * 10);
}

void NeedsPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        dress();
    }
}

QString NeedsPanel::heading() const
{
    return m_heading->text();
}

std::optional<protocol::Alert> NeedsPanel::chosen() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? std::nullopt : std::optional(m_model.row(rows.first().row()));
}

/// True when the whole message fits into its cell.
bool NeedsPanel::isReadable(int row) const
{
    const QModelIndex index = m_table->model()->index(row, AlarmsModel::Message);
    const QRect cell = m_table->visualRect(index).adjusted(6, 0, -6, 0);
    const QRect wanted = m_table->fontMetrics().boundingRect(QRect(0, 0, cell.width(), 100000),
                                                             Qt::AlignLeft | Qt::TextWordWrap,
                                                             index.data().toString());
    return m_table->viewport()->rect().contains(cell) && wanted.width() <= cell.width()
        && wanted.height() <= cell.height();
}

void NeedsPanel::refresh()
{
    const AlarmsFeed &alarms = m_mirror.alarms();
    const Freshness freshness = alarms.freshness();
    if (m_isHeld != (m_table->viewport()->underMouse() || m_table->hasFocus())) {
        m_isHeld = !m_isHeld;
        arrange();
    }
    const QString count = alarms.countText(alarms.model().rowCount());
    QString heading = tr("NEEDS YOU");
    if (freshness.vouched && alarms.model().rowCount() > 0) {
        heading = m_waiting > 0 ? tr("NEEDS YOU  %1, waiting to move: %2").arg(count).arg(m_waiting)
                                : tr("NEEDS YOU  %1").arg(count);
    }
    m_heading->setText(heading);
    m_table->setFreshness(freshness,
                          alarms.isOffered() ? tr("No alarm is active")
                                             : tr("This backend has no alarms"));
    refreshActions();
    m_table->viewport()->update(); // the ages
}

void NeedsPanel::refreshActions()
{
    const auto alarm = chosen();
    const QString target = alarm ? alarmTarget(*alarm) : QString();
    Refusal refusal = m_commander.refusal(Verb::Acknowledge, target);
    if (refusal == Refusal::None
        && !isReadable(m_table->selectionModel()->selectedRows().first().row())) {
        refusal = Refusal::Unreadable;
    }
    showRefusal(*m_acknowledge, Verb::Acknowledge, target, refusal);
    m_open->setToolTip(tr("Show on the page Alarms"));
}

void NeedsPanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens tokens = tokensOf(palette());
    painter.setPen(tokens.line);
    painter.setBrush(tokens.panel);
    painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
}

} // namespace ui
