// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>

namespace ui {

/// Sorted rows whose order can be held: they go on telling what is the case, but stay where they
/// are, so that nobody clicks on what was somewhere else a moment ago.
class HeldOrder final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void hold(bool held);

    /// How many rows have to move to be sorted; 0 when nothing is held back.
    int waiting() const;

    /// Sorts once, held or not.
    void sortNow();

protected:
    /// Rows that compare equal keep the order of the source.
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;
};

/// How many of `places` must move so that all of them ascend: those outside the longest run that
/// ascends already.
int movesToSort(const QList<int> &places);

} // namespace ui
