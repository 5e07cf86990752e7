// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/factsdelegate.h"

#include "ui/look/format.h"
#include "ui/look/gauge.h"
#include "ui/look/paint.h"

#include <QApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace ui {

namespace {

void paintLook(QPainter &painter, const QRectF &box, const Look &look, const Tokens &tokens)
{
    if (severity(look.tone) >= severity(Tone::Warning)) {
        drawChip(painter, box.adjusted(-3, 0, 3, 0), look, look.word, tokens);
        return;
    }
    const qreal side = QFontMetricsF(painter.font()).height() * 0.9;
    QRectF word = box.adjusted(4, 0, 0, 0);
    if (look.glyph != Glyph::None) {
        drawGlyph(painter, QRectF(word.left(), box.center().y() - side / 2, side, side), look,
                  tokens);
        word.setLeft(word.left() + side + 5);
    }
    drawLine(painter, word, look.word, tokens.text);
}

} // namespace

void FactsDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    QStyleOptionViewItem ground = option;
    initStyleOption(&ground, index);
    const QString text = ground.text;
    ground.text.clear();
    const QStyle *style = option.widget != nullptr ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &ground, painter, option.widget);
    painter->save();
    painter->setFont(ground.font);
    const Tokens tokens = tokensOf(option.palette);
    QRectF box = QRectF(option.rect).adjusted(6, 0, -6, 0);
    if (const QVariant look = index.data(LookRole); look.canConvert<Look>()) {
        paintLook(*painter, box, look.value<Look>(), tokens);
    } else {
        if (const QVariant gauge = index.data(GaugeRole); gauge.canConvert<Gauge>()) {
            const qreal width = std::min(64.0, box.width() / 2);
            drawGauge(*painter, QRectF(box.left(), box.top(), width, box.height()),
                      gauge.value<Gauge>(), tokens);
            box.setLeft(box.left() + width + 8);
        }
        const QVariant alignment = index.data(Qt::TextAlignmentRole);
        drawLine(*painter, box, text, text == noValue() ? tokens.muted : tokens.text,
                 alignment.isValid() ? Qt::Alignment(alignment.toInt())
                                     : Qt::AlignLeft | Qt::AlignVCenter);
    }
    painter->restore();
}

} // namespace ui
