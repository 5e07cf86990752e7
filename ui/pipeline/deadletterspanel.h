// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/act/actrules.h"

#include <QWidget>

#include <array>

class QAction;
class QLabel;
class QToolButton;

namespace ui {

class Commander;
class FactsTable;
class Mirror;

/// The jobs that were given up, and what can be done about them.
class DeadLettersPanel final : public QWidget
{
    Q_OBJECT

public:
    DeadLettersPanel(Mirror &mirror, Commander &commander, QWidget *parent);

    void refresh();

    FactsTable *table() const { return m_table; }

    /// The heading as shown.
    QString heading() const;

    QAction *action(Verb verb) const;

    QList<QAction *> letterActions() const { return {m_actions.begin(), m_actions.end()}; }

    QSize minimumSizeHint() const override { return {260, 120}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void layOut();
    QString selected() const; ///< the key of a letter; empty when there is none
    QString targetOf(Verb verb) const;

    static constexpr std::array<Verb, 3> LetterVerbs{Verb::Replay, Verb::Discard, Verb::ReplayAll};

    Mirror &m_mirror;
    Commander &m_commander;
    QLabel *m_heading;
    FactsTable *m_table;
    std::array<QAction *, LetterVerbs.size()> m_actions{};
    std::array<QToolButton *, LetterVerbs.size()> m_buttons{};
};

} // namespace ui
