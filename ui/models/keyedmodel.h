// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/movestosort.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QList>
#include <QSet>

#include <algorithm>
#include <optional>
#include <utility>

namespace ui {

/// A table of values with a key each. A new list is merged: rows that stay keep their place in
/// selections, and only rows that differ signal.
template<typename Row>
class KeyedModel : public QAbstractTableModel
{
public:
    using QAbstractTableModel::QAbstractTableModel;

    const QList<Row> &rows() const { return m_rows; }

    const Row &row(int number) const { return m_rows.at(number); }

    int rowCount(const QModelIndex &parent = {}) const final
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }

    /// Who hears of a row that comes or goes may merge again: that waits for the end of this one.
    void merge(const QList<Row> &wanted)
    {
        m_next = wanted;
        if (std::exchange(m_isMerging, true)) {
            return;
        }
        while (m_next) {
            mergeNow(*std::exchange(m_next, std::nullopt));
        }
        m_isMerging = false;
    }

    /// As merge(), but rows that are shown keep their order, and new ones stand behind them:
    /// nothing moves under a pointer. Returns how many would have to move.
    int mergeInPlace(const QList<Row> &wanted)
    {
        QHash<QString, int> placeOf;
        for (const Row &row : wanted) {
            placeOf.insert(keyOf(row), static_cast<int>(placeOf.size()));
        }
        QList<int> places;
        for (const Row &row : std::as_const(m_rows)) {
            const int place = placeOf.value(keyOf(row), -1);
            if (place >= 0) {
                places.append(place);
                placeOf.remove(keyOf(row));
            }
        }
        QList<int> added = placeOf.values();
        std::sort(added.begin(), added.end());
        places += added;
        QList<Row> rows;
        for (const int place : std::as_const(places)) {
            rows.append(wanted.at(place));
        }
        merge(rows);
        return movesToSort(places);
    }

protected:
    virtual QString keyOf(const Row &row) const = 0;

    /// Nothing is to be told of a row that is as it was.
    virtual bool isSame(const Row &left, const Row &right) const { return left == right; }

private:
    int find(const QString &key, int from) const
    {
        for (int i = from; i < m_rows.size(); ++i) {
            if (keyOf(m_rows.at(i)) == key) {
                return i;
            }
        }
        return -1;
    }

    void mergeNow(const QList<Row> &wanted)
    {
        const QSet<QString> known = removeMissing(wanted);
        for (int i = 0; i < wanted.size(); ++i) {
            const QString key = keyOf(wanted.at(i));
            place(i, known.contains(key) ? find(key, i) : -1, wanted.at(i));
        }
    }

    /// Returns the keys of those that are left.
    QSet<QString> removeMissing(const QList<Row> &wanted)
    {
        QSet<QString> stays;
        for (const Row &row : wanted) {
            stays.insert(keyOf(row));
        }
        QSet<QString> known;
        for (int i = static_cast<int>(m_rows.size()) - 1; i >= 0; --i) {
            const QString key = keyOf(m_rows.at(i));
            if (stays.remove(key)) {
                known.insert(key);
                continue;
            }
            beginRemoveRows({}, i, i); // the second one of a key, too
            m_rows.removeAt(i);
            endRemoveRows();
        }
        return known;
    }

    /// Puts at `i` what stands at `found`, or is new.
    void place(int i, int found, const Row &row)
    {
        if (found < 0) {
            beginInsertRows({}, i, i);
            m_rows.insert(i, row);
            endInsertRows();
            return;
        }
        if (found != i) {
            beginMoveRows({}, found, found, {}, i);
            m_rows.move(found, i);
            endMoveRows();
        }
        if (!isSame(m_rows.at(i), row)) {
            m_rows[i] = row;
            Q_EMIT dataChanged(index(i, 0), index(i, columnCount() - 1));
        }
    }

    QList<Row> m_rows;
    std::optional<QList<Row>> m_next; ///< to be merged
    bool m_isMerging = false;
};

} // namespace ui
