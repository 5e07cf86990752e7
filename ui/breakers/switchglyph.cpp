// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/breakers/switchglyph.h"

#include "ui/look/paint.h"
#include "ui/overview/mimicstation.h"

#include <QPainter>

namespace ui {

void drawSwitch(QPainter &painter, const QRectF &box, const Look &state, const Tokens &tokens)
{
    const qreal y = box.center().y() + 3;
    const QPointF left(box.left() + 12, y);
    const QPointF right(box.right() - 12, y);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(tokens.ink, 1.5));
    painter.drawLine(QPointF(box.left(), y), left);
    painter.drawLine(right, QPointF(box.right(), y));
    if (state.glyph == Glyph::Question) {
        drawGlyph(painter, QRectF(box.center().x() - 7, y - 7, 14, 14), state, tokens);
    } else {
        const bool isClosed = state.glyph == Glyph::Play;
        const bool isHalf = state.glyph == Glyph::Cycle;
        painter.setPen(outlinePen(state.tone, tokens, isClosed ? 1.5 : 2.4));
        const QPointF tip = isClosed ? right
            : isHalf                 ? right - QPointF(1, 6)
                                     : right - QPointF(4, 11);
        painter.drawLine(left, tip);
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.ink);
    painter.drawEllipse(left, 2.6, 2.6);
    painter.drawEllipse(right, 2.6, 2.6);
    painter.restore();
}

} // namespace ui
