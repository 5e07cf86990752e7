// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAction;

namespace ui {

class AccountsLine;
class BatchBoard;
class Commander;
class DeadLettersPanel;
class DegradationCard;
class Mimic;
class Mirror;
class StageCharts;

/// The way of an image through the stages: where it stands, what waits, what was given up, and how
/// the last hour went.
class PipelinePage final : public QWidget
{
    Q_OBJECT

public:
    PipelinePage(Mirror &mirror, Commander &commander, QWidget *parent);

    /// What can be done about dead letters.
    QList<QAction *> letterActions() const;

protected:
    void showEvent(QShowEvent *event) override;

private:
    void refresh();

    Mirror &m_mirror;
    Mimic *m_mimic;
    BatchBoard *m_board;
    DegradationCard *m_card;
    DeadLettersPanel *m_letters;
    AccountsLine *m_accounts;
    StageCharts *m_charts;
};

} // namespace ui
