// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workers/heldorder.h"

#include <algorithm>

namespace ui {

int movesToSort(const QList<int> &places)
{
    // The smallest end of an ascending run of each length.
    QList<int> ends;
    for (const int place : places) {
        const auto end = std::lower_bound(ends.begin(), ends.end(), place);
        if (end == ends.end()) {
            ends.append(place);
        } else {
            *end = place;
        }
    }
    return static_cast<int>(places.size() - ends.size());
}

void HeldOrder::hold(bool held)
{
    if (held == dynamicSortFilter()) {
        setDynamicSortFilter(!held); // sorts when it is let go
    }
}

int HeldOrder::waiting() const
{
    if (dynamicSortFilter() || sortColumn() < 0 || sourceModel() == nullptr) {
        return 0;
    }
    QList<int> shown;
    for (int row = 0; row < rowCount(); ++row) {
        shown.append(mapToSource(index(row, 0)).row());
    }
    QList<int> sorted = shown;
    const auto at = [this](int row) { return sourceModel()->index(row, sortColumn()); };
    std::sort(sorted.begin(), sorted.end(), [&](int left, int right) {
        return sortOrder() == Qt::AscendingOrder ? lessThan(at(left), at(right))
                                                 : lessThan(at(right), at(left));
    });
    QList<int> places;
    for (const int row : shown) {
        places.append(static_cast<int>(sorted.indexOf(row)));
    }
    return movesToSort(places);
}

void HeldOrder::sortNow()
{
    if (!dynamicSortFilter()) {
        sort(sortColumn(), sortOrder());
    }
}

void HeldOrder::setFilter(const std::function<bool(int)> &accepts)
{
    m_accepts = accepts;
    invalidateFilter();
}

bool HeldOrder::filterAcceptsRow(int row, const QModelIndex &) const
{
    return !m_accepts || m_accepts(row);
}

bool HeldOrder::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    if (QSortFilterProxyModel::lessThan(left, right)) {
        return true;
    }
    if (left.row() == right.row() || QSortFilterProxyModel::lessThan(right, left)) {
        return false;
    }
    return (left.row() < right.row()) == (sortOrder() == Qt::AscendingOrder);
}

} // namespace ui
