// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/act/workeractions.h"

#include "ui/act/acttext.h"
#include "ui/act/bulk.h"
#include "ui/act/bulktext.h"
#include "ui/act/commander.h"
#include "ui/look/format.h"

#include <QAction>

namespace ui {

using namespace Qt::StringLiterals;

void showRefusal(QAction &action, Verb verb, const QString &target, Refusal refusal)
{
    QString hint = refusalText(verb, refusal);
    if (refusal == Refusal::None) {
        const QString keys = action.shortcut().toString();
        hint = verbObject(verb, target);
        hint += keys.isEmpty() ? QString() : QString(u" (" + keys + u')');
    }
    action.setEnabled(refusal == Refusal::None);
    action.setToolTip(plainTip(hint));
    action.setStatusTip(hint);
}

WorkerActions::WorkerActions(Commander &commander, QObject *parent)
    : QObject(parent)
    , m_commander(commander)
{
    for (const Verb verb : Verbs) {
        auto *action = new QAction(this);
        action->setShortcut(shortcutOf(verb));
        connect(action, &QAction::triggered, this, [this, verb] { wish(verb); });
        m_actions.at(static_cast<std::size_t>(verb)) = action;
    }
    connect(&commander, &Commander::changed, this, &WorkerActions::refresh);
    connect(&commander.bulk(), &Bulk::changed, this, &WorkerActions::refresh);
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

void WorkerActions::setWorkers(const QStringList &names)
{
    m_workers = names;
    refresh();
}

void WorkerActions::setShown(bool isShown)
{
    m_isShown = isShown;
    refresh();
}

/// A key pressed on another page would act on what nobody sees.
Refusal WorkerActions::seen(Refusal refusal) const
{
    return refusal == Refusal::None && !m_isShown ? Refusal::Unseen : refusal;
}

void WorkerActions::wish(Verb verb)
{
    if (m_workers.size() > 1) {
        Q_EMIT severalWanted(verb, m_workers);
    } else {
        m_commander.wish(verb, m_workers.value(0));
    }
}

void WorkerActions::refresh()
{
    for (const Verb verb : Verbs) {
        if (m_workers.size() > 1) {
            refreshSeveral(verb);
        } else {
            refreshOne(verb);
        }
    }
}

void WorkerActions::refreshOne(Verb verb)
{
    const QString worker = m_workers.value(0);
    action(verb)->setText(menuText(verb));
    action(verb)->setIconText(verbWord(verb));
    showRefusal(*action(verb), verb, worker, seen(m_commander.refusal(verb, worker)));
}

void WorkerActions::refreshSeveral(Verb verb)
{
    const BulkPlan plan = m_commander.bulk().plan(verb, m_workers);
    const int all = static_cast<int>(m_workers.size());
    const int taken = static_cast<int>(plan.taken.size());
    const Refusal refusal = seen(refusalOf(plan));
    QStringList hint = leftOutLines(plan);
    hint.prepend(refusal == Refusal::None ? bulkObject(verb, taken) : refusalText(verb, refusal));
    action(verb)->setText(bulkMenuText(verb, refusal == Refusal::None ? taken : all));
    action(verb)->setIconText(bulkButtonText(verb, taken, all));
    action(verb)->setEnabled(refusal == Refusal::None);
    action(verb)->setToolTip(plainTip(hint.join(u'\n')));
    action(verb)->setStatusTip(hint.join(u"; "_s));
}

} // namespace ui
