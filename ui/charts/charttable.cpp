// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/charttable.h"

#include "ui/frame/headerroom.h"
#include "ui/look/density.h"

#include <QHeaderView>
#include <QTableView>

namespace ui {

QTableView *makeChartTable(QAbstractItemModel &model, QWidget *parent)
{
    auto *table = new QTableView(parent);
    table->setModel(&model);
    table->setFrameShape(QFrame::NoFrame);
    table->setShowGrid(false);
    table->setTabKeyNavigation(false);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->verticalHeader()->hide();
    keepRowHeight(*table, 4);
    QFont small = parent->font();
    small.setPointSizeF(small.pointSizeF() * 0.88);
    table->setFont(small);
    QHeaderView *header = table->horizontalHeader();
    header->setFont(small);
    header->setSectionResizeMode(QHeaderView::Stretch);
    QObject::connect(&model, &QAbstractItemModel::modelReset, header,
                     [header] { keepRoomForWords(*header); });
    keepRoomForWords(*header);
    table->viewport()->setBackgroundRole(QPalette::Button);
    return table;
}

} // namespace ui
