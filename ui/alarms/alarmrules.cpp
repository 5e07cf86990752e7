// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alarms/alarmrules.h"

#include <QCoreApplication>

#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Alarms)
};

qint64 created(const protocol::Alert &alert)
{
    return alert.createdAt ? static_cast<qint64>(alert.createdAt->time_since_epoch().count()) : 0;
}

} // namespace

AlarmState alarmState(const protocol::Alert &alert)
{
    switch (alert.status) {
    case protocol::AlertStatus::Acknowledged:
        return AlarmState::Acknowledged;
    case protocol::AlertStatus::Resolved:
        // Who resolves it by hand has seen it.
        return alert.acknowledgedAt || alert.endedBy ? AlarmState::Over : AlarmState::Cleared;
    case protocol::AlertStatus::Dismissed:
        return AlarmState::Over;
    case protocol::AlertStatus::Unknown:
    case protocol::AlertStatus::Pending:
    case protocol::AlertStatus::Delivered:
        break;
    }
    return AlarmState::Active;
}

QString alarmStateText(const protocol::Alert &alert)
{
    switch (alarmState(alert)) {
    case AlarmState::Active:
        return alert.status == protocol::AlertStatus::Unknown ? Text::tr("Active?")
                                                              : Text::tr("Active");
    case AlarmState::Acknowledged:
        return alert.acknowledgedBy ? Text::tr("Acknowledged by %1").arg(*alert.acknowledgedBy)
                                    : Text::tr("Acknowledged");
    case AlarmState::Cleared:
        return Text::tr("Cleared, not acknowledged");
    case AlarmState::Over:
        return alert.status == protocol::AlertStatus::Dismissed ? Text::tr("Dismissed")
                                                                : Text::tr("Resolved");
    }
    return {};
}

int alarmPriority(const protocol::Alert &alert)
{
    return alert.severity == protocol::AlertSeverity::Unknown
        ? 0
        : protocol::priorityOf(alert.severity);
}

Look lookOfPriority(int priority, AlarmState state)
{
    const bool isUnseen = state == AlarmState::Active;
    switch (priority) {
    case 1:
        return {Glyph::Octagon, isUnseen ? Tone::Critical : Tone::Hollow, Text::tr("Priority 1")};
    case 2:
        return {Glyph::Triangle, isUnseen ? Tone::Warning : Tone::Hollow, Text::tr("Priority 2")};
    case 3:
        return {Glyph::Square, Tone::Hollow, Text::tr("Priority 3")};
    default:
        return {Glyph::Question, Tone::Unknown, Text::tr("Priority not known")};
    }
}

QString priorityDigit(int priority)
{
    return priority == 0 ? u"?"_s : QString::number(priority);
}

QString alarmName(const protocol::Alert &alert)
{
    const QString rule = alert.ruleId.value_or(QString());
    if (alert.subject.isEmpty()) {
        return rule.isEmpty() ? Text::tr("without a name") : rule;
    }
    return rule.isEmpty() ? alert.subject : Text::tr("%1 of %2").arg(rule, alert.subject);
}

QString alarmTarget(const protocol::Alert &alert)
{
    return alert.id + u'/' + alarmName(alert);
}

qint64 alarmRank(const protocol::Alert &alert)
{
    // Milliseconds since 1970 need 41 bits.
    const qint64 group = static_cast<qint64>(alarmState(alert)) * 4 + alarmPriority(alert);
    return group * (qint64{1} << 45) - created(alert);
}

bool isBefore(const protocol::Alert &a, const protocol::Alert &b)
{
    return alarmRank(a) < alarmRank(b);
}

AlarmCounts alarmCounts(const QList<protocol::Alert> &alerts)
{
    AlarmCounts counts;
    for (const protocol::Alert &alert : alerts) {
        const AlarmState state = alarmState(alert);
        if (state != AlarmState::Active && state != AlarmState::Acknowledged) {
            continue;
        }
        AlarmCount &count =
            counts.at(static_cast<std::size_t>(std::clamp(alarmPriority(alert), 1, 3) - 1));
        ++count.active;
        count.unseen += state == AlarmState::Active ? 1 : 0;
    }
    return counts;
}

AlarmCount together(const AlarmCounts &counts)
{
    AlarmCount all;
    for (const AlarmCount &count : counts) {
        all.active += count.active;
        all.unseen += count.unseen;
    }
    return all;
}

QList<protocol::Alert> clearedUnseen(const QList<protocol::Alert> &alerts)
{
    QList<protocol::Alert> some;
    std::copy_if(
        alerts.begin(), alerts.end(), std::back_inserter(some),
        [](const protocol::Alert &alert) { return alarmState(alert) == AlarmState::Cleared; });
    return some;
}

Refusal refusalOfAlarm(Verb verb, const std::optional<protocol::Alert> &alert,
                       const ActContext &context)
{
    const Refusal refused = refusalOf(alert.has_value(), context);
    if (refused != Refusal::None) {
        return refused;
    }
    switch (alarmState(*alert)) {
    case AlarmState::Active:
        return Refusal::None;
    case AlarmState::Acknowledged:
        return verb == Verb::Acknowledge ? Refusal::AlreadyAcknowledged : Refusal::None;
    case AlarmState::Cleared:
        return verb == Verb::Acknowledge ? Refusal::None : Refusal::AlreadyEnded;
    case AlarmState::Over:
        break;
    }
    return Refusal::AlreadyEnded;
}

} // namespace ui
