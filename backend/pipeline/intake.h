// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/pipeline/decoders.h"
#include "backend/pipeline/imagestore.h"
#include "backend/pipeline/setaside.h"
#include "backend/protocol/pipeline.h"
#include "backend/storage/storage.h"

#include <QElapsedTimer>
#include <QJsonObject>
#include <QMap>
#include <QObject>
#include <QTimer>

#include <deque>

namespace pipeline {

/// From a line of the file watcher to an accepted image: known or new, decoded once, decided about,
/// committed. The watcher may have only so many lines unanswered (credit), so that any number of
/// files costs bounded memory. A file that is not committed is still in its folder and comes again
/// with the watcher's next scan.
class Intake final : public QObject
{
    Q_OBJECT

public:
    Intake(storage::Storage &store, Decoders &decoders, QString cameraRoot, IntakeLimits limits,
           QObject *parent = nullptr);

    /// Reads the counts of the store; call once before the watcher starts.
    void start();

    /// One JSON line of the file watcher.
    void take(const QJsonObject &line);

    /// The watcher is ready: it gets its credit. What it had announced before is worked off first.
    void watcherReady();
    void watcherGone();

    protocol::FileWatcherStatus status() const;

    /// What went in, came out, waits and was lost, with the reasons.
    protocol::StageAccount account() const;

    /// An image or a video is through: waiting becomes done, dead or rejected.
    void finished(const QString &state);

Q_SIGNALS:
    void toWatcher(const QByteArray &line);
    /// A detection job was committed.
    void accepted();
    void changed();

private:
    void takeFile(const QJsonObject &line);
    void lookUp(const FileIdentity &file);
    void decode(const FileIdentity &file);
    void store(const FileIdentity &file, const Decoded &decoded);
    void comeAgain(const FileIdentity &file, const QString &reason);
    void reject(const FileIdentity &file, const QString &reason);
    void putAside(const SetAside &thing);
    void takeBack(const QMap<QString, qint64> &kinds);
    void later(const FileIdentity &file, const QString &reason);
    void done(const QString &state);
    void giveCredit();

    storage::Storage &m_store;
    Decoders &m_decoders;
    QString m_root;
    IntakeLimits m_limits;
    protocol::FileWatcherStatus m_status;
    QMap<QString, qint64> m_counts; ///< images by state
    QMap<QString, qint64> m_setAside; ///< what the watcher has not handed over, by kind
    qint64 m_inHand = 0;
    int m_creditDue = 0;
};

} // namespace pipeline
