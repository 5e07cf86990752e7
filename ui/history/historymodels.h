// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/history/historyfilter.h"
#include "ui/paging/pagedmodel.h"

namespace ui {

/// The journal, newest first, as far as somebody has looked.
class JournalModel final : public PagedModel<protocol::Event>
{
    Q_OBJECT

public:
    enum Column
    {
        Time,
        Type,
        About,
        What,
        ColumnCount
    };

    using PagedModel::PagedModel;

    /// What is listed from now on; forget() and read again.
    void setFilter(const HistoryFilter &filter) { m_filter = filter; }

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    RowKey keyOf(const protocol::Event &row) const override;
    PageOf<protocol::Event> read(const QJsonObject &body, const PageAsk &ask) const override;

    bool isHistory() const override { return true; }

private:
    HistoryFilter m_filter;
};

/// The restarts of all workers, newest first.
class RestartsModel final : public PagedModel<protocol::RestartEvent>
{
    Q_OBJECT

public:
    enum Column
    {
        Time,
        Worker,
        What,
        Attempt,
        Reason,
        ColumnCount
    };

    using PagedModel::PagedModel;

    void setFilter(const HistoryFilter &filter) { m_filter = filter; }

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    RowKey keyOf(const protocol::RestartEvent &row) const override;
    PageOf<protocol::RestartEvent> read(const QJsonObject &body, const PageAsk &ask) const override;

    bool isHistory() const override { return true; }

private:
    HistoryFilter m_filter;
};

/// Where the next page of the restarts begins, which the backend counts; nothing behind the last.
std::optional<QString> nextOffset(const QJsonObject &body, const QString &offset);

} // namespace ui
