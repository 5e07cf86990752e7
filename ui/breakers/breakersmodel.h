// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/breakers/breakerstate.h"
#include "ui/models/keyedmodel.h"

#include <functional>

namespace ui {

/// The breakers in the backend's order, by name.
class BreakersModel final : public KeyedModel<BreakerRow>
{
    Q_OBJECT

public:
    enum Column
    {
        State,
        Name,
        Since,
        Failures,
        Calls,
        Rejected,
        Probe,
        Latency,
        Service,
        ColumnCount
    };

    /// `now` is the clock by which ages and countdowns are told.
    BreakersModel(std::function<protocol::WallTime()> now, QObject *parent);

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// The row of a breaker; -1 when there is none of that name.
    int rowOf(const QString &name) const;

private:
    QString keyOf(const BreakerRow &row) const override { return row.breaker.name; }

    QString text(const BreakerRow &row, int column) const;

    std::function<protocol::WallTime()> m_now;
};

} // namespace ui
