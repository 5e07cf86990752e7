// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workers/workercharts.h"

#include "ui/charts/chart.h"
#include "ui/client/session.h"
#include "ui/frame/wanted.h"
#include "ui/look/density.h"
#include "ui/performance/performancelines.h"
#include "ui/performance/rangebuttons.h"
#include "ui/workers/restartbars.h"

#include <QHBoxLayout>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;
using protocol::Performance;

namespace {

constexpr std::chrono::hours Day{24};

QString historyPath(const QString &worker, TimeRange range)
{
    return u"/api/system/performance/history?time_range="_s + toText(range) + u"&worker_name="_s
        + worker;
}

std::optional<double> cpuOf(const Performance &figures)
{
    return figures.workers && !figures.workers->isEmpty() ? figures.workers->first().cpuPercent
                                                          : std::nullopt;
}

std::optional<double> memoryOf(const Performance &figures)
{
    return figures.workers && !figures.workers->isEmpty() ? figures.workers->first().memoryMb
                                                          : std::nullopt;
}

} // namespace

QList<Performance> pastOf(const QString &worker, const QJsonObject &history)
{
    QList<Performance> past = protocol::performanceHistoryFromJson(history).snapshots;
    for (Performance &one : past) {
        if (one.workers) {
            one.workers->removeIf(
                [&worker](const protocol::WorkerFigures &other) { return other.name != worker; });
        }
    }
    return past;
}

WorkerCharts::WorkerCharts(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_history(session.watch(historyPath({}, TimeRange::FiveMinutes)))
    , m_restartHistory(session.watch(u"/api/system/supervisor/restart-history"_s))
    , m_content(new QWidget(this))
    , m_ranges(new RangeButtons(m_content))
    , m_cpu(new Chart({tr("CPU"), tr("% of one core"), {}}, ChartKind::Lines, m_content))
    , m_memory(new Chart({tr("MEMORY"), tr("MB"), {}}, ChartKind::Lines, m_content))
    , m_restarts(new Chart({tr("RESTARTS"), tr("per hour, 24 h"), tr("Nothing is known: —")},
                           ChartKind::StackedBars, m_content))
{
    layOut();
    m_restarts->setFrame(
        {.span = std::chrono::minutes(Day), .bars = static_cast<int>(Day.count())});
    wantWhileShown(*m_content, {&m_history, &m_restartHistory});
    connect(&m_history, &Resource::updated, this,
            [this] { m_past = pastOf(m_worker, m_history.body()); });
    connect(&m_restartHistory, &Resource::updated, this,
            [this] { m_events = protocol::restartHistoryFromJson(m_restartHistory.body()); });
    connect(m_ranges, &RangeButtons::chosen, this, [this] {
        ask();
        refresh();
    });
}

void WorkerCharts::layOut()
{
    auto *column = new QVBoxLayout(m_content);
    keepRoom(*m_content, *column, {8, 8, 8, 8}, 6);
    auto *head = new QHBoxLayout;
    head->addStretch(1);
    head->addWidget(m_ranges);
    column->addLayout(head);
    for (Chart *chart : charts()) {
        column->addWidget(chart, 1);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_content);
    m_content->hide();
}

void WorkerCharts::setWorker(const QString &name)
{
    if (name == m_worker) {
        return;
    }
    m_worker = name;
    ask();
    m_content->setVisible(!name.isEmpty());
    if (isVisible()) {
        refresh();
    }
}

void WorkerCharts::ask()
{
    if (m_worker.isEmpty()) {
        return;
    }
    const QString name = QString::fromLatin1(QUrl::toPercentEncoding(m_worker));
    m_history.ask(historyPath(name, m_ranges->range()));
    m_restartHistory.ask(u"/api/system/supervisor/restart-history?limit=100&worker_name="_s + name);
}

void WorkerCharts::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

/// Why there is nothing of CPU and memory to draw.
QString WorkerCharts::usedNothing() const
{
    const bool isTold = std::any_of(m_past.begin(), m_past.end(),
                                    [](const Performance &one) { return one.workers.has_value(); });
    return m_past.isEmpty() ? tr("Nothing has been measured yet: —")
        : isTold            ? tr("It did not run in this time: —")
                            : tr("The backend does not tell it");
}

void WorkerCharts::refresh()
{
    if (m_worker.isEmpty()) {
        return;
    }
    const TimeRange range = m_ranges->range();
    const Freshness used = m_session.freshness(m_history);
    const protocol::WallTime now = m_session.serverNow(m_history);
    const QString nothing = usedNothing();
    m_cpu->setTexts({tr("CPU"), tr("% of one core"), nothing});
    m_memory->setTexts({tr("MEMORY"), tr("MB"), nothing});
    for (Chart *chart : {m_cpu, m_memory}) {
        chart->setFrame({.span = spanOf(range)});
    }
    m_cpu->show({{tr("CPU"), pointsOf(m_past, range, cpuOf)}}, used, now);
    m_memory->show({{tr("RAM"), pointsOf(m_past, range, memoryOf)}}, used, now);
    // Bars that do not move with each second.
    const auto minute =
        std::chrono::floor<std::chrono::minutes>(m_session.serverNow(m_restartHistory));
    m_restarts->show(restartLines(m_events, minute, Day), m_session.freshness(m_restartHistory),
                     minute);
}

} // namespace ui
