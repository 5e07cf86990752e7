// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/act/commander.h"

#include "ui/act/acttext.h"
#include "ui/look/states.h"
#include "ui/models/mirror.h"

#include <QUrl>

#include <utility>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

QString pathOf(Verb verb, const QString &worker)
{
    const QString name = QString::fromLatin1(QUrl::toPercentEncoding(worker));
    const QString base = u"/api/system/supervisor/"_s;
    switch (verb) {
    case Verb::Start:
        return base + u"workers/"_s + name + u"/start"_s;
    case Verb::Stop:
        return base + u"workers/"_s + name + u"/stop"_s;
    case Verb::Restart:
        return base + u"workers/"_s + name + u"/restart"_s;
    case Verb::Reset:
        return base + u"reset/"_s + name;
    }
    return {};
}

} // namespace

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

ActFacts Commander::facts(const QString &worker) const
{
    Session &session = m_mirror.session();
    if (!session.freshness(session.pipeline()).vouched) {
        return {.known = false};
    }
    const auto &pipeline = m_mirror.pipeline();
    ActFacts facts{.openBatches = pipeline.batches.size(),
                   .pendingFiles = pipeline.fileWatcher ? pipeline.fileWatcher->pendingTasks : 0};
    for (const protocol::QueueStatus &queue : pipeline.queues) {
        if (queue.name + u"_worker" == worker) {
            facts.jobsInHand = queue.leased;
        }
    }
    return facts;
}

QString Commander::stateNow(const QString &worker) const
{
    Session &session = m_mirror.session();
    const auto facts = this->worker(worker);
    return facts && session.freshness(session.supervisor()).vouched ? lookOf(*facts).word
                                                                    : tr("not known");
}

Refusal Commander::refusal(Verb verb, const QString &worker) const
{
    Session &session = m_mirror.session();
    return refusalOf(verb, this->worker(worker),
                     {.vouched = session.freshness(session.supervisor()).vouched,
                      .level = session.status().state != ConnectionState::CatchingUp,
                      .supervisorRuns = m_mirror.supervisorRuns(),
                      .waiting = m_waiting.contains(worker),
                      .countingDown = m_countdown.isActive()});
}

void Commander::wish(Verb verb, const QString &worker)
{
    const Refusal refused = refusal(verb, worker);
    if (refused != Refusal::None) {
        refuse(refused, verb, worker);
        return;
    }
    switch (tierOf(verb, *this->worker(worker))) {
    case Tier::Free:
        send(verb, worker);
        break;
    case Tier::Undo:
        m_countdown.start(m_mirror.session().timings().undo);
        say(ActMessage::Kind::Counting, verb, worker);
        break;
    case Tier::Consequence:
        Q_EMIT confirmationWanted(verb, worker);
        break;
    }
}

void Commander::confirm(Verb verb, const QString &worker)
{
    const Refusal refused = refusal(verb, worker);
    if (refused != Refusal::None) {
        refuse(refused, verb, worker);
        return;
    }
    send(verb, worker);
}

void Commander::refuse(Refusal refusal, Verb verb, const QString &worker)
{
    // What can still be taken back stays in the bar, and stays what will be sent.
    if (!m_countdown.isActive()) {
        say(ActMessage::Kind::Failed, verb, worker, reasonText(refusal));
    }
}

void Commander::undo()
{
    if (m_countdown.isActive()) {
        m_countdown.stop();
        say(ActMessage::Kind::Undone, m_message.verb, m_message.worker);
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
    if (refusal(m_message.verb, m_message.worker) == Refusal::CatchingUp) {
        m_countdown.start(m_mirror.session().timings().pulse); // that is over in a moment
        return;
    }
    // Much may have happened while it counted down.
    confirm(m_message.verb, m_message.worker);
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

void Commander::send(Verb verb, const QString &worker)
{
    const int wish = ++m_wishes;
    m_waiting.insert(worker, wish);
    say(ActMessage::Kind::Pending, verb, worker);
    m_mirror.session().api().post(
        pathOf(verb, worker), this,
        [this, wish, verb, worker](const Answer &answer) { onAnswer(wish, verb, worker, answer); });
    QTimer::singleShot(m_mirror.session().timings().patience, this,
                       [this, wish, verb, worker] { onLate(wish, verb, worker); });
}

// A worker may take an hour to stop, and somebody may want to start it again before that.
void Commander::onLate(int wish, Verb verb, const QString &worker)
{
    if (m_waiting.value(worker) != wish) {
        return;
    }
    forget(wish, worker);
    if (m_message.kind == ActMessage::Kind::Pending && m_message.worker == worker) {
        say(ActMessage::Kind::Late, verb, worker);
    } else {
        Q_EMIT changed();
    }
}

/// A later wish for the same worker goes on waiting.
void Commander::forget(int wish, const QString &worker)
{
    if (m_waiting.value(worker) == wish) {
        m_waiting.remove(worker);
    }
}

void Commander::onAnswer(int wish, Verb verb, const QString &worker, const Answer &answer)
{
    forget(wish, worker);
    m_mirror.session().supervisor().markDirty();
    const auto kind = answer.ok() ? ActMessage::Kind::Done
        : answer.isUnsure         ? ActMessage::Kind::Unanswered
                                  : ActMessage::Kind::Failed;
    if (!m_countdown.isActive()) {
        say(kind, verb, worker, answer.error);
        return;
    }
    // The bar belongs to what can still be taken back; a failure is told afterwards.
    if (kind != ActMessage::Kind::Done) {
        m_held.append({.kind = kind, .verb = verb, .worker = worker, .reason = answer.error});
    }
    Q_EMIT changed();
}

void Commander::say(ActMessage::Kind kind, Verb verb, const QString &worker, const QString &reason)
{
    m_message = {.kind = kind, .verb = verb, .worker = worker, .reason = reason};
    m_fade.stop();
    if (kind == ActMessage::Kind::Done || kind == ActMessage::Kind::Undone) {
        m_fade.start(std::chrono::seconds(6));
    }
    Q_EMIT changed();
}

} // namespace ui
