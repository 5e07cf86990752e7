// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/monitoring/monitoringpage.h"

#include "ui/frame/columns.h"
#include "ui/frame/factsdelegate.h"
#include "ui/frame/factstable.h"
#include "ui/frame/noticebar.h"
#include "ui/frame/rowspanel.h"
#include "ui/frame/wanted.h"
#include "ui/look/density.h"
#include "ui/look/format.h"
#include "ui/models/mirror.h"
#include "ui/monitoring/monitoringrows.h"
#include "ui/overview/verdictband.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

/// Nothing moves while somebody points at it. Returns how many rows wait to move.
template<typename Model, typename Row>
int mergeUnlessHeld(Model &model, const FactsTable &table, const QList<Row> &rows)
{
    if (table.viewport()->underMouse() || table.hasFocus()) {
        return model.mergeInPlace(rows);
    }
    model.merge(rows);
    return 0;
}

} // namespace

MonitoringPage::MonitoringPage(Mirror &mirror, QWidget *parent)
    : QWidget(parent)
    , m_mirror(mirror)
    , m_health(mirror.session().watch(u"/api/system/monitoring/health"_s))
    , m_targets(mirror.session().watch(u"/api/system/monitoring/targets"_s))
    , m_targetsModel([this] { return m_mirror.session().serverNow(m_targets); }, this)
    , m_jobsModel(this)
    , m_verdict(new VerdictBand(this))
    , m_banner(new NoticeBar(this))
    , m_stack(new QStackedWidget(this))
    , m_instead(new QLabel(this))
    , m_jobsTable(new FactsTable(tr("Jobs"), this))
    , m_exporters(new RowsPanel(tr("EXPORTERS"), this))
    , m_collection(new RowsPanel(tr("COLLECTION"), this))
    , m_issues(new RowsPanel(tr("ISSUES"), this))
    , m_targetsHeading(new QLabel(this))
    , m_onlyUnhealthy(new QCheckBox(tr("&Unhealthy only"), this))
    , m_targetsTable(new FactsTable(tr("Targets"), this))
    , m_copy(new QAction(tr("&Copy address"), this))
    , m_open(new QAction(tr("&Open in Prometheus"), this))
{
    m_verdict->setObjectName(u"monitoringVerdict"_s);
    makeActions();
    layOut();
    wantWhileShown(*this, {&m_health, &m_targets});
    connect(&m_health, &Resource::updated, this, [this] { m_picture.take(m_health.body()); });
    connect(m_onlyUnhealthy, &QCheckBox::toggled, this, &MonitoringPage::refresh);
    connect(m_targetsTable->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &MonitoringPage::refreshActions);
    connect(&mirror, &Mirror::refreshed, this, [this] {
        if (isVisible()) {
            refresh();
        }
    });
    refresh();
}

void MonitoringPage::makeActions()
{
    m_copy->setShortcut(QKeySequence::Copy);
    m_copy->setShortcutContext(Qt::WidgetShortcut);
    connect(m_copy, &QAction::triggered, this,
            [this] { QGuiApplication::clipboard()->setText(selectedAddress()); });
    connect(m_open, &QAction::triggered, this,
            [this] { QDesktopServices::openUrl(prometheusPage(m_picture.now)); });
    m_targetsTable->addActions({m_copy, m_open});
    m_targetsTable->setContextMenuPolicy(Qt::ActionsContextMenu);
}

void MonitoringPage::layOut()
{
    m_instead->setAlignment(Qt::AlignCenter);
    m_instead->setWordWrap(true);
    m_instead->setTextFormat(Qt::PlainText); // it tells what somebody else wrote
    m_instead->setForegroundRole(QPalette::PlaceholderText);
    m_stack->addWidget(makeContent());
    m_stack->addWidget(m_instead);
    auto *layout = new QVBoxLayout(this);
    keepRoom(*this, *layout, {10, 8, 10, 8}, 8);
    layout->addWidget(m_verdict);
    layout->addWidget(m_banner);
    layout->addWidget(m_stack, 1);
}

QWidget *MonitoringPage::makeContent()
{
    const int unit = fontMetrics().averageCharWidth();
    m_jobsTable->setModel(&m_jobsModel);
    m_jobsTable->setItemDelegate(new FactsDelegate(m_jobsTable));
    m_jobsTable->horizontalHeader()->setSectionResizeMode(JobsModel::Job, QHeaderView::Stretch);
    m_jobsTable->setColumnWidth(JobsModel::State, unit * 15);
    for (const int column : {JobsModel::Up, JobsModel::Down, JobsModel::Unknown}) {
        m_jobsTable->horizontalHeader()->setSectionResizeMode(column,
                                                              QHeaderView::ResizeToContents);
    }
    m_targetsTable->setModel(&m_targetsModel);
    m_targetsTable->setItemDelegate(new FactsDelegate(m_targetsTable));
    m_targetsTable->horizontalHeader()->setStretchLastSection(true);
    m_targetsTable->setColumnWidth(TargetsModel::State, unit * 16);
    m_targetsTable->setColumnWidth(TargetsModel::Job, unit * 22);
    m_targetsTable->setColumnWidth(TargetsModel::Instance, unit * 28);
    m_targetsTable->setColumnWidth(TargetsModel::LastScrape, unit * 15);
    m_targetsTable->setColumnWidth(TargetsModel::Duration, unit * 26);
    keepColumns(*m_targetsTable, u"monitoring/targets");
    keepColumns(*m_jobsTable, u"monitoring/jobs");
    auto *side = new QVBoxLayout;
    side->setSpacing(8);
    side->addWidget(m_exporters, 3);
    side->addWidget(m_issues, 5);
    auto *upper = new QHBoxLayout;
    upper->setSpacing(8);
    upper->addWidget(m_jobsTable, 6);
    upper->addLayout(side, 7);
    upper->addWidget(m_collection, 5);
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(upper, 6);
    layout->addWidget(makeTargetsHead());
    layout->addWidget(m_targetsTable, 6);
    return content;
}

QWidget *MonitoringPage::makeTargetsHead()
{
    QFont bold = font();
    bold.setBold(true);
    m_targetsHeading->setFont(bold);
    auto *head = new QWidget(this);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_targetsHeading, 1);
    row->addWidget(m_onlyUnhealthy);
    for (QAction *action : {m_copy, m_open}) {
        auto *button = new QToolButton(head);
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setMinimumHeight(fontMetrics().height() + 12);
        row->addWidget(button);
    }
    return head;
}

QString MonitoringPage::banner() const
{
    return m_banner->text();
}

QString MonitoringPage::sentence() const
{
    return m_stack->currentWidget() == m_instead ? m_instead->text() : QString();
}

void MonitoringPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

QString MonitoringPage::selectedAddress() const
{
    const QModelIndexList rows = m_targetsTable->selectionModel()->selectedRows();
    return rows.isEmpty() ? QString() : m_targetsModel.row(rows.first().row()).target.instance;
}

/// Why there is no page at all; empty where there is one.
QString MonitoringPage::missing(const Freshness &freshness) const
{
    if (!freshness.asOf) {
        return freshness.error.isEmpty() ? tr("Loading what Prometheus says…") : freshness.error;
    }
    return m_picture.known ? QString() : outOfReach(m_picture);
}

QString MonitoringPage::jobsEmptyText() const
{
    return m_picture.known && !m_picture.known->healthy ? tr("The jobs are not known")
                                                        : tr("Prometheus has no jobs");
}

QString MonitoringPage::targetsEmptyText(qsizetype all) const
{
    return all == 0 ? tr("Prometheus has no targets")
                    : tr("None of the %n targets is unhealthy", nullptr, static_cast<int>(all));
}

void MonitoringPage::refresh()
{
    Session &session = m_mirror.session();
    const Freshness answer = session.freshness(m_health);
    const protocol::WallTime now = session.serverNow(m_health);
    m_verdict->setVerdict(monitoringVerdict(m_picture.now), answer, now);
    const QString none = missing(answer);
    m_instead->setText(none);
    m_stack->setCurrentIndex(none.isEmpty() ? 0 : 1);
    m_banner->setText(none.isEmpty() ? outOfReach(m_picture) : QString());
    const Freshness known = knownFreshness(m_picture, answer);
    const protocol::WallTime then = known.vouched || !known.asOf ? now : std::min(now, *known.asOf);
    mergeUnlessHeld(m_jobsModel, *m_jobsTable,
                    m_picture.known ? worstFirst(m_picture.known->targetsSummary)
                                    : QList<protocol::JobSummary>());
    m_jobsTable->setFreshness(known, jobsEmptyText());
    m_exporters->setRows(exporterRows(m_picture, then), known, tr("No exporters are told"));
    m_collection->setRows(collectionRows(m_picture, then), known);
    m_issues->setRows(issueRows(m_picture.now), answer, tr("None"));
    refreshTargets();
    refreshActions();
}

void MonitoringPage::refreshTargets()
{
    const int interval =
        m_picture.known ? m_picture.known->metricsCollection.scrapeIntervalSeconds : 0;
    const QList<TargetRow> all = targetRows(m_targets.body(), interval);
    const Freshness freshness = m_mirror.session().freshness(m_targets);
    const int waiting = mergeUnlessHeld(m_targetsModel, *m_targetsTable,
                                        m_onlyUnhealthy->isChecked() ? unhealthyOf(all) : all);
    m_targetsTable->setFreshness(freshness, targetsEmptyText(all.size()));
    m_targetsTable->viewport()->update(); // ages
    QString heading = freshness.asOf ? targetsText(all) : tr("Targets");
    m_targetsHeading->setText(waiting > 0 ? tr("%1. Waiting to move: %2").arg(heading).arg(waiting)
                                          : heading);
}

void MonitoringPage::refreshActions()
{
    const bool isChosen = !selectedAddress().isEmpty();
    m_copy->setEnabled(isChosen);
    m_copy->setToolTip(plainTip(isChosen ? tr("Copy %1").arg(selectedAddress())
                                         : tr("Cannot copy an address: no target is selected")));
    const QUrl page = prometheusPage(m_picture.now);
    m_open->setEnabled(page.isValid());
    m_open->setToolTip(page.isValid()
                           ? plainTip(tr("Open %1").arg(page.toDisplayString()))
                           : tr("Cannot open Prometheus: its address is not one of the web"));
}

} // namespace ui
