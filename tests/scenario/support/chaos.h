// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QJsonObject>
#include <QList>
#include <QRandomGenerator>
#include <QString>

/// What tests that kill at random share.
namespace scenario {

/// One detection as a detector tells it.
inline QJsonObject found(const QString &type, double confidence, const QList<int> &box)
{
    return {{QStringLiteral("class"), type},
            {QStringLiteral("confidence"), confidence},
            {QStringLiteral("bbox"),
             QJsonObject{{QStringLiteral("x"), box.at(0)},
                         {QStringLiteral("y"), box.at(1)},
                         {QStringLiteral("width"), box.at(2)},
                         {QStringLiteral("height"), box.at(3)}}}};
}

/// How often something is killed, and with which pauses.
struct ChaosPlan
{
    int childKills = 15;
    int serviceKills = 4;
    int backendKills = 5;
    int shortestPauseMs = 100;
    int longestPauseMs = 3500;
};

/// Ten times as much of everything.
inline bool isFull()
{
    return qEnvironmentVariable("SIGNALBOX_CHAOS") == QStringLiteral("full");
}

/// SIGNALBOX_CHAOS=full kills ten times as often, =thousand a thousand times and without much rest.
inline ChaosPlan chosenPlan()
{
    if (qEnvironmentVariable("SIGNALBOX_CHAOS") == QStringLiteral("thousand")) {
        return {.childKills = 700, .serviceKills = 250, .backendKills = 50, .longestPauseMs = 900};
    }
    return isFull() ? ChaosPlan{.childKills = 200, .serviceKills = 40, .backendKills = 50}
                    : ChaosPlan();
}

/// SIGNALBOX_CHAOS_SEED, else a random one.
inline quint32 chosenSeed()
{
    bool isGiven = false;
    const quint32 given = qEnvironmentVariable("SIGNALBOX_CHAOS_SEED").toUInt(&isGiven);
    return isGiven ? given : QRandomGenerator::global()->generate();
}

/// "file_watcher", "decoder" and so on.
inline QString roleOf(qint64 pid)
{
    QFile file(QStringLiteral("/proc/%1/cmdline").arg(pid));
    if (!file.open(QIODevice::ReadOnly)) {
        return QStringLiteral("gone");
    }
    const QList<QByteArray> words = file.readAll().split('\0');
    if (words.first().endsWith("signalbox-vision")) {
        return QStringLiteral("vision");
    }
    if (words.first().endsWith("signalbox-leash")) {
        return QStringLiteral("leash");
    }
    return QString::fromUtf8(words.value(1) == "--worker" ? words.value(2) : words.value(1).mid(2));
}

} // namespace scenario
