// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/instances/fleetwatch.h"
#include "ui/models/keyedmodel.h"

namespace ui {

/// Every instance with its verdict, for the page of the fleet.
class FleetModel final : public KeyedModel<FleetMember>
{
    Q_OBJECT

public:
    enum Column
    {
        Name,
        State,
        Since,
        Summary,
        Address,
        Mode,
        ColumnCount
    };

    using KeyedModel::KeyedModel;

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    QString keyOf(const FleetMember &row) const override { return row.instance.id; }
};

/// How a member is shown: its verdict, or that nobody knows it now.
Look lookOf(const FleetMember &member);

/// The word for what may be done to an instance.
QString guardText(Guard guard);

} // namespace ui
