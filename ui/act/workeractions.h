// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/act/actrules.h"

#include <QAction>
#include <QObject>

namespace ui {

class Commander;

/// Enables the action of a verb or says, in its hints, why it cannot be used.
void showRefusal(QAction &action, Verb verb, const QString &target, Refusal refusal);

/// The four verbs as actions of the selected workers, for menu, buttons and context menu alike.
/// One that cannot be used says why. Of several workers those are left out that it cannot be used
/// on, and severalWanted() is told instead of the commander.
class WorkerActions final : public QObject
{
    Q_OBJECT

public:
    WorkerActions(Commander &commander, QObject *parent);

    QAction *action(Verb verb) const;
    QList<QAction *> all() const;

    void setWorkers(const QStringList &names);

    /// Whether the workers can be seen that the actions are about; else none can be used.
    void setShown(bool isShown);

    /// Decides anew what can be used.
    void refresh();

Q_SIGNALS:
    void severalWanted(Verb verb, const QStringList &workers);

private:
    void wish(Verb verb);
    void refreshOne(Verb verb);
    void refreshSeveral(Verb verb);
    Refusal seen(Refusal refusal) const;

    Commander &m_commander;
    QStringList m_workers;
    bool m_isShown = false;
    std::array<QAction *, Verbs.size()> m_actions{};
};

} // namespace ui
