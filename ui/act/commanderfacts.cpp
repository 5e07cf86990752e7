// SPDX-License-Identifier: GPL-3.0-or-later
// What the commander knows of the objects of its wishes.
#include "ui/act/commander.h"
#include "ui/act/wishes.h"
#include "ui/alarms/alarmrules.h"
#include "ui/look/states.h"
#include "ui/models/mirror.h"

#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;

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

std::optional<qint64> Commander::waitingIn(const QString &queue) const
{
    Session &session = m_mirror.session();
    if (session.freshness(session.pipeline()).vouched) {
        for (const protocol::QueueStatus &one : m_mirror.pipeline().queues) {
            if (one.name == queue) {
                return one.waiting;
            }
        }
    }
    return std::nullopt;
}

std::optional<protocol::Alert> Commander::alarm(const QString &target) const
{
    return m_mirror.alarms().find(target.section(u'/', 0, 0));
}

/// That there is none is told by the list of the active ones.
bool Commander::vouchesFor(const std::optional<protocol::Alert> &alarm) const
{
    const AlarmsFeed &alarms = m_mirror.alarms();
    return (alarm ? alarms.freshnessOf(*alarm) : alarms.freshness()).vouched;
}

LetterFacts Commander::letterFacts(Verb verb, const QString &target) const
{
    const DeadLetterFeed &letters = m_mirror.deadLetters();
    LetterFacts facts{.isOffered = letters.offer() != DeadLetterFeed::Offer::No};
    if (subjectOf(verb) == Subject::Queue) {
        facts.letters = letters.count(target);
        facts.waitingJobs = waitingIn(target);
    } else if (const auto letter = letters.find(target)) {
        facts.letters = 1;
        facts.attempts = letter->attempts;
        facts.waitingJobs = waitingIn(letter->queue);
    }
    return facts;
}

std::optional<BreakerFacts> Commander::breakerFacts(const QString &name) const
{
    Session &session = m_mirror.session();
    const auto &breakers = m_mirror.breakers();
    const auto found = std::find_if(breakers.begin(), breakers.end(),
                                    [&](const auto &breaker) { return breaker.name == name; });
    if (found == breakers.end()) {
        return std::nullopt;
    }
    BreakerFacts facts{.breaker = *found, .now = session.serverNow(session.breakers())};
    if (session.freshness(session.health()).vouched) {
        for (const protocol::AiServiceHealth &service : m_mirror.health().aiServices) {
            if (service.name == name) {
                facts.service = service.status;
            }
        }
    }
    // Specification, "Degradation Modes": detection needs yolo26, all others serve the analysis.
    facts.waitingJobs = waitingIn(name == u"yolo26" ? u"detection"_s : u"analysis"_s);
    return facts;
}

const Timings &Commander::timings() const
{
    return m_mirror.session().timings();
}

const Connection &Commander::connection() const
{
    return m_mirror.session().connection();
}

Refusal Commander::refusal(Verb verb, const QString &target) const
{
    return connection().guard == Guard::Watch ? Refusal::WatchOnly : refusalByFacts(verb, target);
}

/// One wish at a time can be taken back. What is free need not wait for it, unless it is about the
/// same thing.
bool Commander::isHeldBack(Verb verb, const QString &target) const
{
    const bool isFree = tierOf(verb, worker(target).value_or(protocol::Worker())) == Tier::Free;
    return m_countdown.isActive() && (!isFree || target == m_message.target);
}

Refusal Commander::refusalByFacts(Verb verb, const QString &target) const
{
    Session &session = m_mirror.session();
    ActContext context{.level = session.status().state != ConnectionState::CatchingUp,
                       .supervisorRuns = true,
                       .waiting = m_waiting.contains(keyOf(verb, target)),
                       .countingDown = isHeldBack(verb, target)};
    switch (subjectOf(verb)) {
    case Subject::Worker:
        context.vouched = session.freshness(session.supervisor()).vouched;
        context.supervisorRuns = m_mirror.supervisorRuns();
        return refusalOf(verb, worker(target), context);
    case Subject::Breaker: {
        context.vouched = session.freshness(session.breakers()).vouched;
        const auto facts = breakerFacts(target);
        return refusalOfReset(facts ? std::optional(facts->breaker) : std::nullopt, context);
    }
    case Subject::Letter:
    case Subject::Queue:
        context.vouched = m_mirror.deadLetters().freshness().vouched;
        return refusalOfLetters(verb, letterFacts(verb, target), context);
    case Subject::Alarm: {
        const auto known = alarm(target);
        context.vouched = vouchesFor(known);
        return refusalOfAlarm(verb, known, context);
    }
    case Subject::Event:
        context.vouched = session.status().state == ConnectionState::Live || !context.level;
        return refusalOf(!target.isEmpty(), context);
    }
    return Refusal::NothingSelected;
}

std::optional<QList<Consequence>> Commander::consequences(Verb verb, const QString &target) const
{
    switch (subjectOf(verb)) {
    case Subject::Worker: {
        const auto known = worker(target);
        return known ? std::optional(consequencesOf(verb, *known, facts(target))) : std::nullopt;
    }
    case Subject::Breaker: {
        const auto known = breakerFacts(target);
        return known ? std::optional(consequencesOfReset(*known)) : std::nullopt;
    }
    case Subject::Letter:
    case Subject::Queue: {
        const LetterFacts known = letterFacts(verb, target);
        return known.letters > 0 ? std::optional(consequencesOfLetters(verb, known)) : std::nullopt;
    }
    case Subject::Alarm:
    case Subject::Event:
        break; // nothing follows that could not be seen
    }
    return std::nullopt;
}

QString Commander::vouchedState(Verb verb, const QString &target) const
{
    Session &session = m_mirror.session();
    switch (subjectOf(verb)) {
    case Subject::Worker: {
        const auto known = worker(target);
        return known && session.freshness(session.supervisor()).vouched ? lookOf(*known).word
                                                                        : QString();
    }
    case Subject::Breaker: {
        const auto known = breakerFacts(target);
        return known && session.freshness(session.breakers()).vouched ? lookOf(known->breaker).word
                                                                      : QString();
    }
    case Subject::Letter:
    case Subject::Queue:
        return m_mirror.deadLetters().freshness().vouched ? letterState(verb, target) : QString();
    case Subject::Alarm: {
        const auto known = alarm(target);
        return known && vouchesFor(known) ? alarmStateText(*known) : QString();
    }
    case Subject::Event:
        break;
    }
    return {};
}

QString Commander::letterState(Verb verb, const QString &target) const
{
    if (subjectOf(verb) == Subject::Queue) {
        return QString::number(m_mirror.deadLetters().count(target));
    }
    return m_mirror.deadLetters().find(target) ? tr("listed") : tr("not listed");
}

QString Commander::stateNow(Verb verb, const QString &target) const
{
    const QString state = vouchedState(verb, target);
    return state.isEmpty() ? tr("not known") : state;
}

} // namespace ui
