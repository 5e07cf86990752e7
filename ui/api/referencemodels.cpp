// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/api/referencemodels.h"

#include "ui/api/accessmodels.h"
#include "ui/look/format.h"

namespace ui {

using namespace Qt::StringLiterals;

int KindsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant KindsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Type:
        return tr("Type");
    case Channel:
        return tr("Channel");
    case Description:
        return tr("What it tells");
    default:
        return {};
    }
}

QString KindsModel::text(const EventKind &row, int column) const
{
    switch (column) {
    case Type:
        return row.type;
    case Channel:
        return row.channel.isEmpty() ? noValue() : row.channel.simplified();
    case Description: {
        const QString told = row.description.isEmpty() ? noValue() : row.description.simplified();
        return row.isDeprecated ? tr("Deprecated: %1").arg(told) : told;
    }
    default:
        return {};
    }
}

QVariant KindsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)
        || (role != Qt::DisplayRole && role != Qt::ToolTipRole)) {
        return {};
    }
    const QString told = text(row(index.row()), index.column());
    return role == Qt::ToolTipRole ? plainTip(told) : told;
}

int RoutesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RoutesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Method:
        return tr("Method");
    case Path:
        return tr("Path");
    case Scope:
        return tr("Scope");
    case Summary:
        return tr("What it does");
    default:
        return {};
    }
}

QString RoutesModel::text(const ApiRoute &route, int column)
{
    switch (column) {
    case Method:
        return route.method;
    case Path:
        return route.path;
    case Scope:
        return scopeText(route.scope);
    case Summary:
        return route.summary.isEmpty() ? noValue() : route.summary.simplified();
    default:
        return {};
    }
}

QVariant RoutesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)
        || (role != Qt::DisplayRole && role != Qt::ToolTipRole)) {
        return {};
    }
    const QString told = text(row(index.row()), index.column());
    return role == Qt::ToolTipRole ? plainTip(told) : told;
}

} // namespace ui
