// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/notify/noticerules.h"

#include <QObject>
#include <QTimer>

#include <chrono>

namespace ui {

class Commander;
class DesktopNotices;
class Mirror;

/// The alarms that the operator wants to hear of although the window is not looked at. Never the
/// only way to learn of one.
class AlarmNotices final : public QObject
{
    Q_OBJECT

public:
    AlarmNotices(Mirror &mirror, Commander &commander, QObject *parent);

    /// How long the operator wants to hear of nothing, once he says so.
    static constexpr std::chrono::minutes MuteTime{15};

    /// What was wished for in an earlier run, or in another window of this one.
    static int rememberedPriority(int usual = NoticeWishes().lowestPriority);
    static void rememberPriority(int lowest);

    static QuietHours rememberedQuietHours(const QuietHours &usual = {});
    static void rememberQuietHours(const QuietHours &hours);

    void setLowestPriority(int lowest);
    void setQuietHours(const ui::QuietHours &hours);

    /// Nothing is told for so long, by any window; what stands there goes. 0 ends it.
    void mute(std::chrono::milliseconds duration);

    bool isMuted() const { return m_wishes.muted; }

    /// What is told now.
    const NoticeWishes &wishes() const { return m_wishes; }

    /// What stands there is what is wished for now, in whichever window.
    void refresh();

Q_SIGNALS:
    void opened(const QString &alarm);
    void muteChanged();

    /// The desktop shows no notifications; another way is left.
    void unshown(const ui::Notice &notice);

private:
    void recall();
    void keepQuiet();
    void keepMuted();

    Mirror &m_mirror;
    Commander &m_commander;
    DesktopNotices *m_desktop;
    QHash<QString, Notice> m_standing;
    NoticeWishes m_wishes;
    QuietHours m_quiet;
    qint64 m_mutedUntil = 0; ///< milliseconds since 1970
    QTimer m_muteEnd;
    QTimer m_quietTurn;
};

} // namespace ui
