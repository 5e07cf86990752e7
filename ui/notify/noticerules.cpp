// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notify/noticerules.h"

#include "ui/alarms/alarmrules.h"
#include "ui/look/format.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

/// What a notification of any desktop shows without cutting it off.
constexpr qsizetype LongestWhole = 140;
constexpr qsizetype MostLines = 3;

/// The alarms of one subject, worst first.
struct Group
{
    QString key = {};
    QList<protocol::Alert> alarms = {};
};

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Notices)
};

bool isWanted(const protocol::Alert &alert, const NoticeWishes &wishes)
{
    // Where the severity is not known it may be the worst.
    const int lowest = wishes.quiet ? std::min(1, wishes.lowestPriority) : wishes.lowestPriority;
    return alarmState(alert) == AlarmState::Active && std::max(1, alarmPriority(alert)) <= lowest;
}

/// Each security event is a subject of its own, and a burst of them is one matter.
QString subjectOf(const protocol::Alert &alert)
{
    if (alert.subject.isEmpty()) {
        return alert.id;
    }
    if (alert.subjectKind == u"event") {
        return u"event/"_s + alert.ruleId.value_or(QString());
    }
    return alert.subjectKind + u'/' + alert.subject;
}

QList<Group> groupsOf(const QList<protocol::Alert> &alarms)
{
    QList<Group> groups;
    for (const protocol::Alert &alarm : alarms) {
        const QString key = subjectOf(alarm);
        const auto group = std::find_if(groups.begin(), groups.end(),
                                        [&key](const Group &some) { return some.key == key; });
        if (group == groups.end()) {
            groups.append({key, {alarm}});
        } else {
            group->alarms.append(alarm);
        }
    }
    return groups.size() > MostNotices ? QList<Group>{{u"all"_s, alarms}} : groups;
}

QString cut(const QString &text)
{
    const QString line = text.simplified();
    return line.size() > LongestWhole ? line.first(LongestWhole - 1) + u'…' : line;
}

bool isWhole(const QString &text)
{
    return !text.isEmpty() && text.size() <= LongestWhole && !text.contains(u'\n');
}

QString bodyOf(const Group &group)
{
    QStringList lines;
    for (const protocol::Alert &alarm :
         group.alarms.first(std::min(MostLines, group.alarms.size()))) {
        lines << (alarm.message.isEmpty() ? alarmName(alarm) : cut(alarm.message));
    }
    if (group.alarms.size() > MostLines) {
        lines << Text::tr("More on the page Alarms: %1").arg(group.alarms.size() - MostLines);
    }
    if (const auto since = group.alarms.first().createdAt; since && group.alarms.size() == 1) {
        lines << Text::tr("Since %1").arg(fullTime(*since));
    }
    return lines.join(u'\n');
}

Urgency urgencyOf(const protocol::Alert &alarm)
{
    const int priority = alarmPriority(alarm);
    return priority <= 1 ? Urgency::Critical : priority == 2 ? Urgency::Normal : Urgency::Low;
}

Notice noticeOf(const Group &group, const QString &instance, bool mayAct)
{
    const protocol::Alert &worst = group.alarms.first();
    const bool isOne = group.alarms.size() == 1;
    Notice notice{
        .key = group.key, .body = bodyOf(group), .urgency = urgencyOf(worst), .alarm = worst.id};
    notice.title = isOne ? Text::tr("%1 – priority %2: %3")
                               .arg(instance, priorityDigit(alarmPriority(worst)), alarmName(worst))
                         : Text::tr("%1 – alarms: %2").arg(instance).arg(group.alarms.size());
    if (isOne && mayAct && isWhole(worst.message)) {
        notice.target = alarmTarget(worst);
    }
    return notice;
}

} // namespace

bool isQuiet(const QuietHours &hours, QTime now)
{
    if (!hours.isOn || hours.from == hours.to) {
        return hours.isOn;
    }
    return hours.from < hours.to ? now >= hours.from && now < hours.to
                                 : now >= hours.from || now < hours.to;
}

std::optional<std::chrono::milliseconds> untilQuietTurns(const QuietHours &hours, QTime now)
{
    if (!hours.isOn || hours.from == hours.to) {
        return std::nullopt;
    }
    constexpr std::chrono::milliseconds day = std::chrono::hours(24);
    const std::chrono::milliseconds wait(now.msecsTo(isQuiet(hours, now) ? hours.to : hours.from));
    return wait.count() > 0 ? wait : wait + day;
}

QList<Notice> noticesOf(const QList<protocol::Alert> &alerts, const QString &instance,
                        const NoticeWishes &wishes, bool mayAct)
{
    QList<protocol::Alert> alarms;
    if (!wishes.muted) {
        std::copy_if(alerts.begin(), alerts.end(), std::back_inserter(alarms),
                     [&wishes](const protocol::Alert &alert) { return isWanted(alert, wishes); });
    }
    std::stable_sort(alarms.begin(), alarms.end(), isBefore);
    QList<Notice> notices;
    for (const Group &group : groupsOf(alarms)) {
        notices.append(noticeOf(group, instance, mayAct));
    }
    return notices;
}

NoticeChanges changesBetween(const QHash<QString, Notice> &standing, const QList<Notice> &wanted)
{
    NoticeChanges changes;
    QSet<QString> keys;
    for (const Notice &notice : wanted) {
        keys.insert(notice.key);
        const auto there = standing.constFind(notice.key);
        if (there == standing.constEnd() || *there != notice) {
            changes.show.append(notice);
        }
    }
    for (auto it = standing.constBegin(); it != standing.constEnd(); ++it) {
        if (!keys.contains(it.key())) {
            changes.withdraw.append(it.key());
        }
    }
    changes.withdraw.sort();
    return changes;
}

} // namespace ui
