// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/breakers/registry.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace breakers {

namespace {

using protocol::Breaker;
using protocol::BreakerState;
using protocol::Error;
using protocol::ErrorKind;
using protocol::Result;

constexpr qsizetype MaxNameLength = 64;

bool isNameCharacter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9')
        || c == u'_' || c == u'-';
}

bool isName(const QString &name)
{
    return !name.isEmpty() && name.size() <= MaxNameLength
        && std::all_of(name.begin(), name.end(), isNameCharacter);
}

std::optional<protocol::WallTime> wallOf(std::optional<SteadyTime> time, Now now)
{
    if (!time) {
        return std::nullopt;
    }
    return now.wall + std::chrono::ceil<std::chrono::milliseconds>(*time - now.steady);
}

Breaker told(const QString &name, const Settings &settings, const State &state, Now now)
{
    return {.name = name,
            .state = state.state,
            .failureCount = state.failures,
            .successCount = state.successes,
            .totalCalls = state.totalCalls,
            .rejectedCalls = state.rejectedCalls,
            .failedCalls = state.failedCalls,
            .lastFailureTime = state.lastFailure,
            .openedAt = state.openedAt,
            .config = settings.config,
            .stateSince = state.since,
            .nextProbeAt = wallOf(state.openUntil, now),
            .lastError = state.lastError.isEmpty() ? std::nullopt : std::optional(state.lastError),
            .stateWord = protocol::toText(state.state)};
}

} // namespace

Registry::Registry(const QList<Definition> &definitions, QObject *parent)
    : QObject(parent)
    , m_timer(this)
{
    const Now now = Now::read();
    for (const Definition &definition : definitions) {
        m_entries.append({.definition = definition, .state = {.since = now.wall}});
    }
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Registry::wake);
}

Registry::Entry *Registry::find(const QString &name)
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry &entry) {
        return entry.definition.name == name;
    });
    return found == m_entries.end() ? nullptr : &*found;
}

std::optional<Permit> Registry::acquire(const QString &service, Use use)
{
    Entry *entry = find(service);
    return entry ? apply(*entry, Acquire{.use = use}, Now::read()) : std::nullopt;
}

void Registry::report(const Permit &permit, Outcome outcome, const QString &error)
{
    if (Entry *entry = find(permit.service)) {
        apply(*entry,
              Report{.generation = permit.generation,
                     .id = permit.id,
                     .use = permit.use,
                     .outcome = outcome,
                     .error = error},
              Now::read());
    }
}

QList<Breaker> Registry::status() const
{
    const Now now = Now::read();
    QList<Breaker> breakers;
    for (const Entry &entry : m_entries) {
        breakers.append(told(entry.definition.name, entry.definition.settings, entry.state, now));
    }
    return breakers;
}

BreakerState Registry::stateOf(const QString &service) const
{
    for (const Entry &entry : m_entries) {
        if (entry.definition.name == service) {
            return entry.state.state;
        }
    }
    return BreakerState::Unknown;
}

Result<BreakerState> Registry::reset(const QString &name)
{
    if (!isName(name)) {
        return Error{ErrorKind::BadRequest,
                     u"Invalid circuit breaker name: 1 to 64 letters, digits, underscores and "
                     "hyphens are allowed"_s};
    }
    Entry *entry = find(name);
    if (!entry) {
        QStringList names;
        for (const Entry &known : std::as_const(m_entries)) {
            names.append(known.definition.name);
        }
        return Error{ErrorKind::NotFound,
                     names.isEmpty()
                         ? u"Circuit breaker '%1' not found. None are registered"_s.arg(name)
                         : u"Circuit breaker '%1' not found. Valid names: %2"_s.arg(
                             name, names.join(u", "_s))};
    }
    const BreakerState before = entry->state.state;
    apply(*entry, Reset{}, Now::read());
    return before;
}

std::optional<Permit> Registry::apply(Entry &entry, const Event &event, Now now)
{
    const State before = entry.state;
    Step next = step(entry.definition.settings, before, event, now);
    entry.state = next.next;
    arm();
    if (next.permit) {
        next.permit->service = entry.definition.name;
    }
    const BreakerState after = entry.state.state;
    const QString name = entry.definition.name;
    const bool differs = !(entry.state == before);
    if (after != before.state) {
        Q_EMIT changed(name, before.state, after, next.reason);
    }
    if (differs) {
        Q_EMIT updated();
    }
    return next.permit;
}

void Registry::wake()
{
    const Now now = Now::read();
    for (Entry &entry : m_entries) {
        const auto due = deadline(entry.state);
        if (due && *due <= now.steady) {
            apply(entry, Due{}, now);
        }
    }
    arm();
}

void Registry::arm()
{
    std::optional<SteadyTime> next;
    for (const Entry &entry : std::as_const(m_entries)) {
        if (const auto due = deadline(entry.state)) {
            next = std::min(next.value_or(*due), *due);
        }
    }
    if (!next) {
        m_timer.stop();
        return;
    }
    const auto wait =
        std::chrono::ceil<std::chrono::milliseconds>(*next - std::chrono::steady_clock::now());
    m_timer.start(std::max(wait, std::chrono::milliseconds(0)));
}

} // namespace breakers
