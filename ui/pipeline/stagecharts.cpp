// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pipeline/stagecharts.h"

#include "ui/charts/chart.h"
#include "ui/models/mirror.h"
#include "ui/pipeline/stagefigures.h"

#include <QComboBox>
#include <QHBoxLayout>

namespace ui {

StageCharts::StageCharts(Mirror &mirror, QWidget *parent)
    : QWidget(parent)
    , m_mirror(mirror)
    , m_depth(new Chart({tr("QUEUE DEPTH"), tr("jobs, stacked"), tr("No figures yet: —")},
                        ChartKind::StackedLines, this))
    , m_latency(new Chart({tr("LATENCY"), tr("ms"),
                           tr("No latency yet: — (nothing measured, or the backend does not "
                              "tell it)")},
                          ChartKind::LogLines, this))
    , m_flow(new Chart({tr("IN, OUT"), tr("/min"),
                        tr("No flow yet: — (nothing measured, or the backend does not tell it)")},
                       ChartKind::Lines, this))
    , m_closing(new Chart(
          {tr("BATCHES CLOSED"), tr("/5 min"), tr("None closed yet: — since the backend began")},
          ChartKind::StackedBars, this))
{
    m_latencyStage = makeChoice(m_latency);
    m_flowStage = makeChoice(m_flow);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    for (Chart *chart : all()) {
        layout->addWidget(chart, 1);
    }
}

QComboBox *StageCharts::makeChoice(Chart *chart) const
{
    auto *choice = new QComboBox(chart);
    choice->setAccessibleName(tr("Stage of the chart"));
    choice->setToolTip(choice->accessibleName());
    chart->setHeadWidget(choice);
    connect(choice, &QComboBox::currentIndexChanged, this, &StageCharts::refresh);
    return choice;
}

void StageCharts::offerStages()
{
    const QStringList stages = stagesOf(m_mirror.ring());
    for (QComboBox *choice : {m_latencyStage, m_flowStage}) {
        QStringList offered;
        for (int i = 0; i < choice->count(); ++i) {
            offered << choice->itemText(i);
        }
        if (offered != stages) {
            const QSignalBlocker quiet(choice);
            const QString chosen = choice->currentText().isEmpty() ? QStringLiteral("detection")
                                                                   : choice->currentText();
            choice->clear();
            choice->addItems(stages);
            choice->setCurrentText(stages.contains(chosen) ? chosen : stages.first());
        }
    }
}

void StageCharts::refresh()
{
    if (m_flowStage == nullptr) {
        return; // still being made
    }
    offerStages();
    Session &session = m_mirror.session();
    const Freshness freshness = session.freshness(session.pipeline());
    const protocol::WallTime now = session.serverNow(session.pipeline());
    const FlowRing &ring = m_mirror.ring();
    m_depth->show(queueLines(ring), freshness, now);
    m_latency->show(latencyLines(ring, m_latencyStage->currentText()), freshness, now);
    m_flow->show(flowLines(ring, m_flowStage->currentText()), freshness, now);
    m_closing->show(closingLines(ring), freshness, now);
}

} // namespace ui
