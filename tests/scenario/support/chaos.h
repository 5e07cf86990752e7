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

/// Ten times as many kills.
inline bool isFull()
{
    return qEnvironmentVariable("SIGNALBOX_CHAOS") == QStringLiteral("full");
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
    return QString::fromUtf8(words.value(1) == "--worker" ? words.value(2) : words.value(1).mid(2));
}

} // namespace scenario
