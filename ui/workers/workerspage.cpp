// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workers/workerspage.h"

#include "ui/act/commander.h"
#include "ui/act/consequencedialog.h"
#include "ui/act/workeractions.h"
#include "ui/frame/columns.h"
#include "ui/look/density.h"
#include "ui/look/format.h"
#include "ui/models/mirror.h"
#include "ui/remembered.h"
#include "ui/workers/bulkbar.h"
#include "ui/workers/bulkresults.h"
#include "ui/workers/loadcolumns.h"
#include "ui/workers/workerdetail.h"
#include "ui/workers/workerfilterbar.h"
#include "ui/workers/workertable.h"

#include <QFont>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr QStringView SplitterKey = u"workers/splitter";

} // namespace

WorkersPage::WorkersPage(Mirror &mirror, Commander &commander, WorkerActions &actions,
                         QWidget *parent)
    : QWidget(parent)
    , m_mirror(mirror)
    , m_commander(commander)
    , m_actions(actions)
    , m_heading(new QLabel(this))
    , m_trust(new QLabel(this))
    , m_sortNow(new QPushButton(this))
    , m_filter(new WorkerFilterBar(this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_table(new WorkerTable(this))
    , m_loads(new LoadColumns(mirror.session(), mirror.workers(), *m_table))
    , m_bulkBar(new BulkBar(actions, this))
    , m_results(new BulkResults(commander.bulk(), this))
    , m_detail(new WorkerDetail(mirror.session(), commander, actions, this))
{
    m_sorted.setSourceModel(&mirror.workers());
    m_sorted.setSortRole(WorkersModel::SortRole);
    m_table->setModel(&m_sorted);
    m_sorted.setSortCaseSensitivity(Qt::CaseInsensitive);
    layOut();
    m_table->sortByColumn(WorkersModel::State, Qt::AscendingOrder); // worst first
    restore();
    connect(m_table, &WorkerTable::useChanged, this, &WorkersPage::holdOrder);
    connect(m_filter, &WorkerFilterBar::changed, this, &WorkersPage::filter);
    connect(m_sortNow, &QPushButton::clicked, this, [this] {
        m_sorted.sortNow();
        holdOrder();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &WorkersPage::onSelection);
    connect(&actions, &WorkerActions::severalWanted, this, &WorkersPage::askSeveral);
    connect(m_table, &QWidget::customContextMenuRequested, this, &WorkersPage::showMenu);
    connect(&mirror, &Mirror::refreshed, this, &WorkersPage::refresh);
    refresh();
}

void WorkersPage::layOut()
{
    QFont bold = font();
    bold.setBold(true);
    m_heading->setFont(bold);
    auto *head = new QHBoxLayout;
    head->addWidget(m_heading);
    m_sortNow->setObjectName(u"sortNow"_s);
    m_sortNow->setFocusPolicy(Qt::TabFocus); // a click leaves the focus in the table
    m_sortNow->setToolTip(tr("The order is held while you use the table"));
    head->addWidget(m_trust);
    head->addStretch(1);
    head->addWidget(m_sortNow);
    auto *left = new QWidget(this);
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addLayout(head);
    column->addWidget(m_filter);
    column->addWidget(m_table, 1);
    column->addWidget(m_bulkBar); // below: the rows stay where they are when it appears
    column->addWidget(m_results);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(12);
    m_splitter->addWidget(left);
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    m_splitter->setSizes({740, 380});
    auto *layout = new QVBoxLayout(this);
    keepRoom(*this, *layout, {12, 10, 12, 12}, 6);
    layout->addWidget(m_splitter);
    layOutColumns();
}

void WorkersPage::layOutColumns()
{
    const int unit = fontMetrics().averageCharWidth();
    m_table->setColumnWidth(WorkersModel::State, unit * 17);
    m_table->setColumnWidth(WorkersModel::Name, unit * 18);
    m_table->setColumnWidth(WorkersModel::Pid, unit * 9);
    m_table->setColumnWidth(WorkersModel::Uptime, unit * 10);
    m_table->setColumnWidth(WorkersModel::Restarts, unit * 14);
    m_table->setColumnWidth(WorkersModel::NextAttempt, unit * 15);
    m_table->setColumnWidth(WorkersModel::Cpu, unit * 11);
    m_table->setColumnWidth(WorkersModel::Memory, unit * 12);
    m_table->setColumnWidth(WorkersModel::LastCrash, unit * 14);
    m_table->setColumnWidth(WorkersModel::Says, unit * 24);
    for (const auto column :
         {WorkersModel::Cpu, WorkersModel::Memory, WorkersModel::LastCrash, WorkersModel::Says}) {
        m_table->setColumnHidden(column, true); // a small screen has no room for all
    }
}

void WorkersPage::store() const
{
    remember(SplitterKey, m_splitter->saveState());
}

void WorkersPage::restore()
{
    keepColumns(*m_table, u"workers/columns");
    m_splitter->restoreState(remembered(SplitterKey).toByteArray());
}

void WorkersPage::holdOrder()
{
    m_sorted.hold(m_table->isInUse());
    const int waiting = m_sorted.waiting();
    if (waiting > 0) {
        m_sortNow->setText(tr("&Sort now (waiting to move: %1)").arg(waiting));
    }
    m_sortNow->setVisible(waiting > 0);
}

QString WorkersPage::nameAt(const QModelIndex &shown) const
{
    return m_mirror.workers().row(m_sorted.mapToSource(shown).row()).name;
}

QString WorkersPage::selected() const
{
    const QItemSelectionModel &selection = *m_table->selectionModel();
    const QModelIndex current = selection.currentIndex();
    if (current.isValid() && selection.isSelected(current)) {
        return nameAt(current);
    }
    const QModelIndexList rows = selection.selectedRows();
    return rows.isEmpty() ? QString() : nameAt(rows.first());
}

QStringList WorkersPage::allSelected() const
{
    QList<int> places;
    for (const QModelIndex &row : m_table->selectionModel()->selectedRows()) {
        places.append(m_sorted.mapToSource(row).row());
    }
    std::sort(places.begin(), places.end());
    QStringList names;
    for (const int place : places) {
        names << m_mirror.workers().row(place).name;
    }
    return names;
}

void WorkersPage::select(const QString &worker)
{
    const int row = m_mirror.workers().rowOf(worker);
    if (row >= 0) {
        if (!m_sorted.mapFromSource(m_mirror.workers().index(row, 0)).isValid()) {
            m_filter->clear();
        }
        m_table->selectionModel()->setCurrentIndex(
            m_sorted.mapFromSource(m_mirror.workers().index(row, 0)),
            QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    }
}

void WorkersPage::filter()
{
    m_sorted.setFilter(
        [this](int row) { return accepts(m_filter->filter(), m_mirror.workers().row(row)); });
    refresh();
}

void WorkersPage::onSelection()
{
    m_hasSelected = true;
    const QStringList all = allSelected();
    m_actions.setWorkers(all);
    m_bulkBar->setSelected(static_cast<int>(all.size()));
    m_detail->setActing(all.size() < 2);
    m_detail->setWorker(selected());
    refresh();
}

void WorkersPage::askSeveral(Verb verb, const QStringList &workers)
{
    auto *dialog = new ConsequenceDialog(questionOfSeveral(m_commander, verb, workers),
                                         m_commander.connection(), window());
    dialog->open();
}

QString WorkersPage::emptyText() const
{
    const Session &session = m_mirror.session();
    const Freshness freshness = session.freshness(m_mirror.session().supervisor());
    if (const int all = m_mirror.workers().rowCount(); all > 0) {
        const QString words = m_filter->field()->text().trimmed();
        return words.isEmpty() ? tr("None of the %n workers is abnormal", nullptr, all)
                               : tr("0 of %1 match “%2”. Clear shows all.").arg(all).arg(words);
    }
    if (freshness.asOf) {
        return m_mirror.supervisorRuns() ? tr("No workers are supervised")
                                         : tr("The supervisor is switched off");
    }
    return freshness.error.isEmpty()
        ? tr("Loading the workers from %1…").arg(session.connection().url.toDisplayString())
        : freshness.error;
}

void WorkersPage::refresh()
{
    Session &session = m_mirror.session();
    const Freshness freshness = session.freshness(session.supervisor());
    const auto &rows = m_mirror.workers().rows();
    const auto running = std::count_if(rows.begin(), rows.end(), [](const auto &worker) {
        return worker.status == protocol::WorkerStatus::Running;
    });
    m_heading->setText(rows.isEmpty() || !freshness.vouched
                           ? tr("Workers")
                           : tr("Workers: %1 of %2 running").arg(running).arg(rows.size()));
    QString trust;
    if (!freshness.vouched && freshness.asOf) {
        trust = tr("Out of date, as of %1").arg(clockTime(*freshness.asOf));
    }
    if (!freshness.error.isEmpty() && freshness.asOf) {
        trust = tr("%1: %2").arg(trust, freshness.error);
    }
    m_trust->setText(trust);
    m_table->setFreshness(freshness, emptyText(), session.serverNow(session.supervisor()));
    m_loads->refresh();
    holdOrder();
    m_filter->setCounts(m_sorted.rowCount(), static_cast<int>(rows.size()));
    // Only at first: in place of one that is gone or hidden no other one is to be acted on.
    if (!m_hasSelected && selected().isEmpty() && !rows.isEmpty()) {
        m_table->selectRow(0);
    }
    m_detail->refresh(m_commander.worker(selected()), freshness,
                      session.serverNow(session.supervisor()));
}

void WorkersPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_actions.setShown(true);
}

void WorkersPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_actions.setShown(false);
}

void WorkersPage::showMenu(const QPoint &place)
{
    if (!m_table->indexAt(place).isValid()) {
        return;
    }
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    menu->addActions(m_actions.all());
    menu->popup(m_table->viewport()->mapToGlobal(place));
}

} // namespace ui
