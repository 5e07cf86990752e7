// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked of the alerts: lists, single ones, what people do about them.
#include "backend/alerts/alerts.h"

#include <algorithm>

namespace alerts {

namespace {

std::optional<bool> holds(Truth truth)
{
    return truth == Truth::Unknown ? std::nullopt : std::optional(truth == Truth::Yes);
}

} // namespace

void Alerts::page(const Filter &filter, const Answer<protocol::AlertPage> &done)
{
    m_store.read<protocol::AlertPage>(
        this, [filter](storage::Transaction &tx) { return alerts::page(tx, filter); }, done);
}

void Alerts::find(const QString &id, const Answer<protocol::Alert> &done)
{
    m_store.read<protocol::Alert>(
        this,
        [id](storage::Transaction &tx) {
            const auto found = alerts::find(tx, id);
            if (!found) {
                tx.fail(found.error());
            }
            return found.value();
        },
        done);
}

void Alerts::handle(const QString &id, const Handling &handling,
                    const Answer<protocol::Alert> &done)
{
    m_store.write<protocol::Alert>(
        this,
        [id, handling](storage::Transaction &tx) {
            const auto handled = alerts::handle(tx, id, handling);
            if (!handled) {
                tx.fail(handled.error());
            }
            return handled.value();
        },
        [this, done](const protocol::Result<protocol::Alert> &handled) {
            if (handled) {
                Q_EMIT changed();
            }
            done(handled);
        });
}

/// Those whose condition holds first, then by name.
QList<const Alerts::Watched *> Alerts::inOrder() const
{
    QList<const Watched *> all;
    all.reserve(m_watched.size());
    for (const Watched &watched : m_watched) {
        all.append(&watched);
    }
    std::sort(all.begin(), all.end(), [](const Watched *a, const Watched *b) {
        const bool isFirst = a->truth == Truth::Yes;
        return isFirst == (b->truth == Truth::Yes) ? a->subject < b->subject : isFirst;
    });
    return all;
}

// Right after a start workers are not up yet, and breakers have not opened again.
Timing Alerts::timingOf(const Watched &watched) const
{
    return {.hold = m_rules.at(watched.rule).hold,
            .damping = m_options.damping,
            .settled = watched.isCarried ? m_settled : protocol::SteadyTime()};
}

qsizetype Alerts::ruleNamed(const QString &name) const
{
    const auto found = std::find_if(m_rules.begin(), m_rules.end(),
                                    [&name](const Rule &rule) { return rule.name == name; });
    return found == m_rules.end() ? -1 : found - m_rules.begin();
}

QList<protocol::AlertRule> Alerts::rules() const
{
    if (!m_seen) {
        m_seen = seenByRules();
    }
    return *m_seen;
}

QList<protocol::AlertRule> Alerts::seenByRules() const
{
    constexpr qint64 mostSights = 100;
    QList<protocol::AlertRule> all;
    all.reserve(m_rules.size());
    for (const Rule &rule : m_rules) {
        all.append({.name = rule.name,
                    .when = rule.when.text,
                    .about = rule.when.kind,
                    .severity = rule.severity,
                    .forSeconds = std::chrono::duration<double>(rule.hold).count(),
                    .message = rule.message,
                    .enabled = rule.enabled,
                    .origin = toText(rule.origin)});
    }
    for (const Watched *watched : inOrder()) {
        protocol::AlertRule &rule = all[watched->rule];
        if (++rule.subjects > mostSights) {
            continue;
        }
        const auto &since = watched->track.holdsSince;
        const QString &id = watched->track.alertId;
        rule.sees.append({.subject = watched->subject,
                          .holds = holds(watched->truth),
                          .since = since ? std::optional(since->wall) : std::nullopt,
                          .alertId = id.isEmpty() ? std::nullopt : std::optional(id)});
    }
    return all;
}

} // namespace alerts
