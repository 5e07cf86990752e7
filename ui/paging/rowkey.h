// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace ui {

/// The place of a row in a list that is read newest first: the greater one stands above.
struct RowKey
{
    qint64 first = 0; ///< a time in milliseconds, or nothing
    qint64 second = 0; ///< a number that is given once

    bool operator==(const RowKey &) const = default;

    bool operator<(const RowKey &other) const
    {
        return first < other.first || (first == other.first && second < other.second);
    }

    bool operator>(const RowKey &other) const { return other < *this; }

    bool operator<=(const RowKey &other) const { return !(other < *this); }

    bool operator>=(const RowKey &other) const { return !(*this < other); }
};

/// Where a page is to begin.
struct PageAsk
{
    std::optional<RowKey> after = {}; ///< behind this row; nothing: at the top
    QString cursor = {}; ///< the backend's word for that place; empty: the newest page

    bool isHead() const { return cursor.isEmpty(); }

    bool operator==(const PageAsk &) const = default;
};

/// One page of a list, newest first.
template<typename Row>
struct PageOf
{
    QList<Row> rows = {}; ///< those that are shown
    std::optional<RowKey> top = {}; ///< of the first row of the answer, shown or not
    std::optional<RowKey> bottom = {}; ///< of its last row
    std::optional<QString> next = {}; ///< nothing: the list ends here
};

} // namespace ui
