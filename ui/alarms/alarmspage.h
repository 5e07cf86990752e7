// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/alarms/alarmrules.h"
#include "ui/alarms/alarmsmodel.h"
#include "ui/workers/heldorder.h"

#include <QWidget>

#include <array>

class QAction;
class QLabel;
class QPushButton;
class QToolButton;

namespace ui {

class Commander;
class FactsTable;
class HatchOverlay;
class Mirror;
enum class Refusal;
enum class Verb;

/// The alarms that are active, and those that went before anybody saw them; the selected one is
/// told as a whole, and only there can it be acknowledged.
class AlarmsPage final : public QWidget
{
    Q_OBJECT

public:
    AlarmsPage(Mirror &mirror, Commander &commander, QWidget *parent);

    void select(const QString &id);

    /// The id of the selected alarm; empty when there is none.
    QString selected() const;

    FactsTable *table() const { return m_table; }

    QAction *action(Verb verb) const;

    QList<QAction *> alarmActions() const { return {m_actions.begin(), m_actions.end()}; }

    QString heading() const;

    /// All that is said about the selected one.
    QString text() const;

Q_SIGNALS:
    void eventChosen(qint64 event);
    void workerChosen(const QString &worker);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void layOut();
    QWidget *makeDetail();
    void rebuild();
    void refresh();
    QString headingText(AlarmCount count) const;
    void refreshOrder();
    void refreshDetail();
    void goToSource();
    std::optional<protocol::Alert> chosen() const;
    Refusal refusal(Verb verb) const;
    QString emptyText() const;

    static const std::array<Verb, 3> AlarmVerbs;

    Mirror &m_mirror;
    Commander &m_commander;
    AlarmsModel m_model;
    HeldOrder m_sorted;
    QLabel *m_heading;
    QPushButton *m_sortNow;
    FactsTable *m_table;
    QLabel *m_title;
    QLabel *m_words;
    QLabel *m_facts;
    QToolButton *m_source;
    HatchOverlay *m_hatch = nullptr;
    std::array<QAction *, 3> m_actions{};
    std::array<QToolButton *, 3> m_buttons{};
    QString m_wanted; ///< to be selected as soon as it is there
};

} // namespace ui
