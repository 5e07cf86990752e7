// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAbstractItemModel;
class QTableView;
class QWidget;

namespace ui {

/// The table that can stand in the place of a drawing: small, as wide as its words need at least.
QTableView *makeChartTable(QAbstractItemModel &model, QWidget *parent);

} // namespace ui
