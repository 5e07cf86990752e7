// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/performance/loadmodel.h"
#include "ui/performance/performancerows.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QStackedWidget;

namespace ui {

class Chart;
class FactsTable;
class Mirror;
class RangeButtons;
class Resource;
class RowsPanel;

/// What the machine, its GPU, the AI services and the stores have to do, against their limits and
/// against what is usual, and how it was in the last minutes.
class PerformancePage final : public QWidget
{
    Q_OBJECT

public:
    PerformancePage(Mirror &mirror, QWidget *parent);

    RowsPanel *host() const { return m_host; }

    RowsPanel *gpu() const { return m_gpu; }

    RowsPanel *services() const { return m_services; }

    RowsPanel *inference() const { return m_inference; }

    RowsPanel *stores() const { return m_stores; }

    RowsPanel *alerts() const { return m_alerts; }

    FactsTable *workers() const { return m_workers; }

    /// Load, latency, what waits, and one to choose.
    QList<Chart *> charts() const { return {m_load, m_latency, m_waiting, m_extra}; }

    QComboBox *extraChoice() const { return m_extraChoice; }

    /// The line on top.
    QString heading() const;

    /// The one sentence instead of the page; empty while there is a page.
    QString sentence() const;

    TimeRange range() const { return m_range; }

    void setRange(TimeRange range);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeHead();
    QWidget *makeContent();
    void makeExtra();
    void refresh();
    void refreshPanels(const Freshness &freshness);
    void refreshCharts();
    void refreshHeading(const Freshness &freshness);

    Mirror &m_mirror;
    TimeRange m_range = TimeRange::FiveMinutes;
    Resource &m_now;
    Resource &m_history;
    PerformancePicture m_picture;
    LoadModel m_loadModel;
    QLabel *m_heading;
    RangeButtons *m_ranges;
    QStackedWidget *m_stack;
    QLabel *m_instead;
    RowsPanel *m_host;
    RowsPanel *m_gpu;
    RowsPanel *m_services;
    RowsPanel *m_inference;
    RowsPanel *m_stores;
    RowsPanel *m_alerts;
    FactsTable *m_workers;
    Chart *m_load;
    Chart *m_latency;
    Chart *m_waiting;
    Chart *m_extra;
    QComboBox *m_extraChoice;
};

} // namespace ui
