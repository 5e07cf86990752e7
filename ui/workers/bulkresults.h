// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/act/bulkrules.h"
#include "ui/models/keyedmodel.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace ui {

class Bulk;
class FactsTable;

/// What came of a wish for several, a row for each.
class BulkModel final : public KeyedModel<BulkItem>
{
    Q_OBJECT

public:
    enum Column
    {
        Target,
        Result,
        Reason,
        ColumnCount
    };

    using KeyedModel::KeyedModel;

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString keyOf(const BulkItem &row) const override { return row.target; }
};

/// The results of the last wish for several, until somebody closes them.
class BulkResults final : public QWidget
{
    Q_OBJECT

public:
    BulkResults(Bulk &bulk, QWidget *parent);

    QString summary() const;

    const BulkModel &model() const { return m_model; }

    FactsTable *table() const { return m_table; }

    QPushButton *callOff() const { return m_callOff; }

    QPushButton *close() const { return m_close; }

private:
    void refresh();

    Bulk &m_bulk;
    BulkModel m_model;
    QLabel *m_summary;
    QPushButton *m_callOff;
    QPushButton *m_close;
    FactsTable *m_table;
};

} // namespace ui
