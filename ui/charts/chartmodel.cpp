// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartmodel.h"

#include "ui/look/format.h"
#include "ui/look/zone.h"

namespace ui {

void ChartModel::setLines(const QList<ChartLine> &lines)
{
    if (lines == m_lines) {
        return;
    }
    beginResetModel();
    m_lines = lines;
    endResetModel();
}

int ChartModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || m_lines.isEmpty() ? 0
                                                 : static_cast<int>(m_lines.first().points.size());
}

int ChartModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size()) + 1;
}

QVariant ChartModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    if (role == Qt::TextAlignmentRole && index.column() > 0) {
        return (Qt::AlignRight | Qt::AlignVCenter).toInt();
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    const qsizetype place = rowCount() - 1 - index.row();
    if (index.column() == 0) {
        return clockTime(m_lines.first().points.at(place).at);
    }
    const auto &points = m_lines.at(index.column() - 1).points;
    return place < points.size() ? figureText(points.at(place).value) : noValue();
}

QVariant ChartModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    return section == 0 ? tr("Time (%1)").arg(zoneName()) : m_lines.value(section - 1).name;
}

} // namespace ui
