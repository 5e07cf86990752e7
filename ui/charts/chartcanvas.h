// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart.h"
#include "ui/charts/zoomrules.h"

#include <QLineSeries>

class QAbstractAxis;
class QBarCategoryAxis;
class QChart;
class QChartView;
class QStackedBarSeries;
class QValueAxis;

namespace ui {

/// The part of a chart that is drawn by Qt Charts.
class ChartCanvas final
{
public:
    ChartCanvas(ChartKind kind, QWidget *parent);

    QWidget *widget() const;

    /// What the mouse is over.
    QWidget *surface() const;

    /// Where a place of the surface is on the paper: 0 at its left edge, 1 at its right one.
    qreal shareOf(qreal x) const;

    /// For the next drawing.
    void setFrame(const ChartFrame &frame);

    /// Lines that are stacked already and are told in `window`; of bars, a point for each, and all
    /// of them.
    void draw(const QList<ChartLine> &lines, const ChartWindow &window, protocol::WallTime now);

    /// Takes colours and fonts of the widget.
    void dress();

private:
    void drawLines(const QList<ChartLine> &lines, const ChartWindow &window,
                   protocol::WallTime now);
    void setTimes(const ChartWindow &window, protocol::WallTime now);
    void drawBars(const QList<ChartLine> &lines, protocol::WallTime now);
    void addBars();
    void setBars();
    void addAxes(QAbstractAxis *time, QAbstractAxis *value);
    QLineSeries *series(qsizetype number);
    QLineSeries *newSeries();
    void drawLimit(QLineSeries *line, const std::optional<double> &limit, const ChartRange &range,
                   Qt::PenStyle style);
    void setRange(const ChartRange &range);

    QWidget &m_owner; ///< whose palette and font are drawn with: it has new ones first
    ChartKind m_kind;
    ChartFrame m_frame;
    QChartView *m_view;
    QChart *m_chart;
    QAbstractAxis *m_time = nullptr;
    QAbstractAxis *m_value = nullptr;
    QBarCategoryAxis *m_names = nullptr; ///< of the bars
    QStackedBarSeries *m_bars = nullptr;
    QLineSeries *m_warning = nullptr; ///< made when there is a limit
    QLineSeries *m_critical = nullptr;
    QList<QLineSeries *> m_series; ///< one for each run; kept for the next drawing
    qsizetype m_used = 0;
};

} // namespace ui
