// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/monitoring/targetsmodel.h"

#include <QWidget>

class QAction;
class QCheckBox;
class QLabel;
class QStackedWidget;
class QToolButton;

namespace ui {

class FactsTable;
class Mirror;
class NoticeBar;
class Resource;
class RowsPanel;
class VerdictBand;

/// Prometheus: whether it is healthy and by which rule, its jobs, exporters and targets. While it
/// is out of reach the page keeps what it said last, hatched.
class MonitoringPage final : public QWidget
{
    Q_OBJECT

public:
    MonitoringPage(Mirror &mirror, QWidget *parent);

    FactsTable *jobs() const { return m_jobsTable; }

    FactsTable *targets() const { return m_targetsTable; }

    QCheckBox *onlyUnhealthy() const { return m_onlyUnhealthy; }

    RowsPanel *exporters() const { return m_exporters; }

    RowsPanel *collection() const { return m_collection; }

    RowsPanel *issues() const { return m_issues; }

    QAction *copyAction() const { return m_copy; }

    QAction *openAction() const { return m_open; }

    /// What is said above all; empty when there is nothing to say.
    QString banner() const;

    /// The one sentence instead of the page; empty while there is a page.
    QString sentence() const;

protected:
    void showEvent(QShowEvent *event) override;

private:
    void layOut();
    QWidget *makeContent();
    QWidget *makeTargetsHead();
    void makeActions();
    void refresh();
    void refreshTargets();
    void refreshActions();
    QString missing(const Freshness &freshness) const;
    QString jobsEmptyText() const;
    QString targetsEmptyText(qsizetype all) const;
    QString selectedAddress() const;

    Mirror &m_mirror;
    Resource &m_health;
    Resource &m_targets;
    MonitoringPicture m_picture;
    TargetsModel m_targetsModel;
    JobsModel m_jobsModel;
    VerdictBand *m_verdict;
    NoticeBar *m_banner;
    QStackedWidget *m_stack;
    QLabel *m_instead;
    FactsTable *m_jobsTable;
    RowsPanel *m_exporters;
    RowsPanel *m_collection;
    RowsPanel *m_issues;
    QLabel *m_targetsHeading;
    QCheckBox *m_onlyUnhealthy;
    FactsTable *m_targetsTable;
    QAction *m_copy;
    QAction *m_open;
};

} // namespace ui
