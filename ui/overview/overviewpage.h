// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace ui {

class BatchesPanel;
class ChangesPanel;
class Commander;
class EventsPanel;
class Mimic;
class Mirror;
class NeedsPanel;
class RibbonsPanel;
class VerdictBand;
class WorkersPanel;

/// The first screen, top to bottom: the verdict, where in the flow, who, since when, what just
/// happened.
class OverviewPage final : public QWidget
{
    Q_OBJECT

public:
    OverviewPage(Mirror &mirror, Commander &commander, QWidget *parent);

    NeedsPanel *needs() const { return m_needs; }

Q_SIGNALS:
    void workerChosen(const QString &name);
    void alarmChosen(const QString &id); ///< empty: any

private:
    void refresh();
    void refreshMimic();

    Mirror &m_mirror;
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
