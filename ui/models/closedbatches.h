// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/event.h"
#include "ui/models/batchesmodel.h"

#include <QList>

namespace ui {

/// How long a batch stays in sight after it was closed.
inline constexpr std::chrono::seconds ClosedInSight{60};

/// A batch that is not open any more.
struct ClosedBatch
{
    QString batchId = {};
    QString cameraId = {};
    qint64 detections = 0;
    QString reason = {}; ///< timeout | idle | max_size; empty: not known
    std::optional<qint64> risk = {}; ///< of the event that came of it
    protocol::WallTime at{}; ///< when it closed; or when it was first missed

    bool operator==(const ClosedBatch &) const = default;
};

/// The batches that were closed in the last minute, from events and from their absence.
class ClosedBatches final
{
public:
    /// What was open before and is missing now has been closed.
    void takeOpen(const QList<BatchRow> &before, const QList<BatchRow> &now,
                  protocol::WallTime moment);

    /// "detection.batch" tells why it closed, "event.created" what came of it.
    void takeEvent(const protocol::Event &event);

    /// Forgets what is out of sight.
    void expire(protocol::WallTime now);

    /// Newest first.
    const QList<ClosedBatch> &list() const { return m_list; }

private:
    ClosedBatch *find(const QString &id);
    void add(const ClosedBatch &batch);

    QList<ClosedBatch> m_list;
};

} // namespace ui
