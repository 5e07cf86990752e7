// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/alert.h"
#include "ui/models/keyedmodel.h"

#include <functional>

namespace ui {

/// Alarms by their id.
class AlarmsModel final : public KeyedModel<protocol::Alert>
{
    Q_OBJECT

public:
    enum Column
    {
        Priority,
        Since,
        Source,
        Message,
        Count,
        State,
        ColumnCount
    };

    enum Role
    {
        SortRole = Qt::UserRole,
    };

    /// `now` is what ages are told by.
    AlarmsModel(std::function<protocol::WallTime()> now, QObject *parent);

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// -1 when it is not among them.
    int rowOf(const QString &id) const;

private:
    QString keyOf(const protocol::Alert &row) const override { return row.id; }

    QString text(const protocol::Alert &alert, int column) const;

    std::function<protocol::WallTime()> m_now;
};

} // namespace ui
