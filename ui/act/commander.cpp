// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/act/commander.h"

#include "ui/act/acttext.h"
#include "ui/act/wishes.h"
#include "ui/models/mirror.h"

#include <utility>

namespace ui {

using namespace Qt::StringLiterals;

Commander::Commander(Mirror &mirror, QObject *parent)
    : QObject(parent)
    , m_mirror(mirror)
{
    m_countdown.setSingleShot(true);
    m_fade.setSingleShot(true);
    connect(&m_countdown, &QTimer::timeout, this, &Commander::fire);
    connect(&m_fade, &QTimer::timeout, this, &Commander::dismiss);
}

std::optional<protocol::Worker> Commander::worker(const QString &name) const
{
    const int row = m_mirror.workers().rowOf(name);
    return row < 0 ? std::nullopt : std::optional(m_mirror.workers().row(row));
}

void Commander::wish(Verb verb, const QString &target)
{
    const Refusal refused = refusal(verb, target);
    if (refused != Refusal::None) {
        refuse(refused, verb, target);
        return;
    }
    switch (tierOf(verb, worker(target).value_or(protocol::Worker()))) {
    case Tier::Free:
        send(verb, target);
        break;
    case Tier::Undo:
        m_countdown.start(m_mirror.session().timings().undo);
        say(ActMessage::Kind::Counting, verb, target);
        break;
    case Tier::Consequence:
        Q_EMIT confirmationWanted(verb, target);
        break;
    }
}

void Commander::confirm(Verb verb, const QString &target)
{
    const Refusal refused = refusal(verb, target);
    if (refused != Refusal::None) {
        refuse(refused, verb, target);
        return;
    }
    send(verb, target);
}

void Commander::refuse(Refusal refusal, Verb verb, const QString &target)
{
    // What can still be taken back stays in the bar, and stays what will be sent.
    if (!m_countdown.isActive()) {
        say(ActMessage::Kind::Failed, verb, target, reasonText(refusal));
    }
}

void Commander::undo()
{
    if (m_countdown.isActive()) {
        m_countdown.stop();
        say(ActMessage::Kind::Undone, m_message.verb, m_message.target);
    }
}

void Commander::sendNow()
{
    if (m_countdown.isActive()) {
        m_countdown.stop();
        fire();
    }
}

void Commander::fire()
{
    if (refusal(m_message.verb, m_message.target) == Refusal::CatchingUp) {
        m_countdown.start(m_mirror.session().timings().pulse); // that is over in a moment
        return;
    }
    // Much may have happened while it counted down.
    confirm(m_message.verb, m_message.target);
}

void Commander::dismiss()
{
    if (m_message.kind != ActMessage::Kind::Counting) {
        m_message = m_held.isEmpty() ? ActMessage() : m_held.takeFirst();
        Q_EMIT changed();
    }
}

ActMessage Commander::message() const
{
    ActMessage message = m_message;
    if (m_countdown.isActive()) {
        message.secondsLeft = (m_countdown.remainingTime() + 999) / 1000;
    }
    return message;
}

void Commander::send(Verb verb, const QString &target)
{
    const int wish = ++m_wishes;
    m_waiting.insert(keyOf(verb, target), wish);
    say(ActMessage::Kind::Pending, verb, target);
    ApiClient &api = m_mirror.session().api();
    const auto answered = [this, wish, verb, target](const Answer &answer) {
        onAnswer(wish, verb, target, answer);
    };
    if (const QJsonObject body = bodyOf(verb); !body.isEmpty()) {
        api.send(methodOf(verb), pathOf(verb, target), body, this, answered);
    } else if (verb == Verb::Discard) {
        api.remove(pathOf(verb, target), this, answered);
    } else {
        api.post(pathOf(verb, target), this, answered);
    }
    QTimer::singleShot(m_mirror.session().timings().patience, this,
                       [this, wish, verb, target] { onLate(wish, verb, target); });
}

// A worker may take an hour to stop, and somebody may want to start it again before that.
void Commander::onLate(int wish, Verb verb, const QString &target)
{
    const QString key = keyOf(verb, target);
    if (m_waiting.value(key) != wish) {
        return;
    }
    forget(wish, key);
    if (m_message.kind == ActMessage::Kind::Pending && m_message.verb == verb
        && m_message.target == target) {
        say(ActMessage::Kind::Late, verb, target);
    } else {
        Q_EMIT changed();
    }
}

/// A later wish for the same target goes on waiting.
void Commander::forget(int wish, const QString &key)
{
    if (m_waiting.value(key) == wish) {
        m_waiting.remove(key);
    }
}

void Commander::onAnswer(int wish, Verb verb, const QString &target, const Answer &answer)
{
    forget(wish, keyOf(verb, target));
    readAgain(verb, m_mirror.session());
    const auto kind = answer.ok() ? ActMessage::Kind::Done
        : answer.isUnsure         ? ActMessage::Kind::Unanswered
                                  : ActMessage::Kind::Failed;
    if (!m_countdown.isActive()) {
        say(kind, verb, target, answer.error);
        return;
    }
    // The bar belongs to what can still be taken back; a failure is told afterwards.
    if (kind != ActMessage::Kind::Done) {
        m_held.append({.kind = kind, .verb = verb, .target = target, .reason = answer.error});
    }
    Q_EMIT changed();
}

void Commander::say(ActMessage::Kind kind, Verb verb, const QString &target, const QString &reason)
{
    m_message = {.kind = kind, .verb = verb, .target = target, .reason = reason};
    m_fade.stop();
    if (kind == ActMessage::Kind::Done || kind == ActMessage::Kind::Undone) {
        m_fade.start(std::chrono::seconds(6));
    }
    Q_EMIT changed();
}

} // namespace ui
