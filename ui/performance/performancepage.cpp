// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/performance/performancepage.h"

#include "ui/charts/chart.h"
#include "ui/frame/columns.h"
#include "ui/frame/factsdelegate.h"
#include "ui/frame/factstable.h"
#include "ui/frame/rowspanel.h"
#include "ui/frame/wanted.h"
#include "ui/look/density.h"
#include "ui/look/format.h"
#include "ui/models/mirror.h"
#include "ui/performance/performancelines.h"
#include "ui/performance/rangebuttons.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

QString historyPath(TimeRange range)
{
    return u"/api/system/performance/history?time_range="_s + toText(range);
}

} // namespace

PerformancePage::PerformancePage(Mirror &mirror, QWidget *parent)
    : QWidget(parent)
    , m_mirror(mirror)
    , m_now(mirror.session().watch(u"/api/system/performance"_s))
    , m_history(mirror.session().watch(historyPath(m_range)))
    , m_loadModel(this)
    , m_heading(new QLabel(this))
    , m_ranges(new RangeButtons(this))
    , m_stack(new QStackedWidget(this))
    , m_instead(new QLabel(this))
    , m_host(new RowsPanel(tr("HOST"), this))
    , m_gpu(new RowsPanel(tr("GPU"), this))
    , m_services(new RowsPanel(tr("AI SERVICES"), this))
    , m_inference(new RowsPanel(tr("WORK, 95 % WITHIN"), this))
    , m_stores(new RowsPanel(tr("STORE AND QUEUE"), this))
    , m_alerts(new RowsPanel(tr("BEYOND THEIR LIMITS"), this))
    , m_workers(new FactsTable(tr("Load of the workers"), this))
    , m_load(new Chart({tr("LOAD"), tr("%"), tr("No figures yet: —")}, ChartKind::Lines, this))
    , m_latency(new Chart({tr("95 % WITHIN"), tr("ms"), tr("No work was measured: —")},
                          ChartKind::LogLines, this))
    , m_waiting(
          new Chart({tr("WAITING"), tr("jobs"), tr("No figures yet: —")}, ChartKind::Lines, this))
    , m_extra(new Chart({}, ChartKind::Lines, this))
    , m_extraChoice(new QComboBox(m_extra))
{
    m_instead->setAlignment(Qt::AlignCenter);
    m_instead->setWordWrap(true);
    m_instead->setTextFormat(Qt::PlainText); // it tells what somebody else wrote
    m_instead->setForegroundRole(QPalette::PlaceholderText);
    makeExtra();
    m_stack->addWidget(makeContent());
    m_stack->addWidget(m_instead);
    auto *layout = new QVBoxLayout(this);
    keepRoom(*this, *layout, {10, 8, 10, 8}, 8);
    layout->addWidget(makeHead());
    layout->addWidget(m_stack, 1);
    wantWhileShown(*this, {&m_now, &m_history});
    connect(&m_now, &Resource::updated, this,
            [this] { m_picture.now = protocol::performanceFromJson(m_now.body()); });
    connect(&m_history, &Resource::updated, this, [this] {
        m_picture.past = protocol::performanceHistoryFromJson(m_history.body()).snapshots;
    });
    connect(&mirror, &Mirror::refreshed, this, [this] {
        if (isVisible()) {
            refresh();
        }
    });
    refresh();
}

QWidget *PerformancePage::makeHead()
{
    QFont bold = font();
    bold.setBold(true);
    m_heading->setFont(bold);
    auto *head = new QWidget(this);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2);
    row->addWidget(m_heading, 1);
    row->addWidget(m_ranges);
    connect(m_ranges, &RangeButtons::chosen, this, &PerformancePage::setRange);
    return head;
}

void PerformancePage::makeExtra()
{
    for (const ExtraChart chart : extraCharts()) {
        m_extraChoice->addItem(extraTexts(chart).choice, static_cast<int>(chart));
    }
    m_extraChoice->setAccessibleName(tr("What the last chart shows"));
    m_extraChoice->setToolTip(m_extraChoice->accessibleName());
    m_extra->setHeadWidget(m_extraChoice);
    connect(m_extraChoice, &QComboBox::currentIndexChanged, this, &PerformancePage::refreshCharts);
}

QWidget *PerformancePage::makeContent()
{
    const int unit = fontMetrics().averageCharWidth();
    m_workers->setModel(&m_loadModel);
    m_workers->setItemDelegate(new FactsDelegate(m_workers));
    m_workers->horizontalHeader()->setSectionResizeMode(LoadModel::Worker, QHeaderView::Stretch);
    m_workers->setColumnWidth(LoadModel::Cpu, unit * 14);
    m_workers->setColumnWidth(LoadModel::Memory, unit * 12);
    m_workers->setColumnWidth(LoadModel::Processes, unit * 9);
    keepColumns(*m_workers, u"performance/workers");
    m_alerts->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto *first = new QHBoxLayout;
    for (RowsPanel *panel : {m_host, m_gpu, m_stores}) {
        first->addWidget(panel, 1);
    }
    auto *second = new QHBoxLayout;
    second->addWidget(m_services, 9);
    second->addWidget(m_inference, 12);
    second->addWidget(m_workers, 13);
    auto *third = new QHBoxLayout;
    for (Chart *chart : charts()) {
        third->addWidget(chart, chart == m_waiting ? 3 : 4);
    }
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    for (QLayout *one : std::initializer_list<QLayout *>{first, second, third, layout}) {
        keepRoom(*content, *one, {0, 0, 0, 0}, 8);
    }
    layout->addWidget(m_alerts);
    layout->addLayout(first, 5);
    layout->addLayout(second, 6);
    layout->addLayout(third, 8);
    return content;
}

QString PerformancePage::heading() const
{
    return m_heading->text();
}

QString PerformancePage::sentence() const
{
    return m_stack->currentWidget() == m_instead ? m_instead->text() : QString();
}

void PerformancePage::setRange(TimeRange range)
{
    m_range = range;
    m_ranges->setRange(range);
    m_history.ask(historyPath(range));
    refresh();
}

void PerformancePage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void PerformancePage::refresh()
{
    const Freshness answer = m_mirror.session().freshness(m_now);
    const Freshness freshness = measuredFreshness(m_picture.now, answer);
    m_instead->setText(answer.error.isEmpty() ? tr("Loading the figures…") : answer.error);
    m_stack->setCurrentIndex(answer.asOf ? 0 : 1);
    refreshHeading(freshness);
    refreshPanels(freshness);
    refreshCharts();
}

void PerformancePage::refreshHeading(const Freshness &freshness)
{
    if (!freshness.asOf) {
        m_heading->setText(tr("Performance"));
        return;
    }
    const protocol::Performance &told = m_picture.now;
    const QString moment = momentAgo(told.observedAt ? told.observedAt : told.timestamp,
                                     m_mirror.session().serverNow(m_now));
    QString heading = tr("Performance, as of %1").arg(clockTime(*freshness.asOf));
    if (freshness.vouched) {
        heading = told.alerts.isEmpty()
            ? tr("Performance, measured %1: nothing is beyond its limits").arg(moment)
            : tr("Performance, measured %1").arg(moment);
    }
    m_heading->setText(freshness.error.isEmpty()
                           ? heading
                           : tr("%1 – cannot be read: %2").arg(heading, freshness.error));
}

void PerformancePage::refreshPanels(const Freshness &freshness)
{
    m_host->setRows(hostRows(m_picture), freshness);
    m_gpu->setRows(gpuRows(m_picture), freshness, tr("No GPU was found"));
    m_gpu->setSummary(m_picture.now.gpu ? m_picture.now.gpu->name : QString());
    m_stores->setRows(storeRows(m_picture), freshness, tr("The backend does not tell it"));
    const QList<PanelRow> alerts = alertRows(m_picture);
    m_alerts->setRows(alerts, freshness);
    m_alerts->setVisible(!alerts.isEmpty());
    m_services->setRows(serviceRows(m_picture), freshness, tr("No AI service has an address"));
    m_inference->setRows(inferenceRows(m_picture), freshness, tr("The backend does not tell it"));
    m_loadModel.merge(m_picture.now.workers.value_or(QList<protocol::WorkerFigures>()));
    m_workers->setFreshness(freshness,
                            m_picture.now.workers ? tr("There are no workers")
                                                  : tr("The backend does not tell it"));
}

void PerformancePage::refreshCharts()
{
    Session &session = m_mirror.session();
    const Freshness freshness = session.freshness(m_history);
    const protocol::WallTime now = session.serverNow(m_history);
    const QList<protocol::Performance> &past = m_picture.past;
    const auto extra = static_cast<ExtraChart>(m_extraChoice->currentData().toInt());
    const ExtraTexts texts = extraTexts(extra);
    m_load->setFrame({.span = spanOf(m_range), .top = 100});
    m_latency->setFrame({.span = spanOf(m_range)});
    m_waiting->setFrame({.span = spanOf(m_range)});
    m_extra->setFrame(extraFrame(extra, m_range));
    m_extra->setTexts({texts.title, texts.unit, tr("No figures: —")});
    m_load->show(loadLines(past, m_range), freshness, now);
    m_latency->show(latencyLines(past, m_range), freshness, now);
    m_waiting->show(waitingLines(past, m_range), freshness, now);
    m_extra->show(extraLines(extra, past, m_range), freshness, now);
}

} // namespace ui
