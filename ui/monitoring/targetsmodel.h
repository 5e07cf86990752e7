// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/keyedmodel.h"
#include "ui/monitoring/monitoringstate.h"

#include <functional>

namespace ui {

/// What Prometheus scrapes, in the order of the rows that it is given.
class TargetsModel final : public KeyedModel<TargetRow>
{
    Q_OBJECT

public:
    enum Column
    {
        State,
        Job,
        Instance,
        LastScrape,
        Duration,
        LastError,
        ColumnCount
    };

    /// `now` is the clock by which ages are told.
    TargetsModel(std::function<protocol::WallTime()> now, QObject *parent);

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString keyOf(const TargetRow &row) const override;
    QString text(const TargetRow &row, int column) const;
    QString hint(const TargetRow &row, int column) const;

    std::function<protocol::WallTime()> m_now;
};

/// The jobs of Prometheus, in the order of the rows that it is given.
class JobsModel final : public KeyedModel<protocol::JobSummary>
{
    Q_OBJECT

public:
    enum Column
    {
        State,
        Job,
        Up,
        Down,
        Unknown,
        ColumnCount
    };

    using KeyedModel::KeyedModel;

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString keyOf(const protocol::JobSummary &row) const override { return row.job; }

    static QString text(const protocol::JobSummary &job, int column);
};

} // namespace ui
