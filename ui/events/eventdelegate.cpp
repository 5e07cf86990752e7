// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/eventdelegate.h"

#include "ui/events/eventlistmodel.h"
#include "ui/events/thumbnails.h"
#include "ui/look/format.h"
#include "ui/look/paint.h"

#include <QApplication>
#include <QPainter>

namespace ui {

EventDelegate::EventDelegate(const EventListModel &model, const Thumbnails &thumbnails,
                             QObject *parent)
    : QStyledItemDelegate(parent)
    , m_model(model)
    , m_thumbnails(thumbnails)
{ }

void EventDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    const EventRow *event = m_model.row(index.row());
    const bool isDrawn = index.column() == EventListModel::Picture
        || (index.column() == EventListModel::Risk && event);
    QStyleOptionViewItem shown = option;
    initStyleOption(&shown, index);
    if (isDrawn) {
        shown.text.clear();
    }
    shown.font.setBold(event && event->reviewed == false
                       && index.column() == EventListModel::Reviewed);
    shown.fontMetrics = QFontMetrics(shown.font);
    const QWidget *widget = option.widget;
    const QStyle *style = widget ? widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &shown, painter, widget);
    painter->save();
    if (index.column() == EventListModel::Picture) {
        paintPicture(*painter, option, index.row());
    } else if (isDrawn) {
        painter->setFont(option.font);
        drawChip(*painter, QRectF(option.rect).adjusted(4, 0, -4, 0), lookOfRisk(event->riskLevel),
                 event->riskScore ? QString::number(*event->riskScore) : noValue(),
                 tokensOf(option.palette));
    }
    painter->restore();
}

void EventDelegate::paintPicture(QPainter &painter, const QStyleOptionViewItem &option,
                                 int row) const
{
    const Tokens tokens = tokensOf(option.palette);
    const QSize size = m_thumbnails.size();
    const QRect box(option.rect.left() + 4,
                    option.rect.top() + (option.rect.height() - size.height()) / 2, size.width(),
                    size.height());
    painter.fillRect(box, tokens.ground);
    const qint64 id = m_model.eventAt(row);
    const QPixmap picture = m_thumbnails.picture(id);
    if (picture.isNull()) {
        painter.setPen(tokens.muted);
        QFont small = option.font;
        small.setPointSizeF(small.pointSizeF() * 0.85);
        painter.setFont(small);
        painter.drawText(box.adjusted(2, 2, -2, -2), Qt::AlignCenter | Qt::TextWordWrap,
                         m_thumbnails.reason(id));
        return;
    }
    painter.drawPixmap(box.center() - picture.rect().center(), picture);
}

} // namespace ui
