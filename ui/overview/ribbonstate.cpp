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

QString tr(const char *text)
{
    return QCoreApplication::translate("Ribbons", text);
}

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
    return word == u"disabled" ? Look{Glyph::Square, Tone::Hollow, tr("Off")} : lookOfHealth(word);
}

void append(Ribbon &ribbon, const RibbonStretch &stretch, const RibbonSpan &span)
{
    const RibbonStretch shown{.begin = std::max(stretch.begin, span.from),
                              .end = std::min(stretch.end, span.until),
                              .look = stretch.look};
    if (shown.begin >= shown.end) {
        return;
    }
    if (!ribbon.stretches.isEmpty() && ribbon.stretches.last().end == shown.begin
        && ribbon.stretches.last().look == shown.look) {
        ribbon.stretches.last().end = shown.end;
    } else {
        ribbon.stretches.append(shown);
    }
}

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

Ribbon ribbonOf(const QString &name, const QList<protocol::Event> &changes, const RibbonSpan &span)
{
    Ribbon ribbon{.name = name};
    for (qsizetype i = 0; i < changes.size(); ++i) {
        const protocol::Event &change = changes.at(i);
        const QString subject = ribbonSubject(change);
        const QString before = stateBefore(change);
        if (i == 0 && !before.isEmpty()) {
            append(ribbon, {span.from, change.timestamp, lookOfState(subject, before)}, span);
        }
        const bool isLast = i + 1 == changes.size();
        if (isLast || !stateBefore(changes.at(i + 1)).isEmpty()) {
            append(ribbon,
                   {change.timestamp, isLast ? span.until : changes.at(i + 1).timestamp,
                    lookOfState(subject, stateOf(change))},
                   span);
        }
    }
    return ribbon;
}

Ribbon overallRibbon(const QList<protocol::Event> &changes, const RibbonSpan &span,
                     const Look &present, const std::optional<protocol::WallTime> &since)
{
    QList<protocol::Event> ours;
    std::copy_if(changes.begin(), changes.end(), std::back_inserter(ours), isOfTheWhole);
    const QString name = tr("Overall");
    if (!ours.isEmpty()) {
        return ribbonOf(name, ours, span);
    }
    Ribbon ribbon{.name = name};
    if (since) {
        append(ribbon, {*since, span.until, present}, span);
    }
    return ribbon;
}

QList<Ribbon> troubledRibbons(const QList<protocol::Event> &changes, const RibbonSpan &span)
{
    QStringList subjects; // in the order of their first change
    QHash<QString, QList<protocol::Event>> bySubject;
    for (const protocol::Event &change : changes) {
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
            ? tr("%1 breaker").arg(subject.section(u':', 1))
            : subject.section(u':', -1);
        const Ribbon ribbon = ribbonOf(name, bySubject.value(subject), span);
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
            parts << tr("%1 %2 for %3")
                         .arg(stretch.look.word, clockTime(stretch.begin),
                              shortDuration(stretch.end - stretch.begin));
        }
    }
    return parts.isEmpty() ? tr("%1: nothing").arg(ribbon.name)
                           : tr("%1: %2").arg(ribbon.name, parts.join(u", "));
}

} // namespace ui
