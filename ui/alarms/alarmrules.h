// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/alert.h"
#include "ui/act/actrules.h"
#include "ui/look/states.h"

#include <array>

namespace ui {

/// Where an alarm is in its life.
enum class AlarmState
{
    Active, ///< it holds, and nobody has said that it was seen
    Acknowledged,
    Cleared, ///< it is over, and nobody has said that it was seen
    Over, ///< nobody needs to look at it any more
};

AlarmState alarmState(const protocol::Alert &alert);

/// "Active", "Acknowledged by ada"…; a word of a newer backend is shown with a "?".
QString alarmStateText(const protocol::Alert &alert);

/// 1 to 3; 0 where the severity is not known, which nobody must overlook.
int alarmPriority(const protocol::Alert &alert);

/// Sign and colour of a priority; without colour once somebody has seen it, or it is over.
Look lookOfPriority(int priority, AlarmState state);

/// "1" to "3", "?".
QString priorityDigit(int priority);

/// The rule and what it is about.
QString alarmName(const protocol::Alert &alert);

/// What a wish about it is sent to.
QString alarmTarget(const protocol::Alert &alert);

/// What comes first: nobody has seen it, the priority, the newest.
bool isBefore(const protocol::Alert &a, const protocol::Alert &b);

/// The same as one number, smaller first.
qint64 alarmRank(const protocol::Alert &alert);

/// How many there are of one priority.
struct AlarmCount
{
    int active = 0;
    int unseen = 0; ///< of these

    bool operator==(const AlarmCount &) const = default;
};

/// By priority, 1 to 3; those of an unknown one count among the first.
using AlarmCounts = std::array<AlarmCount, 3>;

AlarmCounts alarmCounts(const QList<protocol::Alert> &alerts);

/// Of all priorities.
AlarmCount together(const AlarmCounts &counts);

/// Those that ended by themselves without anybody having seen them.
QList<protocol::Alert> clearedUnseen(const QList<protocol::Alert> &alerts);

Refusal refusalOfAlarm(Verb verb, const std::optional<protocol::Alert> &alert,
                       const ActContext &context);

} // namespace ui
