// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/eventsmodel.h"
#include "ui/paging/pagedmodel.h"

namespace ui {

/// All security events that a filter gives, newest first, read as far as somebody looks.
class EventListModel final : public PagedModel<EventRow>
{
    Q_OBJECT

public:
    enum Column
    {
        Picture,
        Risk,
        Camera,
        Started,
        Summary,
        Reviewed,
        ColumnCount
    };

    using PagedModel::PagedModel;

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// -1 when it is not in the list.
    int rowOfEvent(qint64 id) const;

    /// 0 when the row is not in the list.
    qint64 eventAt(int row) const;

protected:
    RowKey keyOf(const EventRow &row) const override;
    PageOf<EventRow> read(const QJsonObject &body, const PageAsk &ask) const override;
};

} // namespace ui
