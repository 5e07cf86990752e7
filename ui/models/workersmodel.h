// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/performance.h"
#include "backend/protocol/worker.h"
#include "ui/models/keyedmodel.h"

#include <QHash>

#include <functional>

namespace ui {

/// The supervised workers in the backend's order, by name.
class WorkersModel final : public KeyedModel<protocol::Worker>
{
    Q_OBJECT

public:
    enum Column
    {
        State,
        Name,
        Pid,
        Uptime,
        Restarts,
        NextAttempt,
        Cpu,
        Memory,
        LastCrash,
        Says,
        LastError,
        ColumnCount
    };

    /// Sorting: worst first, or by value instead of by text.
    static constexpr int SortRole = Qt::UserRole;

    /// `now` is the clock by which ages and countdowns are told.
    WorkersModel(std::function<protocol::WallTime()> now, QObject *parent);

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// What the workers use now; of one that is not among them nothing is known.
    void setLoads(const QList<protocol::WorkerFigures> &loads);

    /// The row of a worker; -1 when there is none of that name.
    int rowOf(const QString &name) const;

private:
    QString keyOf(const protocol::Worker &row) const override { return row.name; }

    QString text(const protocol::Worker &worker, int column) const;
    QString hint(const protocol::Worker &worker, int column) const;
    QVariant sortKey(const protocol::Worker &worker, int column) const;

    std::optional<double> figure(const protocol::Worker &worker, int column) const;

    std::function<protocol::WallTime()> m_now;
    QList<protocol::WorkerFigures> m_loads;
    QHash<QString, qsizetype> m_loadOf; ///< its place, by worker
};

/// How long a running worker has been up; nothing while it is not running.
std::optional<protocol::WallTime> upSince(const protocol::Worker &worker);

} // namespace ui
