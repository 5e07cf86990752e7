// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/factsmodel.h"

#include "ui/frame/factsdelegate.h"
#include "ui/look/format.h"

namespace ui {

void FactsModel::setFacts(const Facts &facts)
{
    if (facts.columns != m_columns || facts.stateColumn != m_stateColumn) {
        merge({});
        beginResetModel();
        m_columns = facts.columns;
        m_stateColumn = facts.stateColumn;
        endResetModel();
    }
    merge(facts.rows);
}

int FactsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant FactsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const FactRow &fact = row(index.row());
    if (role == LookRole && index.column() == m_stateColumn && fact.look.glyph != Glyph::None) {
        Look look = fact.look;
        look.word = fact.cells.value(m_stateColumn);
        return QVariant::fromValue(look);
    }
    if (role == Qt::ToolTipRole) {
        return plainTip(fact.cells.value(index.column()));
    }
    return role == Qt::DisplayRole ? fact.cells.value(index.column()) : QVariant();
}

QVariant FactsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return orientation == Qt::Horizontal && role == Qt::DisplayRole ? m_columns.value(section)
                                                                    : QVariant();
}

} // namespace ui
