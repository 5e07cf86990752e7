// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/batchesmodel.h"

#include "ui/look/format.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace ui {

namespace {

double secondsBetween(protocol::WallTime from, protocol::WallTime to)
{
    return std::chrono::duration<double>(to - from).count();
}

} // namespace

BatchProgress progressOf(const BatchRow &row, protocol::WallTime now)
{
    const double window = std::max(row.windowSeconds, 0.001);
    const double age = std::max(0.0, secondsBetween(row.batch.startedAt, now));
    const double idleAt = secondsBetween(row.batch.startedAt, row.lastActivity) + row.idleSeconds;
    return {.seconds = age,
            .filled = std::clamp(age / window, 0.0, 1.0),
            .idleMark = std::clamp(idleAt / window, 0.0, 1.0)};
}

QList<BatchRow> batchRows(const protocol::PipelineStatus &status)
{
    QList<BatchRow> rows;
    for (const protocol::Batch &batch : status.batches) {
        BatchRow row{.batch = batch,
                     .windowSeconds = status.batchWindowSeconds,
                     .idleSeconds = status.idleTimeoutSeconds};
        // Both ages belong to the moment of the answer; their difference does not age, and it is
        // rounded so that a re-read of an unchanged batch is no change.
        const double quiet = std::max(0.0, batch.ageSeconds - batch.lastActivitySeconds);
        row.lastActivity =
            batch.startedAt + std::chrono::milliseconds(std::llround(quiet * 10) * 100);
        row.batch.ageSeconds = 0;
        row.batch.lastActivitySeconds = 0;
        rows.append(row);
    }
    std::stable_sort(rows.begin(), rows.end(), [](const BatchRow &a, const BatchRow &b) {
        return a.batch.startedAt < b.batch.startedAt;
    });
    return rows;
}

BatchesModel::BatchesModel(std::function<protocol::WallTime()> now, QObject *parent)
    : KeyedModel(parent)
    , m_now(std::move(now))
{ }

int BatchesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant BatchesModel::data(const QModelIndex &index, int role) const
{
    if (role != Qt::DisplayRole || !checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const BatchRow &batch = row(index.row());
    switch (index.column()) {
    case Camera:
        return batch.batch.cameraId;
    case Detections:
        return batch.batch.detectionCount;
    case Age:
        return tr("%1 of %2 s")
            .arg(static_cast<int>(progressOf(batch, m_now()).seconds))
            .arg(static_cast<int>(batch.windowSeconds));
    default:
        return {};
    }
}

} // namespace ui
