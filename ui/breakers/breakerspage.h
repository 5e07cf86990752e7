// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/breakers/breakersmodel.h"

#include <QWidget>

class QLabel;
class QStackedWidget;

namespace ui {

class BreakerDetail;
class BreakerTiles;
class Commander;
class FactsTable;
struct Freshness;
class Mirror;
class TableToggle;

/// The breakers as switches or as a table, with the services behind them, and all about the
/// selected one.
class BreakersPage final : public QWidget
{
    Q_OBJECT

public:
    BreakersPage(Mirror &mirror, Commander &commander, QWidget *parent);

    void select(const QString &breaker);

    /// Empty when there is none.
    QString selected() const { return m_selected; }

    BreakerDetail *detail() const { return m_detail; }

    BreakerTiles *tiles() const { return m_tiles; }

    FactsTable *table() const { return m_table; }

protected:
    void showEvent(QShowEvent *event) override;

private:
    void layOut();
    void refresh();
    void onRow();
    QString emptyText() const;
    static QString headingText(const QList<BreakerRow> &rows, const Freshness &freshness);

    Mirror &m_mirror;
    BreakersModel m_model;
    QString m_selected;
    QLabel *m_heading;
    QLabel *m_empty;
    QStackedWidget *m_stack;
    TableToggle *m_toggle;
    BreakerTiles *m_tiles;
    FactsTable *m_table;
    BreakerDetail *m_detail;
};

} // namespace ui
