// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/act/workeractions.h"

#include "ui/act/acttext.h"
#include "ui/act/commander.h"

#include <QAction>

namespace ui {

void showRefusal(QAction &action, Verb verb, const QString &target, Refusal refusal)
{
    QString hint = refusalText(verb, refusal);
    if (refusal == Refusal::None) {
        const QString keys = action.shortcut().toString();
        hint = verbObject(verb, target);
        hint += keys.isEmpty() ? QString() : QString(u" (" + keys + u')');
    }
    action.setEnabled(refusal == Refusal::None);
    action.setToolTip(hint);
    action.setStatusTip(hint);
}

WorkerActions::WorkerActions(Commander &commander, QObject *parent)
    : QObject(parent)
    , m_commander(commander)
{
    for (const Verb verb : Verbs) {
        auto *action = new QAction(menuText(verb), this);
        action->setIconText(verbWord(verb));
        action->setShortcut(shortcutOf(verb));
        connect(action, &QAction::triggered, this,
                [this, verb] { m_commander.wish(verb, m_worker); });
        m_actions.at(static_cast<std::size_t>(verb)) = action;
    }
    connect(&commander, &Commander::changed, this, &WorkerActions::refresh);
    refresh();
}

QAction *WorkerActions::action(Verb verb) const
{
    return m_actions.at(static_cast<std::size_t>(verb));
}

QList<QAction *> WorkerActions::all() const
{
    return {m_actions.begin(), m_actions.end()};
}

void WorkerActions::setWorker(const QString &name)
{
    m_worker = name;
    refresh();
}

void WorkerActions::refresh()
{
    for (const Verb verb : Verbs) {
        showRefusal(*action(verb), verb, m_worker, m_commander.refusal(verb, m_worker));
    }
}

} // namespace ui
