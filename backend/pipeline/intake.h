// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/pipeline/decoders.h"
#include "backend/pipeline/fallback.h"
#include "backend/pipeline/flowrules.h"
#include "backend/pipeline/imagestore.h"
#include "backend/pipeline/setaside.h"
#include "backend/protocol/pipeline.h"
#include "backend/storage/storage.h"

#include <QHash>
#include <QJsonObject>
#include <QMap>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <deque>

namespace pipeline {

/// From a line of the file watcher to an accepted image: known or new, decoded once, decided about,
/// committed. The watcher may have only so many lines unanswered (credit), so that any number of
/// files costs bounded memory. While the store is away, what was told of waits in the fallback and
/// is worked off in its order afterwards. A file that is not committed is still in its folder and
/// comes again with the watcher's next scan.
class Intake final : public QObject
{
    Q_OBJECT

public:
    Intake(storage::Storage &store, Decoders &decoders, QString cameraRoot, IntakeLimits limits,
           const Fallback::Settings &fallback = {});

    /// Finds what an earlier run has left waiting; blocks for the look into a folder.
    void start();

    /// One JSON line of the file watcher.
    void take(const QJsonObject &line);

    /// The watcher is ready: it gets its credit. What it had announced before is worked off first.
    void watcherReady();
    void watcherGone();

    /// While it is shut, files wait as they do while the store is away: which cameras are switched
    /// off is not known yet, nor how many jobs wait.
    void setShut(bool isShut) { m_isShut = isShut; }

    /// So many detection jobs wait, as of a count that every commit before it is in. While there is
    /// no room for more, files wait: those that were told of here, the others in their folders.
    void setQueued(qint64 waiting);

    /// The cameras that nothing is taken in from: their files wait, and are told of anew when they
    /// are enabled again.
    void setDisabled(const QSet<QString> &cameras);
    QMap<QString, qint64> waitingOfDisabled() const; ///< files that were met, by camera

    protocol::FileWatcherStatus status() const;

    /// Whatever a camera brings is seen and taken in.
    bool isWatching() const
    {
        return m_status.running && !m_status.error && !m_isHeldBack && !m_isShut
            && !m_store.isFaulted() && m_fallback.isEmpty();
    }

    /// How many detection jobs may wait.
    qint64 capacity() const { return m_limits.queueCapacity; }

    protocol::StageFlow flow(protocol::SteadyTime now) const;

    const protocol::StageDurations &durations() const { return m_flow.durations; }

    const Fallback &fallback() const { return m_fallback; }

Q_SIGNALS:
    void toWatcher(const QByteArray &line);
    /// A detection job was committed.
    void accepted();
    /// A file of this camera was committed, whatever was decided about it.
    void seen(const QString &cameraId);
    /// An image of this camera was accepted that shows this.
    void viewed(const QString &cameraId, const pipeline::View &view);
    void changed();

private:
    /// A file on its way to a decision.
    struct Told
    {
        FileIdentity file = {};
        quint64 turn = 0;
        bool isFromFallback = false; ///< its line was credited when it was held
    };

    void takeFile(const QJsonObject &line);
    void begin(const Told &told);
    void lookUp(const Told &told);
    void decode(const Told &told);
    void store(const Told &told, const Decoded &decoded, protocol::SteadyTime begun);
    void comeAgain(const FileIdentity &file, const QString &reason);
    void reject(const Told &told, const QString &reason, protocol::SteadyTime begun);
    void later(const Told &told, const protocol::Error &error);
    void done(const Told &told, const QString &state);
    void release(const Told &told);
    void giveCredit();
    void putOff(const FileIdentity &file);
    void weighPressure();

    static QStringList fallbackKinds();
    static QString keyOf(const FileIdentity &file);
    void hold(const Told &told);
    void drain();
    bool drainOne(const QString &kind);
    bool drainFile(const QString &kind, const Fallback::Held &held);
    bool drainSetAside(const Fallback::Held &held);
    void bringAgain();
    void tryDrainLater();
    bool mayDrain() const;
    bool mustWait(const Told &told) const;
    void takeSetAside(const QJsonObject &line);
    void putAside(const SetAside &thing, quint64 turn, const QJsonObject &line);

    storage::Storage &m_store;
    Decoders &m_decoders;
    QString m_root;
    IntakeLimits m_limits;
    protocol::FileWatcherStatus m_status;
    qint64 m_toldOverflows = 0; ///< by the watcher that runs; the next one begins at 0
    QSet<QString> m_disabled;
    QHash<QString, QSet<size_t>> m_waitingOfDisabled; ///< files by camera, each once
    FlowWindow m_flow;
    Fallback m_fallback;
    QSet<QString> m_heldFiles; ///< those in the fallback: a watcher that begins anew tells of all
    QTimer m_drainTimer;
    std::deque<Told> m_held; ///< told of while there was no room
    qint64 m_inHand = 0; ///< told of and not yet answered with credit
    qint64 m_underway = 0; ///< of these, those that may yet become a job
    qint64 m_queued = 0; ///< detection jobs that wait
    int m_creditDue = 0;
    int m_resumed = 0; ///< on their way to the store out of the fallback
    bool m_isShut = false;
    bool m_isQueueFull = false;
    bool m_isHeldBack = false; ///< by the queue or by the fallback
    bool m_isDraining = false;
    bool m_isWeighing = false;
};

} // namespace pipeline
