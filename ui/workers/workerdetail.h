// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/worker.h"
#include "ui/client/resource.h"
#include "ui/look/states.h"

#include <QWidget>

class QTabWidget;

namespace ui {

class Commander;
class HatchOverlay;
class HistoryView;
class LogView;
class NowView;
class Session;
class WorkerActions;
class WorkerCharts;

/// Glyph, name and state of the worker that the detail is about.
class DetailHeader final : public QWidget
{
    Q_OBJECT

public:
    explicit DetailHeader(QWidget *parent);

    void show(const QString &name, const Look &look, const Freshness &freshness);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_name;
    Look m_look;
    Freshness m_freshness;
};

/// Everything about one worker: what can be done, what is the case, what it writes, what
/// happened, what it uses.
class WorkerDetail final : public QWidget
{
    Q_OBJECT

public:
    WorkerDetail(Session &session, Commander &commander, WorkerActions &actions, QWidget *parent);

    void setWorker(const QString &name);

    /// Without its buttons while more is selected than this worker: they would act on all.
    void setActing(bool isActing);

    void refresh(const std::optional<protocol::Worker> &worker, const Freshness &freshness,
                 protocol::WallTime now);

    QTabWidget *tabs() const { return m_tabs; }

private:
    DetailHeader *m_header;
    QWidget *m_buttons;
    QTabWidget *m_tabs;
    NowView *m_now;
    LogView *m_log;
    HistoryView *m_history;
    WorkerCharts *m_charts;
    HatchOverlay *m_hatch;
    std::optional<protocol::Worker> m_last; ///< without what it says of itself
};

} // namespace ui
