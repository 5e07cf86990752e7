// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/act/bulk.h"

#include "ui/act/acttext.h"
#include "ui/act/commander.h"

#include <algorithm>

namespace ui {

namespace {

BulkState stateOf(ActMessage::Kind kind)
{
    switch (kind) {
    case ActMessage::Kind::Counting:
    case ActMessage::Kind::Pending:
        return BulkState::Pending;
    case ActMessage::Kind::Late:
        return BulkState::Late;
    case ActMessage::Kind::Done:
        return BulkState::Done;
    case ActMessage::Kind::Failed:
        return BulkState::Refused;
    case ActMessage::Kind::Unanswered:
        return BulkState::Unsure;
    case ActMessage::Kind::None:
    case ActMessage::Kind::Undone:
        break;
    }
    return BulkState::NotSent;
}

} // namespace

Bulk::Bulk(Commander &commander)
    : QObject(&commander)
    , m_commander(commander)
{
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &Bulk::go);
}

bool Bulk::isRunning() const
{
    return std::any_of(m_items.begin(), m_items.end(), [](const BulkItem &item) {
        return item.state == BulkState::Queued || item.state == BulkState::Pending;
    });
}

BulkPlan Bulk::plan(Verb verb, const QStringList &targets) const
{
    QList<LeftOut> asked;
    for (const QString &target : targets) {
        asked.append({target, isRunning() ? Refusal::Waiting : m_commander.refusal(verb, target)});
    }
    return planOf(asked);
}

void Bulk::run(Verb verb, const QStringList &targets)
{
    if (isRunning()) {
        return;
    }
    ++m_run;
    m_verb = verb;
    m_items.clear();
    for (const QString &target : targets) {
        m_items.append({.target = target});
    }
    go();
}

void Bulk::go()
{
    for (const qsizetype place : nextToSend(m_items, atOnce(m_verb))) {
        if (isPassing(m_commander.refusal(m_verb, m_items.at(place).target))) {
            m_again.start(m_commander.timings().pulse);
            break;
        }
        send(place);
    }
    Q_EMIT changed();
}

void Bulk::send(qsizetype place)
{
    m_commander.confirm(m_verb, m_items.at(place).target,
                        [this, run = m_run](const ActMessage &message) { onTold(run, message); });
}

void Bulk::onTold(int run, const ActMessage &message)
{
    const auto found = std::find_if(m_items.begin(), m_items.end(), [&](const BulkItem &item) {
        return item.target == message.target;
    });
    if (run != m_run || found == m_items.end()) {
        return;
    }
    found->state = stateOf(message.kind);
    found->reason = message.reason;
    if (found->state == BulkState::Unsure) {
        leave(Refusal::NotFresh); // the answer did not come: what is shown is of before
    }
    if (found->state != BulkState::Pending) {
        m_again.start(0); // not within the answer of another one
    }
    Q_EMIT changed();
}

void Bulk::callOff()
{
    leave(Refusal::CalledOff);
    Q_EMIT changed();
}

/// What has not been sent is not sent any more.
void Bulk::leave(Refusal why)
{
    for (BulkItem &item : m_items) {
        if (item.state == BulkState::Queued) {
            item.state = BulkState::NotSent;
            item.reason = reasonText(why);
        }
    }
}

void Bulk::clear()
{
    if (!isRunning()) {
        ++m_run;
        m_items.clear();
        Q_EMIT changed();
    }
}

} // namespace ui
