// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notify/alarmnotices.h"

#include "ui/act/commander.h"
#include "ui/models/mirror.h"
#include "ui/notify/desktopnotices.h"
#include "ui/remembered.h"

#include <QDateTime>

#include <utility>

namespace ui {

namespace {

constexpr QStringView PriorityKey = u"notify/lowestPriority";
constexpr QStringView QuietKey = u"notify/quiet";
constexpr QStringView QuietFromKey = u"notify/quietFrom";
constexpr QStringView QuietToKey = u"notify/quietTo";
constexpr QStringView MutedKey = u"notify/mutedUntil";
constexpr QStringView TimeForm = u"HH:mm";

/// A clock that was set back must not mute for hours.
constexpr std::chrono::minutes LongestMute = AlarmNotices::MuteTime + std::chrono::minutes(1);

QTime timeOf(QStringView key, QTime usual)
{
    const QTime time = QTime::fromString(remembered(key).toString(), TimeForm.toString());
    return time.isValid() ? time : usual;
}

} // namespace

AlarmNotices::AlarmNotices(Mirror &mirror, Commander &commander, QObject *parent)
    : QObject(parent)
    , m_mirror(mirror)
    , m_commander(commander)
    , m_desktop(new DesktopNotices(this))
{
    m_quietTurn.setSingleShot(true);
    connect(&m_quietTurn, &QTimer::timeout, this, &AlarmNotices::refresh);
    m_muteEnd.setSingleShot(true);
    connect(&m_muteEnd, &QTimer::timeout, this, &AlarmNotices::refresh);
    connect(m_desktop, &DesktopNotices::opened, this,
            [this](const Notice &notice) { Q_EMIT opened(notice.alarm); });
    connect(m_desktop, &DesktopNotices::acknowledged, this,
            [this](const Notice &notice) { m_commander.wish(Verb::Acknowledge, notice.target); });
    connect(m_desktop, &DesktopNotices::unshown, this, &AlarmNotices::unshown);
    connect(&mirror.alarms(), &AlarmsFeed::changed, this, &AlarmNotices::refresh);
    refresh();
}

int AlarmNotices::rememberedPriority(int usual)
{
    bool isNumber = false;
    const int lowest = remembered(PriorityKey).toInt(&isNumber);
    return isNumber && lowest >= 0 && lowest <= 3 ? lowest : usual;
}

void AlarmNotices::rememberPriority(int lowest)
{
    remember(PriorityKey, lowest);
}

void AlarmNotices::setLowestPriority(int lowest)
{
    m_wishes.lowestPriority = lowest;
    refresh();
}

QuietHours AlarmNotices::rememberedQuietHours(const QuietHours &usual)
{
    const QVariant isOn = remembered(QuietKey);
    return {.isOn = isOn.isValid() ? isOn.toBool() : usual.isOn,
            .from = timeOf(QuietFromKey, usual.from),
            .to = timeOf(QuietToKey, usual.to)};
}

void AlarmNotices::rememberQuietHours(const QuietHours &hours)
{
    remember(QuietKey, hours.isOn);
    remember(QuietFromKey, hours.from.toString(TimeForm));
    remember(QuietToKey, hours.to.toString(TimeForm));
}

void AlarmNotices::setQuietHours(const QuietHours &hours)
{
    m_quiet = hours;
    refresh();
}

/// Read each time anew: the machine may have slept, or its clock been set.
void AlarmNotices::keepQuiet()
{
    const QTime now = QTime::currentTime();
    m_wishes.quiet = isQuiet(m_quiet, now);
    if (const auto wait = untilQuietTurns(m_quiet, now)) {
        m_quietTurn.start(*wait);
    } else {
        m_quietTurn.stop();
    }
}

void AlarmNotices::mute(std::chrono::milliseconds duration)
{
    const qint64 length = duration.count();
    m_mutedUntil = length > 0 ? QDateTime::currentMSecsSinceEpoch() + length : 0;
    remember(MutedKey, m_mutedUntil);
    refresh();
}

/// By a clock that all windows have in common, and the next run too.
void AlarmNotices::keepMuted()
{
    const std::chrono::milliseconds left(m_mutedUntil - QDateTime::currentMSecsSinceEpoch());
    const bool isMuted = left.count() > 0 && left <= LongestMute;
    if (isMuted) {
        m_muteEnd.start(left);
    } else {
        m_muteEnd.stop();
    }
    if (std::exchange(m_wishes.muted, isMuted) != isMuted) {
        Q_EMIT muteChanged();
    }
}

/// Another window may have been told other wishes since.
void AlarmNotices::recall()
{
    m_wishes.lowestPriority = rememberedPriority(m_wishes.lowestPriority);
    m_quiet = rememberedQuietHours(m_quiet);
    if (const QVariant until = remembered(MutedKey); until.isValid()) {
        m_mutedUntil = until.toLongLong();
    }
}

void AlarmNotices::refresh()
{
    recall();
    keepQuiet();
    keepMuted();
    QList<Notice> wanted;
    if (m_wishes.lowestPriority > 0 && !m_wishes.muted) {
        // What stands there says since when; of what came later nobody knows now.
        if (!m_mirror.alarms().freshness().vouched) {
            return;
        }
        const Connection &connection = m_mirror.session().connection();
        wanted = noticesOf(m_mirror.alarms().model().rows(), connection.name, m_wishes,
                           connection.guard != Guard::Watch);
    }
    const NoticeChanges changes = changesBetween(m_standing, wanted);
    for (const QString &key : changes.withdraw) {
        m_standing.remove(key);
        m_desktop->withdraw(key);
    }
    for (const Notice &notice : changes.show) {
        m_standing.insert(notice.key, notice);
        m_desktop->show(notice);
    }
}

} // namespace ui
