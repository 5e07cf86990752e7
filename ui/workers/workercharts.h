// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/worker.h"
#include "ui/performance/performancestate.h"

#include <QWidget>

namespace ui {

class Chart;
class RangeButtons;
class Resource;
class Session;

/// What a snapshot of the history tells of one worker: only that one is left in it.
QList<protocol::Performance> pastOf(const QString &worker, const QJsonObject &history);

/// The Charts tab: what the worker used in the last minutes, and how often it was started anew in
/// the last day. Reads while it is shown.
class WorkerCharts final : public QWidget
{
    Q_OBJECT

public:
    WorkerCharts(Session &session, QWidget *parent);

    void setWorker(const QString &name);

    /// Draws what is known by now.
    void refresh();

    /// CPU, memory, restarts.
    QList<Chart *> charts() const { return {m_cpu, m_memory, m_restarts}; }

    RangeButtons *ranges() const { return m_ranges; }

protected:
    void showEvent(QShowEvent *event) override;

private:
    void layOut();
    void ask();
    QString usedNothing() const;

    Session &m_session;
    QString m_worker;
    Resource &m_history;
    Resource &m_restartHistory;
    QList<protocol::Performance> m_past;
    protocol::RestartHistory m_events;
    QWidget *m_content; ///< there while a worker is selected
    RangeButtons *m_ranges;
    Chart *m_cpu;
    Chart *m_memory;
    Chart *m_restarts;
};

} // namespace ui
