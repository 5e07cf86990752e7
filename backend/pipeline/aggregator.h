// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/pipeline/batchrules.h"
#include "backend/protocol/pipeline.h"
#include "backend/storage/storage.h"

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

    /// The batch that `count` detections of one image belong to; may fill it, then `closeFull` is
    /// to be called once the detections are queued for writing.
    OpenBatch assign(const QString &cameraId, qint64 count);
    void closeFull();

    /// Closes no more batches; the open ones are in the store and come back at the next start.
    void stop();

    QList<protocol::Batch> status(protocol::Now now) const; ///< oldest first

    const BatchLimits &limits() const { return m_limits; }

Q_SIGNALS:
    /// An analysis job was committed.
    void closed();
    void changed();

private:
    void sweepNow();
    void close(const ClosedBatch &closed);
    void arm();

    storage::Storage &m_store;
    BatchLimits m_limits;
    BatchState m_state;
    QList<ClosedBatch> m_full;
    QTimer m_timer;
    bool m_isStopped = false;
};

} // namespace pipeline
