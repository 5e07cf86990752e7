// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/pipeline.h"
#include "ui/models/keyedmodel.h"

#include <functional>

namespace ui {

/// One open batch with the limits that close it.
struct BatchRow
{
    protocol::Batch batch = {};
    protocol::WallTime lastActivity{};
    double windowSeconds = 90;
    double idleSeconds = 30;

    bool operator==(const BatchRow &) const = default;
};

/// Where a batch stands on its bar, in parts of the window (0..1).
struct BatchProgress
{
    double seconds = 0; ///< age at this moment
    double filled = 0;
    double idleMark = 1; ///< where it will be closed if nothing more is seen

    bool operator==(const BatchProgress &) const = default;
};

/// The age is run on from the observed start, so that the bar moves between two reads.
BatchProgress progressOf(const BatchRow &row, protocol::WallTime now);

/// The rows of a pipeline answer, oldest first.
QList<BatchRow> batchRows(const protocol::PipelineStatus &status);

/// The open batches by id.
class BatchesModel final : public KeyedModel<BatchRow>
{
    Q_OBJECT

public:
    enum Column
    {
        Camera,
        Detections,
        Age,
        ColumnCount
    };

    BatchesModel(std::function<protocol::WallTime()> now, QObject *parent);

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    QString keyOf(const BatchRow &row) const override { return row.batch.batchId; }

    std::function<protocol::WallTime()> m_now;
};

} // namespace ui
