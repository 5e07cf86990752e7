// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QComboBox;

namespace ui {

class Chart;
class Mirror;

/// The last hour of the stages: depth, latency, in against out, why batches were closed.
class StageCharts final : public QWidget
{
    Q_OBJECT

public:
    StageCharts(Mirror &mirror, QWidget *parent);

    void refresh();

    QList<Chart *> all() const { return {m_depth, m_latency, m_flow, m_closing}; }

private:
    QComboBox *makeChoice(Chart *chart) const;
    void offerStages();

    Mirror &m_mirror;
    Chart *m_depth;
    Chart *m_latency;
    Chart *m_flow;
    Chart *m_closing;
    QComboBox *m_latencyStage = nullptr;
    QComboBox *m_flowStage = nullptr;
};

} // namespace ui
