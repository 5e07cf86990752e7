// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/firstrun/firstrunpanel.h"

#include <QWidget>

class QAction;
class QStackedWidget;

namespace ui {

class BatchesPanel;
class ChangesPanel;
class Commander;
class EventsPanel;
class InstanceList;
class Mimic;
class Mirror;
class NeedsPanel;
class RibbonsPanel;
class VerdictBand;
class WorkersPanel;
struct Verdict;

/// The first screen, top to bottom: the verdict, where in the flow, who, since when, what just
/// happened. While nothing is set up it says how to begin instead.
class OverviewPage final : public QWidget
{
    Q_OBJECT

public:
    OverviewPage(Mirror &mirror, Commander &commander, InstanceList &instances, QWidget *parent);

    NeedsPanel *needs() const { return m_needs; }

    FirstRunPanel *firstSteps() const { return m_first; }

    bool isFirstRun() const;

    /// Shows the first steps again, where they are still to be taken.
    QAction *firstStepsAction() const { return m_firstSteps; }

Q_SIGNALS:
    void workerChosen(const QString &name);
    void alarmChosen(const QString &id); ///< empty: any
    void otherStartWanted(const OtherStart &start);
    void instanceWanted(); ///< a new one, for the list

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeContent();
    void refresh();
    void refreshFirstRun();
    void showFirstRun(bool isWanted);
    void refreshMimic();
    void addAlarms(Verdict &verdict) const;

    Mirror &m_mirror;
    InstanceList &m_instances;
    QStackedWidget *m_stack;
    FirstRunPanel *m_first;
    QAction *m_firstSteps;
    bool m_isFirstWanted = true; ///< until the operator wants the overview
    VerdictBand *m_verdict;
    Mimic *m_mimic;
    WorkersPanel *m_workers;
    BatchesPanel *m_batches;
    NeedsPanel *m_needs;
    RibbonsPanel *m_ribbons;
    EventsPanel *m_events;
    ChangesPanel *m_changes;
};

} // namespace ui
