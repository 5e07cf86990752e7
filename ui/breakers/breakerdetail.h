// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/breakers/breakerstate.h"
#include "ui/breakers/transitions.h"

#include <QList>
#include <QWidget>

class QAction;
class QLabel;

namespace ui {

class Commander;
class FactsTable;
class HatchOverlay;
class Session;

/// All about one breaker: how it came to this, its settings, and the reset.
class BreakerDetail final : public QWidget
{
    Q_OBJECT

public:
    BreakerDetail(Session &session, Commander &commander, QWidget *parent);

    void refresh(const std::optional<BreakerRow> &row, const Freshness &freshness,
                 protocol::WallTime now);

    QAction *resetAction() const { return m_reset; }

    FactsTable *transitions() const { return m_table; }

    /// A fact as shown, by its name.
    QString fact(const QString &name) const;

protected:
    void showEvent(QShowEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *makeFacts();
    void showFacts(const BreakerRow &row, protocol::WallTime now);

    Commander &m_commander;
    TransitionFeed m_feed;
    QString m_breaker;
    QAction *m_reset;
    QLabel *m_heading;
    FactsTable *m_table;
    QList<QLabel *> m_values; ///< made by makeFacts(), so it stands before m_facts
    QWidget *m_facts;
    HatchOverlay *m_hatch;
};

} // namespace ui
