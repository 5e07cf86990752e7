// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alarms/alarmtext.h"

#include "ui/alarms/alarmrules.h"
#include "ui/look/format.h"

#include <QCoreApplication>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Alarms)
};

} // namespace

QString alarmHint(const protocol::Alert &alert)
{
    const QString &kind = alert.subjectKind;
    if (kind == u"worker") {
        return Text::tr(
            "Look at its last error and its log on the page Workers; restart it there.");
    }
    if (kind == u"breaker" || kind == u"service") {
        return Text::tr("See on the page Breakers whether its service answers.");
    }
    if (kind == u"camera") {
        return Text::tr("See whether the camera has power and delivers pictures.");
    }
    if (kind == u"event") {
        return Text::tr("Look at the event on the page Events.");
    }
    if (kind == u"queue" || kind == u"batch" || kind == u"pipeline") {
        return Text::tr("See on the page Pipeline what waits, and for what.");
    }
    return {};
}

QString alarmFactsText(const protocol::Alert &alert, protocol::WallTime now)
{
    const auto moment = [now](const std::optional<protocol::WallTime> &time) {
        return momentAgo(time, now);
    };
    QStringList lines;
    lines << Text::tr("%1, severity %2. %3.")
                 .arg(lookOfPriority(alarmPriority(alert), alarmState(alert)).word,
                      protocol::toText(alert.severity), alarmStateText(alert));
    lines << Text::tr("Came %1; last seen %2; count %3.")
                 .arg(moment(alert.createdAt), moment(alert.lastSeenAt),
                      QString::number(alert.count));
    if (alert.acknowledgedAt) {
        lines << Text::tr("Acknowledged by %1 at %2.")
                     .arg(alert.acknowledgedBy.value_or(noValue()), moment(alert.acknowledgedAt));
    }
    if (alert.acknowledgedReason) {
        lines << Text::tr("Reason given: %1").arg(*alert.acknowledgedReason);
    }
    if (alert.clearedAt) {
        lines << Text::tr("Its condition was over at %1.").arg(moment(alert.clearedAt));
    }
    const QString hint = alarmHint(alert);
    return hint.isEmpty() ? lines.join(u'\n') : lines.join(u'\n') + u'\n' + hint;
}

} // namespace ui
