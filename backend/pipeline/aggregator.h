// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/pipeline/batchrules.h"
#include "backend/protocol/pipeline.h"
#include "backend/storage/storage.h"

#include <QMap>
#include <QObject>
#include <QTimer>

#include <functional>

namespace pipeline {

/// Keeps the open batches, closes them when they are due and commits their analysis jobs. The shell
/// of batchrules.
class Aggregator final : public QObject
{
    Q_OBJECT

public:
    Aggregator(storage::Storage &store, BatchLimits limits, QObject *parent = nullptr);

    /// Rebuilds the open batches from the store; `done` when they are there.
    void start(std::function<void()> done);

    /// The batch that `count` detections of one image belong to. It may end meanwhile, but is
    /// closed only after `settle`: an event is about all that was seen.
    OpenBatch assign(const QString &cameraId, qint64 count);
    /// The detections of the last assign are in the store, or will never be.
    void settle();

    /// Closes no more batches; the open ones are in the store and come back at the next start.
    void stop();

    QList<protocol::Batch> status(protocol::Now now) const; ///< oldest first

    const BatchLimits &limits() const { return m_limits; }

    /// Batches that were closed since the start, by reason; every reason is there.
    const QMap<QString, qint64> &closedBatches() const { return m_closed; }

Q_SIGNALS:
    /// An analysis job was committed.
    void closed();
    void changed();

private:
    void sweepNow();
    void end(const ClosedBatch &closed);
    void close(const ClosedBatch &closed);
    void arm();

    storage::Storage &m_store;
    BatchLimits m_limits;
    BatchState m_state;
    QString m_unsettled; ///< the batch whose newest detections are not in the store yet
    QList<ClosedBatch> m_waiting; ///< ended, but unsettled
    QMap<QString, qint64> m_closed;
    QTimer m_timer;
    bool m_isStopped = false;
};

} // namespace pipeline
