// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/api/taprules.h"
#include "ui/look/states.h"

#include <QAbstractTableModel>
#include <QList>

namespace ui {

/// Valid, faulty, or not in the registry; a gap stands by itself.
Look lookOf(const TapLine &line);

/// What the check found, in a sentence.
QString verdictText(const TapLine &line);

/// The lines of a tap that pass a filter, oldest first. Lines that stay keep their place in
/// selections.
class TapModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Time,
        Sequence,
        Type,
        Channel,
        Check,
        Data,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// Takes over what `ring` has now.
    void show(const TapRing &ring, const TapFilter &filter);

    const TapLine &line(int row) const { return m_rows.at(row); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void dropBefore(qint64 number);
    QString text(const TapLine &line, int column) const;

    QList<TapLine> m_rows;
    TapFilter m_filter;
    qint64 m_seen = 0; ///< the number of the newest line that was looked at
};

} // namespace ui
