// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartrules.h"

#include <QAbstractTableModel>

namespace ui {

/// A chart as a table, newest first: for who cannot or will not read lines.
class ChartModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    /// Lines that all have the same moments.
    void setLines(const QList<ChartLine> &lines);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<ChartLine> m_lines;
};

} // namespace ui
