// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/alerts/alertrules.h"

#include <algorithm>
#include <iterator>
#include <utility>

using namespace Qt::StringLiterals;
using protocol::AlertStatus;

namespace alerts {

namespace {

/// What a condition that holds again does to its track.
void rise(Track &track, const Damping &damping, protocol::SteadyTime now)
{
    const bool isReturn = track.lastRise && now - *track.lastRise <= damping.window;
    track.returns = isReturn ? track.returns + 1 : 0;
    track.lastRise = now;
}

Step holding(Track track, const Timing &timing, protocol::Now now)
{
    if (!track.holdsSince) {
        track.holdsSince = now;
    }
    if (!track.alertId.isEmpty()) {
        track.overSince.reset();
        if (!std::exchange(track.wasOver, false)) {
            return {track, Move::Nothing};
        }
        rise(track, timing.damping, now.steady);
        return {track, Move::Repeat};
    }
    if (now.steady - track.holdsSince->steady < timing.hold) {
        return {track, Move::Nothing};
    }
    rise(track, timing.damping, now.steady);
    return {track, Move::Raise};
}

Step over(Track track, const Timing &timing, protocol::Now now)
{
    track.holdsSince.reset();
    if (track.alertId.isEmpty()) {
        return {track, Move::Nothing};
    }
    track.wasOver = true;
    if (!track.overSince) {
        track.overSince = now.steady;
    }
    if (now.steady < deadline(track, timing)) {
        return {track, Move::Nothing};
    }
    track.alertId.clear();
    track.wasOver = false;
    track.overSince.reset();
    return {track, Move::Clear};
}

QString verbOf(Wish wish)
{
    switch (wish) {
    case Wish::Acknowledge:
        return u"acknowledged"_s;
    case Wish::Resolve:
        return u"resolved"_s;
    case Wish::Dismiss:
        return u"dismissed"_s;
    }
    return {};
}

} // namespace

QString toText(Origin origin)
{
    switch (origin) {
    case Origin::BuiltIn:
        return u"builtin"_s;
    case Origin::Changed:
        return u"changed"_s;
    case Origin::Configured:
        return u"configured"_s;
    }
    return {};
}

bool Rule::isAboutEvents() const
{
    const Kind *kind = kindOf(when.kind);
    return kind && kind->number == Number::Events;
}

bool Track::operator==(const Track &other) const
{
    const auto steady = [](const std::optional<protocol::Now> &now) {
        return now ? std::optional(now->steady) : std::nullopt;
    };
    return alertId == other.alertId && steady(holdsSince) == steady(other.holdsSince)
        && wasOver == other.wasOver && overSince == other.overSince && lastRise == other.lastRise
        && returns == other.returns;
}

QString messageOf(const Rule &rule, const Subject &subject, const Facts &shared)
{
    constexpr qsizetype most = 500;
    const QString text = rule.message.isEmpty()
        ? u"%1 %2: %3"_s.arg(subject.kind, subject.name, rule.when.text)
        : filled(rule.message, subject.facts, shared);
    return text.size() <= most ? text : text.left(most - 1) + u'…';
}

Facts sharedFacts(const QList<Subject> &subjects)
{
    Facts shared;
    for (const Subject &subject : subjects) {
        const Kind *kind = kindOf(subject.kind);
        if (kind && kind->number == Number::One) {
            shared.insert(subject.facts);
        }
    }
    return shared;
}

QList<Subject> subjectsOf(const Rule &rule, const QList<Subject> &subjects)
{
    QList<Subject> some;
    std::copy_if(subjects.begin(), subjects.end(), std::back_inserter(some),
                 [&rule](const Subject &subject) { return subject.kind == rule.when.kind; });
    return some;
}

QString dedupKey(const QString &rule, const QString &kind, const QString &subject)
{
    return u"%1|%2|%3"_s.arg(rule, kind, subject);
}

milliseconds calmOf(const Track &track, const Damping &damping)
{
    milliseconds calm = damping.least;
    for (int i = 0; i < track.returns && calm < damping.most; ++i) {
        calm *= 2;
    }
    return std::min(calm, damping.most);
}

Step step(const Track &track, Truth truth, const Timing &timing, protocol::Now now)
{
    switch (truth) {
    case Truth::Yes:
        return holding(track, timing, now);
    case Truth::No:
        return over(track, timing, now);
    case Truth::Unknown:
        break;
    }
    Track next = track;
    next.holdsSince.reset(); // the time that nobody can vouch for does not count
    next.overSince.reset();
    return {next, Move::Nothing};
}

std::optional<protocol::SteadyTime> deadline(const Track &track, const Timing &timing)
{
    if (track.overSince) {
        return std::max(*track.overSince + calmOf(track, timing.damping), timing.settled);
    }
    if (track.alertId.isEmpty() && track.holdsSince) {
        return track.holdsSince->steady + timing.hold;
    }
    return std::nullopt;
}

protocol::Result<AlertStatus> after(AlertStatus status, Wish wish)
{
    const AlertStatus wished = wish == Wish::Acknowledge ? AlertStatus::Acknowledged
        : wish == Wish::Resolve                          ? AlertStatus::Resolved
                                                         : AlertStatus::Dismissed;
    if (protocol::isActive(status) || status == wished) {
        return wished;
    }
    // What came and went while nobody looked is still to be seen by somebody.
    if (status == AlertStatus::Resolved && wish == Wish::Acknowledge) {
        return status;
    }
    return protocol::Error{
        protocol::ErrorKind::Conflict,
        u"An alert that is %1 cannot be %2"_s.arg(protocol::toText(status), verbOf(wish))};
}

} // namespace alerts
