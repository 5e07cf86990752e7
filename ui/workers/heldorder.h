// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/movestosort.h"

#include <QSortFilterProxyModel>

#include <functional>
#include <optional>

namespace ui {

/// Sorted rows whose order can be held: they go on telling what is the case, but stay where they
/// are, so that nobody clicks on what was somewhere else a moment ago.
class HeldOrder final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit HeldOrder(QObject *parent = nullptr);

    void hold(bool held);

    /// How many rows have to move to be sorted; 0 when nothing is held back.
    int waiting() const;

    /// Sorts once, held or not.
    void sortNow();

    /// Shows only the rows of the source that `accepts`; without one all.
    void setFilter(const std::function<bool(int row)> &accepts);

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

    /// Rows that compare equal keep the order of the source.
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    int countWaiting() const;

    std::function<bool(int)> m_accepts;
    mutable std::optional<int> m_waiting; ///< as long as nothing changes
};

} // namespace ui
