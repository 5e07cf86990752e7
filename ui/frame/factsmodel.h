// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/frame/facts.h"
#include "ui/models/keyedmodel.h"

namespace ui {

/// The facts of a drawing; a row that stays keeps its place in the selection.
class FactsModel final : public KeyedModel<FactRow>
{
    Q_OBJECT

public:
    using KeyedModel::KeyedModel;

    void setFacts(const Facts &facts);

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString keyOf(const FactRow &row) const override { return row.key; }

    QStringList m_columns;
    int m_stateColumn = -1;
};

} // namespace ui
