// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/paging/rowkey.h"

#include <QAbstractTableModel>
#include <QJsonObject>

namespace ui {

/// A list of which as much is known as somebody has looked at. It asks for nothing itself: wanted()
/// says what to read next, take() takes what was answered.
class PagedModelBase : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    /// So many rows are kept on either side of what is looked at.
    static constexpr int Kept = 600;
    /// So many places below it are kept, and some.
    static constexpr int KeptBelow = 10'000;
    /// So many rows are to be there below it.
    static constexpr int Ahead = 60;

    /// What has to be read so that the rows from `first` to `last` can be shown, and some below.
    virtual std::optional<PageAsk> wanted(int first, int last) const = 0;

    virtual void take(const PageAsk &ask, const QJsonObject &body) = 0;

    /// Nothing is known any more.
    virtual void forget() = 0;

    /// What is known may not be so any more: it is read again when somebody looks at it.
    virtual void markOld() = 0;

    /// Lets go of what is far from these rows; their places stay, but for those very far below.
    virtual void keepAround(int first, int last) = 0;

    /// True when there is nothing below the last row.
    virtual bool isComplete() const = 0;
};

} // namespace ui
