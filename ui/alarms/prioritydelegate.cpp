// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alarms/prioritydelegate.h"

#include "ui/look/paint.h"

#include <QApplication>
#include <QPainter>

#include <utility>

namespace ui {

PriorityDelegate::PriorityDelegate(LookOf lookOf, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_lookOf(std::move(lookOf))
{ }

void PriorityDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    QStyleOptionViewItem shown = option;
    initStyleOption(&shown, index);
    const QString digit = std::exchange(shown.text, QString());
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &shown, painter, option.widget);
    painter->save();
    QFont bold = option.font;
    bold.setBold(true);
    painter->setFont(bold);
    drawChip(*painter, QRectF(option.rect).adjusted(4, 0, -2, 0), m_lookOf(index), digit,
             tokensOf(option.palette));
    painter->restore();
}

} // namespace ui
