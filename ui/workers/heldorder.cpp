// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workers/heldorder.h"

#include <algorithm>

namespace ui {

namespace {

/// What stands in one row for the order.
struct Key
{
    QVariant value;
    int row = 0; ///< of the source: what compares equal keeps its order
};

/// As QSortFilterProxyModel compares.
int compare(const QVariant &left, const QVariant &right, Qt::CaseSensitivity sensitivity)
{
    if (left.typeId() == QMetaType::QString && right.typeId() == QMetaType::QString) {
        return QString::compare(left.toString(), right.toString(), sensitivity);
    }
    const QPartialOrdering order = QVariant::compare(left, right);
    return order == QPartialOrdering::Less ? -1 : order == QPartialOrdering::Greater ? 1 : 0;
}

bool isBefore(const Key &left, const Key &right, Qt::SortOrder order,
              Qt::CaseSensitivity sensitivity)
{
    const int compared = compare(left.value, right.value, sensitivity);
    const bool isAscending = order == Qt::AscendingOrder;
    return compared == 0 ? left.row < right.row : (compared < 0) == isAscending;
}

} // namespace

HeldOrder::HeldOrder(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    const auto forget = [this] { m_waiting.reset(); };
    connect(this, &QAbstractItemModel::dataChanged, this, forget);
    connect(this, &QAbstractItemModel::rowsInserted, this, forget);
    connect(this, &QAbstractItemModel::rowsRemoved, this, forget);
    connect(this, &QAbstractItemModel::rowsMoved, this, forget);
    connect(this, &QAbstractItemModel::layoutChanged, this, forget);
    connect(this, &QAbstractItemModel::modelReset, this, forget);
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
    if (!m_waiting) {
        m_waiting = countWaiting();
    }
    return *m_waiting;
}

int HeldOrder::countWaiting() const
{
    // A key is asked for once, not at each comparison.
    QList<Key> shown;
    for (int row = 0; row < rowCount(); ++row) {
        const int source = mapToSource(index(row, 0)).row();
        shown.append({sourceModel()->index(source, sortColumn()).data(sortRole()), source});
    }
    QList<Key> sorted = shown;
    std::sort(sorted.begin(), sorted.end(), [this](const Key &left, const Key &right) {
        return isBefore(left, right, sortOrder(), sortCaseSensitivity());
    });
    QList<int> placeOf(sourceModel()->rowCount(), 0);
    for (int place = 0; place < sorted.size(); ++place) {
        placeOf[sorted.at(place).row] = place;
    }
    QList<int> places;
    for (const Key &key : shown) {
        places.append(placeOf.at(key.row));
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

/// QSortFilterProxyModel turns it round for the other direction.
bool HeldOrder::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const int compared =
        compare(left.data(sortRole()), right.data(sortRole()), sortCaseSensitivity());
    return compared == 0 ? (left.row() < right.row()) == (sortOrder() == Qt::AscendingOrder)
            && left.row() != right.row()
                         : compared < 0;
}

} // namespace ui
