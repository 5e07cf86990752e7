// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace ui {

/// What a cell may say beside its text.
enum FactsRole
{
    LookRole = Qt::UserRole + 1, ///< a Look: a chip when it is abnormal, else its sign
    GaugeRole, ///< a Gauge: drawn beside the text
};

/// Paints the cells of a table of facts: states as the rest of the console draws them, figures
/// against what is normal for them.
class FactsDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
};

} // namespace ui
