// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/api/registryrules.h"
#include "ui/api/routerules.h"
#include "ui/models/keyedmodel.h"

namespace ui {

/// The types of events, in the order of the rows that it is given.
class KindsModel final : public KeyedModel<EventKind>
{
    Q_OBJECT

public:
    enum Column
    {
        Type,
        Channel,
        Description,
        ColumnCount
    };

    using KeyedModel::KeyedModel;

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString keyOf(const EventKind &row) const override { return row.type; }

    QString text(const EventKind &row, int column) const;
};

/// The requests of an API, in the order of the rows that it is given.
class RoutesModel final : public KeyedModel<ApiRoute>
{
    Q_OBJECT

public:
    enum Column
    {
        Method,
        Path,
        Scope,
        Summary,
        ColumnCount
    };

    using KeyedModel::KeyedModel;

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString keyOf(const ApiRoute &row) const override { return row.method + u' ' + row.path; }

    static QString text(const ApiRoute &route, int column);
};

} // namespace ui
