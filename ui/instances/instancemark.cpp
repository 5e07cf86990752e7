// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/instances/instancemark.h"

#include "ui/instances/instancerules.h"
#include "ui/look/paint.h"

#include <QApplication>
#include <QPainter>

namespace ui {

InstanceTag instanceTag(const Connection &connection)
{
    const auto chosen = instanceColour(connection.colour);
    return {chosen ? *chosen : instanceColour(usualColour(connection.name)).value_or(QColor()),
            connection.tag.isEmpty() ? usualTag(connection.name) : connection.tag};
}

QString taggedName(const Connection &connection)
{
    return u'[' + instanceTag(connection).letters + QStringLiteral("] ") + connection.name;
}

void drawInstanceMark(QPainter &painter, const QRectF &square, const InstanceTag &tag)
{
    painter.save();
    QFont font = painter.font();
    font.setBold(true);
    painter.setFont(font);
    painter.fillRect(square, tag.colour);
    painter.setPen(Qt::white);
    painter.drawText(square, Qt::AlignCenter, tag.letters);
    painter.restore();
}

void InstanceNameDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const
{
    QStyleOptionViewItem ground = option;
    initStyleOption(&ground, index);
    const QString name = ground.text;
    ground.text.clear();
    ground.icon = {};
    const QStyle *style = option.widget != nullptr ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &ground, painter, option.widget);
    const QFontMetricsF metrics(ground.font);
    const QRectF box = QRectF(option.rect).adjusted(6, 2, -6, -2);
    const QRectF square(box.left(), box.top(), metrics.averageCharWidth() * 4, box.height());
    painter->save();
    painter->setFont(ground.font);
    drawInstanceMark(*painter, square, index.data(Qt::DecorationRole).value<InstanceTag>());
    drawLine(*painter, box.adjusted(square.width() + 8, 0, 0, 0), name,
             tokensOf(option.palette).text);
    painter->restore();
}

} // namespace ui
