// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/performance.h"
#include "ui/models/keyedmodel.h"

namespace ui {

/// What each worker takes, in the backend's order.
class LoadModel final : public KeyedModel<protocol::WorkerFigures>
{
    Q_OBJECT

public:
    enum Column
    {
        Worker,
        Cpu,
        Memory,
        Processes,
        ColumnCount
    };

    using KeyedModel::KeyedModel;

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString keyOf(const protocol::WorkerFigures &row) const override { return row.name; }

    static QString text(const protocol::WorkerFigures &row, int column);
};

} // namespace ui
