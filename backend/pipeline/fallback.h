// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/pipeline/fallbackrules.h"
#include "backend/pipeline/spillfolder.h"

#include <QHash>
#include <QJsonObject>
#include <QMap>
#include <QObject>
#include <QSet>
#include <QThreadPool>
#include <QTimer>

#include <chrono>
#include <map>
#include <optional>

namespace pipeline {

/// What waits while the store is away: by kind, first in memory and then on the disk. It is handed
/// out in the order in which it came. Lives on the backend thread; the disk is
/// touched on a thread of its own.
///
/// A thing stays here until settle(): one that was handed out and could not be stored after all is
/// put back with hold() and keeps its turn.
class Fallback final : public QObject
{
    Q_OBJECT

public:
    struct Settings
    {
        QString folder = {}; ///< of what goes to the disk; empty: all stays in memory
        FallbackLimits limits = {};
        std::chrono::milliseconds diskRetry = std::chrono::seconds(5);
    };

    struct Held
    {
        quint64 turn = 0;
        QJsonObject thing = {};
    };

    explicit Fallback(const Settings &settings, QObject *parent = nullptr);
    ~Fallback() override;

    /// Finds what an earlier run has left of these kinds on the disk; blocks for the look into the
    /// folder.
    void start(const QStringList &kinds);

    /// Each thing gets one as it comes: it is the order in which they leave.
    quint64 nextTurn() { return ++m_lastTurn; }

    /// Takes it, whatever the limits say; ask isFull() before more comes.
    void hold(const QString &kind, quint64 turn, const QJsonObject &thing);

    /// The first of this kind that is not out, now out. Nothing also while it is being read;
    /// ready() tells.
    std::optional<Held> next(const QString &kind);

    /// It is stored: nothing is left of it here.
    void settle(const QString &kind, quint64 turn);

    bool isFull() const { return m_isFull; }

    qint64 waiting(const QString &kind) const; ///< in memory and on the disk

    bool isEmpty() const { return m_count == 0; }

    qint64 inMemory() const { return m_inMemory; }

    QMap<QString, qint64> onDisk() const; ///< by kind, without those that have none

Q_SIGNALS:
    void changed();
    void ready();
    /// What lay on the disk can no longer be told: whoever knows it has to bring it again.
    void lost();

private:
    struct Item
    {
        std::optional<QJsonObject> thing = {}; ///< absent: only on the disk
        bool isOnDisk = false;
        bool isOut = false;
    };

    using Line = std::map<quint64, Item>;

    void tryDisk();
    FallbackFacts facts(const QString &kind) const;
    qint64 staying() const;
    void weigh();
    void spill(const QString &kind, quint64 turn, const QJsonObject &thing);
    void spilled(const QString &kind, quint64 turn,
                 const protocol::Result<protocol::Done> &written);
    void load(const QString &kind);
    bool loaded(const QString &kind, quint64 turn, const protocol::Result<QJsonObject> &read);
    void removeFile(const QString &kind, quint64 turn);

    SpillFolder m_folder;
    FallbackLimits m_limits;
    QMap<QString, Line> m_lines;
    QHash<QString, qint64> m_onDisk;
    QHash<QString, qint64> m_moving; ///< on their way to the disk
    QSet<QString> m_loading;
    QTimer m_diskTimer; ///< until the disk is written to again
    QTimer m_loadTimer; ///< until it is read from again
    QThreadPool m_disk;
    quint64 m_lastTurn = 0;
    qint64 m_count = 0; ///< of all kinds
    qint64 m_inMemory = 0;
    bool m_isDiskAway = false;
    bool m_isFull = false;
};

} // namespace pipeline
