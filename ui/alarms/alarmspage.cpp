// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alarms/alarmspage.h"

#include "ui/act/acttext.h"
#include "ui/act/commander.h"
#include "ui/act/workeractions.h"
#include "ui/alarms/alarmtext.h"
#include "ui/alarms/prioritydelegate.h"
#include "ui/frame/accessiblerole.h"
#include "ui/frame/columns.h"
#include "ui/frame/factstable.h"
#include "ui/frame/hatchoverlay.h"
#include "ui/frame/wanted.h"
#include "ui/look/density.h"
#include "ui/look/format.h"
#include "ui/models/mirror.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;

const std::array<Verb, 3> AlarmsPage::AlarmVerbs{Verb::Acknowledge, Verb::Resolve, Verb::Dismiss};

AlarmsPage::AlarmsPage(Mirror &mirror, Commander &commander, QWidget *parent)
    : QWidget(parent)
    , m_mirror(mirror)
    , m_commander(commander)
    , m_model([&mirror] { return mirror.session().serverNow(mirror.session().alerts()); }, this)
    , m_heading(new QLabel(this))
    , m_sortNow(new QPushButton(this))
    , m_table(new FactsTable(tr("Alarms"), this))
    , m_title(new QLabel(this))
    , m_words(new QLabel(this))
    , m_facts(new QLabel(this))
    , m_source(new QToolButton(this))
{
    for (std::size_t i = 0; i < AlarmVerbs.size(); ++i) {
        const Verb verb = AlarmVerbs.at(i);
        m_actions.at(i) = new QAction(menuText(verb), this);
        m_actions.at(i)->setIconText(verbWord(verb));
        m_actions.at(i)->setShortcut(shortcutOf(verb));
        connect(m_actions.at(i), &QAction::triggered, this, [this, verb] {
            if (const auto alarm = chosen()) {
                m_commander.wish(verb, alarmTarget(*alarm));
            }
        });
        m_buttons.at(i) = new QToolButton(this);
        m_buttons.at(i)->setDefaultAction(m_actions.at(i));
    }
    m_sorted.setSourceModel(&m_model);
    m_sorted.setSortRole(AlarmsModel::SortRole);
    m_table->setModel(&m_sorted);
    layOut();
    wantWhileShown(*this, {&mirror.alarms().resolved()});
    connect(m_sortNow, &QPushButton::clicked, &m_sorted, &HeldOrder::sortNow);
    connect(m_source, &QToolButton::clicked, this, &AlarmsPage::goToSource);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &AlarmsPage::refreshDetail);
    connect(&commander, &Commander::changed, this, &AlarmsPage::refreshDetail);
    connect(&mirror, &Mirror::refreshed, this, &AlarmsPage::refresh);
    connect(&mirror.alarms(), &AlarmsFeed::changed, this, &AlarmsPage::rebuild);
    connect(new QShortcut(Qt::Key_Space, m_table, nullptr, nullptr, Qt::WidgetShortcut),
            &QShortcut::activated, action(Verb::Acknowledge), &QAction::trigger);
    refresh();
}

void AlarmsPage::layOut()
{
    QFont bold = font();
    bold.setBold(true);
    m_heading->setFont(bold);
    m_sortNow->setFocusPolicy(Qt::TabFocus); // a click leaves the focus in the table
    m_sortNow->setToolTip(tr("The order is held while you use the table"));
    auto *head = new QHBoxLayout;
    head->addWidget(m_heading);
    head->addStretch(1);
    head->addWidget(m_sortNow);
    auto *layout = new QVBoxLayout(this);
    keepRoom(*this, *layout, {12, 10, 12, 12}, 8);
    layout->addLayout(head);
    layout->addWidget(m_table, 3);
    layout->addWidget(makeDetail(), 2);
    m_table->setItemDelegateForColumn(
        AlarmsModel::Priority,
        new PriorityDelegate(
            [this](const QModelIndex &index) {
                const protocol::Alert &alarm = m_model.row(m_sorted.mapToSource(index).row());
                return lookOfPriority(alarmPriority(alarm), alarmState(alarm));
            },
            m_table));
    const int unit = fontMetrics().averageCharWidth();
    m_table->horizontalHeader()->setSectionResizeMode(AlarmsModel::Message, QHeaderView::Stretch);
    m_table->setColumnWidth(AlarmsModel::Priority, unit * 13);
    m_table->setColumnWidth(AlarmsModel::Since, unit * 9);
    m_table->setColumnWidth(AlarmsModel::Count, unit * 8);
    m_table->setColumnWidth(AlarmsModel::Source, unit * 40);
    m_table->setColumnWidth(AlarmsModel::State, unit * 28);
    keepColumns(*m_table, u"alarms/columns");
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(AlarmsModel::Priority, Qt::AscendingOrder); // what nobody has seen first
    setFocusProxy(m_table);
}

QWidget *AlarmsPage::makeDetail()
{
    auto *detail = new QWidget(this);
    detail->setAccessibleName(tr("The selected alarm"));
    m_hatch = new HatchOverlay(detail, 0);
    QFont bold = font();
    bold.setBold(true);
    m_title->setFont(bold);
    for (QLabel *label : {m_title, m_words, m_facts}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_facts->setForegroundRole(QPalette::PlaceholderText);
    m_facts->setAlignment(Qt::AlignTop);
    auto *row = new QHBoxLayout;
    for (QToolButton *button : {m_buttons[0], m_buttons[1], m_buttons[2], m_source}) {
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setMinimumHeight(std::max(24, fontMetrics().height() + 8));
        row->addWidget(button);
    }
    row->addStretch(1);
    auto *column = new QVBoxLayout(detail);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(m_title);
    column->addWidget(m_words);
    column->addLayout(row);
    column->addWidget(m_facts, 1);
    m_hatch->raise();
    return detail;
}

QAction *AlarmsPage::action(Verb verb) const
{
    const auto *const found = std::find(AlarmVerbs.begin(), AlarmVerbs.end(), verb);
    return m_actions.at(static_cast<std::size_t>(found - AlarmVerbs.begin()));
}

QString AlarmsPage::heading() const
{
    return m_heading->text();
}

QString AlarmsPage::text() const
{
    return QStringList{m_title->text(), m_words->text(), m_facts->text()}.join(u'\n');
}

void AlarmsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void AlarmsPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    refreshDetail();
}

std::optional<protocol::Alert> AlarmsPage::chosen() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? std::nullopt
                          : std::optional(m_model.row(m_sorted.mapToSource(rows.first()).row()));
}

QString AlarmsPage::selected() const
{
    const auto alarm = chosen();
    return alarm ? alarm->id : QString();
}

void AlarmsPage::select(const QString &id)
{
    const int row = m_model.rowOf(id);
    m_wanted = row < 0 ? id : QString();
    if (row >= 0) {
        const int shown = m_sorted.mapFromSource(m_model.index(row, 0)).row();
        m_table->selectRow(shown);
        m_table->scrollTo(m_sorted.index(shown, 0));
    }
}

QString AlarmsPage::emptyText() const
{
    return m_mirror.alarms().isOffered() ? tr("No alarms: nothing needs to be looked at")
                                         : tr("This backend has no alarms");
}

// Only when the alarms are others: there may be a thousand of them.
void AlarmsPage::rebuild()
{
    const AlarmsFeed &feed = m_mirror.alarms();
    m_model.merge(feed.model().rows() + feed.cleared());
    if (!m_wanted.isEmpty()) {
        select(m_wanted);
    }
    refresh();
}

void AlarmsPage::refresh()
{
    if (!isVisible()) {
        refreshDetail();
        return;
    }
    const AlarmsFeed &feed = m_mirror.alarms();
    const Freshness freshness = feed.freshness();
    m_table->setFreshness(freshness, emptyText());
    const auto alarm = chosen();
    m_hatch->setVisible(alarm && !feed.freshnessOf(*alarm).vouched);
    m_heading->setText(freshness.vouched ? headingText(together(feed.counts())) : tr("Alarms"));
    m_table->viewport()->update(); // the ages
    refreshOrder();
    refreshDetail();
}

QString AlarmsPage::headingText(AlarmCount count) const
{
    const AlarmsFeed &feed = m_mirror.alarms();
    QString words = feed.isCut()
        ? tr("Alarms: more than %1 active, the first %1 are shown").arg(count.active)
        : tr("Alarms: %1 active, %2 not acknowledged").arg(count.active).arg(count.unseen);
    const Freshness cleared = m_mirror.session().freshness(feed.resolved());
    if (cleared.vouched) {
        return words;
    }
    return cleared.asOf ? tr("%1. Cleared ones as of %2").arg(words, clockTime(*cleared.asOf))
                        : tr("%1. Cleared ones not known now").arg(words);
}

void AlarmsPage::refreshOrder()
{
    m_sorted.hold(m_table->viewport()->underMouse() || m_table->hasFocus());
    const int waiting = m_sorted.waiting();
    m_sortNow->setText(tr("&Sort now (waiting to move: %1)").arg(waiting));
    m_sortNow->setVisible(waiting > 0);
}

Refusal AlarmsPage::refusal(Verb verb) const
{
    const auto alarm = chosen();
    const Refusal refused = m_commander.refusal(verb, alarm ? alarmTarget(*alarm) : QString());
    // Those that are over are not among the active ones, which the commander knows.
    if (alarm && refused == Refusal::NothingSelected) {
        return Refusal::AlreadyEnded;
    }
    return refused == Refusal::None && !isVisible() ? Refusal::Unreadable : refused;
}

void AlarmsPage::refreshDetail()
{
    const auto alarm = chosen();
    m_title->setText(alarm ? alarmName(*alarm) : tr("No alarm is selected"));
    tell(*m_words, alarm ? alarm->message : QString());
    Session &session = m_mirror.session();
    tell(*m_facts, alarm ? alarmFactsText(*alarm, session.serverNow(session.alerts())) : QString());
    for (std::size_t i = 0; i < AlarmVerbs.size(); ++i) {
        const Verb verb = AlarmVerbs.at(i);
        showRefusal(*m_actions.at(i), verb, alarm ? alarmTarget(*alarm) : QString(), refusal(verb));
    }
    const bool isEvent = alarm && alarm->eventId;
    const bool isWorker = alarm && alarm->subjectKind == u"worker";
    m_source->setText(isEvent ? tr("Show the &event") : tr("Show the &worker"));
    m_source->setVisible(isEvent || isWorker);
}

void AlarmsPage::goToSource()
{
    const auto alarm = chosen();
    if (alarm && alarm->eventId) {
        Q_EMIT eventChosen(*alarm->eventId);
    } else if (alarm) {
        Q_EMIT workerChosen(alarm->subject);
    }
}

} // namespace ui
