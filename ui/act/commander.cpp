// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/act/commander.h"

#include "ui/act/acttext.h"
#include "ui/act/bulk.h"
#include "ui/act/wishes.h"
#include "ui/models/mirror.h"

#include <utility>

namespace ui {

using namespace Qt::StringLiterals;

Commander::Commander(Mirror &mirror, QObject *parent)
    : QObject(parent)
    , m_mirror(mirror)
    , m_bulk(new Bulk(*this))
    , m_undo(timings().undo)
{
    m_countdown.setSingleShot(true);
    m_countdown.setTimerType(Qt::PreciseTimer); // a coarse one shows a second more than was chosen
    m_fade.setSingleShot(true);
    connect(&m_countdown, &QTimer::timeout, this, &Commander::fire);
    connect(&m_fade, &QTimer::timeout, this, &Commander::dismiss);
}

namespace {

ActMessage notSent(Verb verb, const QString &target, const QString &reason)
{
    return {.kind = ActMessage::Kind::None, .verb = verb, .target = target, .reason = reason};
}

} // namespace

std::optional<protocol::Worker> Commander::worker(const QString &name) const
{
    const int row = m_mirror.workers().rowOf(name);
    return row < 0 ? std::nullopt : std::optional(m_mirror.workers().row(row));
}

QStringList Commander::running() const
{
    QStringList names;
    for (const protocol::Worker &worker : m_mirror.workers().rows()) {
        if (worker.status == protocol::WorkerStatus::Running) {
            names << worker.name;
        }
    }
    return names;
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
        send(verb, target, {});
        break;
    case Tier::Undo:
        m_countdown.start(m_undo);
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
    send(verb, target, {});
}

void Commander::confirm(Verb verb, const QString &target, const Told &told)
{
    const Refusal refused = refusal(verb, target);
    if (refused != Refusal::None) {
        told(notSent(verb, target, reasonText(refused)));
        return;
    }
    send(verb, target, told);
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
        m_countdown.start(timings().pulse); // that is over in a moment
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

void Commander::send(Verb verb, const QString &target, const Told &told)
{
    const Wish wish{.number = ++m_wishes, .verb = verb, .target = target, .told = told};
    m_waiting.insert(keyOf(verb, target), wish.number);
    if (told) {
        told({.kind = ActMessage::Kind::Pending, .verb = verb, .target = target});
        Q_EMIT changed();
    } else if (m_countdown.isActive()) {
        Q_EMIT changed(); // the bar belongs to what can still be taken back
    } else {
        say(ActMessage::Kind::Pending, verb, target);
    }
    ApiClient &api = m_mirror.session().api();
    const auto answered = [this, wish](const Answer &answer) { onAnswer(wish, answer); };
    if (const QJsonObject body = bodyOf(verb); !body.isEmpty()) {
        api.send(methodOf(verb), pathOf(verb, target), body, this, answered);
    } else if (verb == Verb::Discard) {
        api.remove(pathOf(verb, target), this, answered);
    } else {
        api.post(pathOf(verb, target), this, answered);
    }
    QTimer::singleShot(timings().patience, this, [this, wish] { onLate(wish); });
}

// A worker may take an hour to stop, and somebody may want to start it again before that.
void Commander::onLate(const Wish &wish)
{
    const QString key = keyOf(wish.verb, wish.target);
    if (m_waiting.value(key) != wish.number) {
        return;
    }
    forget(wish.number, key);
    if (wish.told) {
        wish.told({.kind = ActMessage::Kind::Late, .verb = wish.verb, .target = wish.target});
    } else if (m_message.kind == ActMessage::Kind::Pending && m_message.verb == wish.verb
               && m_message.target == wish.target) {
        say(ActMessage::Kind::Late, wish.verb, wish.target);
        return;
    }
    Q_EMIT changed();
}

/// A later wish for the same target goes on waiting.
void Commander::forget(int wish, const QString &key)
{
    if (m_waiting.value(key) == wish) {
        m_waiting.remove(key);
    }
}

void Commander::onAnswer(const Wish &wish, const Answer &answer)
{
    forget(wish.number, keyOf(wish.verb, wish.target));
    readAgain(wish.verb, m_mirror.session());
    const bool isReached = answer.ok() || answer.status != 0 || answer.isUnsure;
    const auto kind = answer.ok() ? ActMessage::Kind::Done
        : answer.isUnsure         ? ActMessage::Kind::Unanswered
                                  : ActMessage::Kind::Failed;
    const ActMessage message{
        .kind = kind, .verb = wish.verb, .target = wish.target, .reason = answer.error};
    if (wish.told) {
        wish.told(isReached ? message : notSent(wish.verb, wish.target, answer.error));
    } else if (!m_countdown.isActive()) {
        say(kind, wish.verb, wish.target, answer.error);
        return;
    } else if (kind != ActMessage::Kind::Done) {
        // The bar belongs to what can still be taken back; a failure is told afterwards.
        m_held.append(message);
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
