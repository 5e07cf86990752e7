// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/workers/heldorder.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QSplitter;

namespace ui {

class BulkBar;
class BulkResults;
class Commander;
class LoadColumns;
class Mirror;
class WorkerActions;
class WorkerDetail;
class WorkerFilterBar;
class WorkerTable;
enum class Verb;

/// The workers as a table, with everything about the selected one beside it, and what can be done
/// to several of them below.
class WorkersPage final : public QWidget
{
    Q_OBJECT

public:
    WorkersPage(Mirror &mirror, Commander &commander, WorkerActions &actions, QWidget *parent);

    void select(const QString &worker);

    /// The selected worker, of several the one that the detail is about; empty when there is none.
    QString selected() const;

    /// All that are selected, in the order of the backend.
    QStringList allSelected() const;

    WorkerDetail *detail() const { return m_detail; }

    WorkerTable *table() const { return m_table; }

    WorkerFilterBar *filterBar() const { return m_filter; }

    /// Keeps the room for the detail for the next start.
    void store() const;

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void layOut();
    void layOutColumns();
    void restore();
    void refresh();
    void holdOrder();
    void onSelection();
    void askSeveral(Verb verb, const QStringList &workers);
    QString nameAt(const QModelIndex &shown) const;
    void filter();
    void showMenu(const QPoint &place);
    QString emptyText() const;

    Mirror &m_mirror;
    Commander &m_commander;
    WorkerActions &m_actions;
    HeldOrder m_sorted;
    bool m_hasSelected = false; ///< some worker, at some time
    QLabel *m_heading;
    QLabel *m_trust;
    QPushButton *m_sortNow;
    WorkerFilterBar *m_filter;
    QSplitter *m_splitter;
    WorkerTable *m_table;
    LoadColumns *m_loads;
    BulkBar *m_bulkBar;
    BulkResults *m_results;
    WorkerDetail *m_detail;
};

} // namespace ui
