// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/alert.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QTime>

#include <chrono>
#include <optional>

namespace ui {

/// As the desktop's notifications have it.
enum class Urgency
{
    Low,
    Normal,
    Critical, ///< stays until somebody closes it
};

/// When only alarms of priority 1 are told, by the clock of the operator's machine. The same time
/// twice is the whole day.
struct QuietHours
{
    bool isOn = false;
    QTime from = QTime(22, 0);
    QTime to = QTime(6, 0); ///< from then on all is told again

    bool operator==(const QuietHours &) const = default;
};

bool isQuiet(const QuietHours &hours, QTime now);

/// Until isQuiet() gives the other answer; nothing: it never does.
std::optional<std::chrono::milliseconds> untilQuietTurns(const QuietHours &hours, QTime now);

/// What the operator wants to be told of, beside the window.
struct NoticeWishes
{
    int lowestPriority = 2; ///< 1 to 3; 0: of none
    bool muted = false; ///< of none for a while
    bool quiet = false; ///< of those of priority 1 alone, if of any

    bool operator==(const NoticeWishes &) const = default;
};

/// One notification of the desktop, as it is to stand there.
struct Notice
{
    QString key = {}; ///< the same as long as it is about the same
    QString title = {};
    QString body = {}; ///< plain text
    Urgency urgency = Urgency::Normal;
    QString alarm = {}; ///< the id of the one that it leads to
    QString target = {}; ///< what an acknowledgement is sent to; empty: it must be read elsewhere

    bool operator==(const Notice &) const = default;
};

/// So many stand there at most; beyond it there is one for all.
inline constexpr int MostNotices = 3;

/// What is to stand there now: one for each subject that has alarms which nobody has seen and which
/// are of a wanted priority, worst first. Each names the instance. One that tells the whole message
/// of its only alarm can be acknowledged where it stands, if `mayAct`.
QList<Notice> noticesOf(const QList<protocol::Alert> &alerts, const QString &instance,
                        const NoticeWishes &wishes, bool mayAct);

/// What leads from what stands there to what is to.
struct NoticeChanges
{
    QList<Notice> show = {}; ///< new, or in place of the one with the same key
    QStringList withdraw = {}; ///< keys

    bool operator==(const NoticeChanges &) const = default;
};

NoticeChanges changesBetween(const QHash<QString, Notice> &standing, const QList<Notice> &wanted);

} // namespace ui
