// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/ribbonstate.h"

#include "backend/protocol/worker.h"
#include "ui/look/format.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MostSpoken = 5;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Ribbons)
};

bool isOfTheWhole(const protocol::Event &event)
{
    return event.type == u"system.health_changed";
}

QString stateOf(const protocol::Event &event)
{
    return event.data.value(isOfTheWhole(event) ? u"health"_s : u"status"_s).toString();
}

/// Empty where nobody knew it.
QString stateBefore(const protocol::Event &event)
{
    const QString before =
        event.data.value(isOfTheWhole(event) ? u"previous_health"_s : u"previous_status"_s)
            .toString();
    return before == u"unknown" ? QString() : before;
}

/// A breaker's words are those of health, and mean its switch.
Look lookOfBreaker(const QString &word)
{
    const QString state = word == u"unhealthy" ? u"open"_s
        : word == u"degraded"                  ? u"half_open"_s
        : word == u"healthy"                   ? u"closed"_s
                                               : word;
    return lookOf(protocol::Breaker{.state = protocol::breakerState(state), .stateWord = state});
}

Look lookOfState(const QString &subject, const QString &word)
{
    if (subject.startsWith(u"breaker:")) {
        return lookOfBreaker(word);
    }
    if (subject.startsWith(u"worker:")) {
        return lookOf(protocol::Worker{.status = protocol::workerStatus(word), .statusWord = word});
    }
    return word == u"disabled" ? Look{Glyph::Square, Tone::Hollow, Text::tr("Off")}
                               : lookOfHealth(word);
}

/// Adds what of the stretch lies in the span.
void append(Ribbon &ribbon, const RibbonSpan &stretch, const Look &look, const RibbonSpan &span)
{
    const auto begin = std::max(stretch.from, span.from);
    const auto end = std::min(stretch.until, span.until);
    if (begin >= end) {
        return;
    }
    if (!ribbon.stretches.isEmpty() && ribbon.stretches.last().end == begin
        && ribbon.stretches.last().look == look) {
        ribbon.stretches.last().end = end;
    } else {
        ribbon.stretches.append({begin, end, look});
    }
}

bool overlap(const RibbonSpan &a, const RibbonSpan &b)
{
    return a.until > b.from && a.from < b.until;
}

/// The stretch up to where the backend went away.
RibbonSpan untilDark(const RibbonSpan &stretch, const QList<RibbonSpan> &dark)
{
    const auto first = std::find_if(dark.begin(), dark.end(),
                                    [&](const RibbonSpan &one) { return overlap(one, stretch); });
    return first == dark.end() ? stretch
                               : RibbonSpan{stretch.from, std::max(stretch.from, first->from)};
}

/// The stretch since the backend was there again.
RibbonSpan sinceDark(const RibbonSpan &stretch, const QList<RibbonSpan> &dark)
{
    const auto last = std::find_if(dark.rbegin(), dark.rend(),
                                   [&](const RibbonSpan &one) { return overlap(one, stretch); });
    return last == dark.rend() ? stretch
                               : RibbonSpan{std::min(stretch.until, last->until), stretch.until};
}

/// What is known of the workers while their changes are gone through.
class Roll final
{
public:
    explicit Roll(const QStringList &workers)
    {
        for (const QString &worker : workers) {
            m_states.insert(u"worker:"_s + worker, QString());
        }
    }

    bool areAllStopped() const
    {
        return !m_states.isEmpty()
            && std::all_of(m_states.begin(), m_states.end(),
                           [](const QString &state) { return state == u"stopped"; });
    }

    /// Started, and nobody has seen it stop. One of which nothing is known may have been stopped
    /// for long, if others are known to run.
    bool isUnseenStart(const protocol::Event &change) const
    {
        if (stateBefore(change) != u"stopped") {
            return false;
        }
        const QString known = m_states.value(ribbonSubject(change));
        const bool isAnyKnown =
            std::any_of(m_states.begin(), m_states.end(), [](const QString &state) {
                return !state.isEmpty() && state != u"stopped";
            });
        return known.isEmpty() ? !isAnyKnown : known != u"stopped";
    }

    void take(const protocol::Event &change)
    {
        const QString subject = ribbonSubject(change);
        if (m_states.contains(subject)) {
            m_states.insert(subject, stateOf(change));
        }
    }

private:
    QHash<QString, QString> m_states; ///< empty: not known
};

/// When it was in trouble last.
protocol::WallTime lastTrouble(const Ribbon &ribbon)
{
    protocol::WallTime last = protocol::WallTime::min();
    for (const RibbonStretch &stretch : ribbon.stretches) {
        if (isTrouble(stretch)) {
            last = stretch.end;
        }
    }
    return last;
}

} // namespace

bool isRibbonChange(const protocol::Event &event)
{
    return isOfTheWhole(event) || event.type == u"service.status_changed";
}

QString ribbonSubject(const protocol::Event &event)
{
    return isOfTheWhole(event) ? QString() : event.data.value(u"service").toString();
}

bool isTrouble(const RibbonStretch &stretch)
{
    return severity(stretch.look.tone) >= severity(Tone::Warning);
}

QList<RibbonSpan> darkTimes(const QList<protocol::Event> &changes, const QStringList &workers)
{
    QList<RibbonSpan> dark;
    Roll roll(workers);
    protocol::WallTime seen = protocol::WallTime::min(); // the backend was last there
    for (const protocol::Event &change : changes) {
        const bool isWorker = ribbonSubject(change).startsWith(u"worker:");
        if (isWorker && (roll.areAllStopped() || roll.isUnseenStart(change))) {
            dark.append({seen, change.timestamp});
        }
        roll.take(change);
        seen = change.timestamp;
    }
    return dark;
}

Ribbon ribbonOf(const QString &name, const RibbonFacts &facts)
{
    Ribbon ribbon{.name = name};
    const auto &changes = facts.changes;
    const auto tell = [&](const RibbonSpan &stretch, const protocol::Event &of,
                          const QString &state) {
        append(ribbon, stretch, lookOfState(ribbonSubject(of), state), facts.span);
    };
    const auto tellBefore = [&](const RibbonSpan &stretch, const protocol::Event &change) {
        if (!stateBefore(change).isEmpty()) {
            tell(sinceDark(stretch, facts.dark), change, stateBefore(change));
        }
    };
    for (qsizetype i = 0; i < changes.size(); ++i) {
        const protocol::Event &change = changes.at(i);
        if (i == 0) {
            tellBefore({facts.span.from, change.timestamp}, change);
        }
        const bool isLast = i + 1 == changes.size();
        const RibbonSpan stretch{change.timestamp,
                                 isLast ? facts.span.until : changes.at(i + 1).timestamp};
        const bool isDark = untilDark(stretch, facts.dark) != stretch;
        if (isDark || isLast || !stateBefore(changes.at(i + 1)).isEmpty()) {
            tell(untilDark(stretch, facts.dark), change, stateOf(change));
        }
        if (isDark && !isLast) {
            tellBefore(stretch, changes.at(i + 1));
        }
    }
    return ribbon;
}

Ribbon overallRibbon(const RibbonFacts &facts, const Look &present,
                     const std::optional<protocol::WallTime> &since)
{
    RibbonFacts ours{.span = facts.span, .dark = facts.dark};
    std::copy_if(facts.changes.begin(), facts.changes.end(), std::back_inserter(ours.changes),
                 isOfTheWhole);
    const QString name = Text::tr("Overall");
    if (!ours.changes.isEmpty()) {
        return ribbonOf(name, ours);
    }
    Ribbon ribbon{.name = name};
    if (since) {
        append(ribbon, sinceDark({*since, facts.span.until}, facts.dark), present, facts.span);
    }
    return ribbon;
}

QList<Ribbon> troubledRibbons(const RibbonFacts &facts)
{
    QStringList subjects; // in the order of their first change
    QHash<QString, QList<protocol::Event>> bySubject;
    for (const protocol::Event &change : facts.changes) {
        const QString subject = ribbonSubject(change);
        if (subject.isEmpty()) {
            continue;
        }
        if (!bySubject.contains(subject)) {
            subjects << subject;
        }
        bySubject[subject].append(change);
    }
    QList<Ribbon> ribbons;
    for (const QString &subject : subjects) {
        const QString name = subject.startsWith(u"breaker:")
            ? Text::tr("%1 breaker").arg(subject.section(u':', 1))
            : subject.section(u':', -1);
        const Ribbon ribbon = ribbonOf(name, {bySubject.value(subject), facts.span, facts.dark});
        if (std::any_of(ribbon.stretches.begin(), ribbon.stretches.end(), isTrouble)) {
            ribbons.append(ribbon);
        }
    }
    std::stable_sort(ribbons.begin(), ribbons.end(), [](const Ribbon &a, const Ribbon &b) {
        return lastTrouble(a) > lastTrouble(b);
    });
    return ribbons;
}

QString ribbonSpoken(const Ribbon &ribbon)
{
    QStringList parts;
    for (qsizetype i = ribbon.stretches.size() - 1; i >= 0 && parts.size() < MostSpoken; --i) {
        const RibbonStretch &stretch = ribbon.stretches.at(i);
        if (isTrouble(stretch)) {
            parts << Text::tr("%1 %2 for %3")
                         .arg(stretch.look.word, clockTime(stretch.begin),
                              shortDuration(stretch.end - stretch.begin));
        }
    }
    return parts.isEmpty() ? Text::tr("%1: nothing").arg(ribbon.name)
                           : Text::tr("%1: %2").arg(ribbon.name, parts.join(u", "));
}

} // namespace ui
