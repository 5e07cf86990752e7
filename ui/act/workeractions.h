// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/act/actrules.h"

#include <QAction>
#include <QObject>

namespace ui {

class Commander;

/// Enables the action of a verb or says, in its hints, why it cannot be used.
void showRefusal(QAction &action, Verb verb, const QString &target, Refusal refusal);

/// The four verbs as actions of the selected worker, for menu, buttons and context menu alike.
/// One that cannot be used says why.
class WorkerActions final : public QObject
{
    Q_OBJECT

public:
    WorkerActions(Commander &commander, QObject *parent);

    QAction *action(Verb verb) const;
    QList<QAction *> all() const;

    void setWorker(const QString &name);

    /// Decides anew what can be used.
    void refresh();

private:
    Commander &m_commander;
    QString m_worker;
    std::array<QAction *, Verbs.size()> m_actions{};
};

} // namespace ui
