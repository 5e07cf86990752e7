// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/instances/fleetmodel.h"

#include <QWidget>

class QAction;
class QLabel;

namespace ui {

class FactsTable;
class Instances;

/// All instances of the operator with the verdict of each, and what can be done to the list.
class FleetPage final : public QWidget
{
    Q_OBJECT

public:
    FleetPage(Instances &instances, const Timings &timings, QWidget *parent);

    FactsTable *table() const { return m_table; }

    /// Open, new, edit, remove: also in the menu of the window.
    QList<QAction *> actions() const { return {m_open, m_new, m_edit, m_remove}; }

    QAction *newAction() const { return m_new; }

    /// What went wrong last; empty: nothing.
    QString fault() const;

    /// The one sentence while the list has no instance; else empty.
    QString sentence() const;

Q_SIGNALS:
    /// The operator wants this instance in the window.
    void chosen(const QString &id);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void makeActions();
    void layOut();
    void refresh();
    void refreshActions();
    void edit(const Instance &instance);
    void remove();
    void forget(const Instance &instance);
    void say(const QString &fault);
    std::optional<Instance> selected() const;

    Instances &m_instances;
    FleetWatch m_watch;
    FleetModel m_model;
    FactsTable *m_table;
    QLabel *m_instead;
    QLabel *m_fault;
    QAction *m_open;
    QAction *m_new;
    QAction *m_edit;
    QAction *m_remove;
};

} // namespace ui
