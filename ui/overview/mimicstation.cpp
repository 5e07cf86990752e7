// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/mimicstation.h"

#include "ui/look/paint.h"

#include <QCoreApplication>
#include <QFont>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace ui {

namespace {

/// Draws the state and returns where it ends.
qreal paintState(QPainter &painter, const QRectF &box, const Look &state, const Tokens &tokens)
{
    if (isAbnormal(state)) {
        return drawChip(painter, box.adjusted(0, -1, 0, 1), state, state.word, tokens).right();
    }
    const QFontMetricsF metrics(painter.font());
    const qreal glyph = state.glyph == Glyph::None ? 0 : metrics.height() * 0.85;
    if (glyph > 0) {
        drawGlyph(painter, QRectF(box.left(), box.center().y() - glyph / 2, glyph, glyph), state,
                  tokens);
    }
    const QRectF word = box.adjusted(glyph > 0 ? glyph + 6 : 0, 0, 0, 0);
    drawLine(painter, word, state.word, tokens.text);
    return std::min(box.right(), word.left() + metrics.horizontalAdvance(state.word));
}

void paintMark(QPainter &painter, const QRectF &box, qreal taken, const Look &mark,
               const Tokens &tokens)
{
    const qreal left =
        std::max(taken + 6, box.right() - chipWidth(painter.font(), mark, mark.word));
    drawChip(painter, QRectF(left, box.top() - 1, box.right() - left, box.height() + 2), mark,
             mark.word, tokens);
}

void paintDepth(QPainter &painter, const QRectF &box, qint64 waiting, const Tokens &tokens)
{
    // Each slot is ten times the one before: 1, 10, 100, 1000.
    constexpr int slotCount = 4;
    int filled = 0;
    for (qint64 bound = 1; filled < slotCount && waiting >= bound; bound *= 10) {
        ++filled;
    }
    for (int i = 0; i < slotCount; ++i) {
        const QRectF slot(box.left() + i * 10, box.center().y() - 5, 7, 10);
        painter.setPen(tokens.ink);
        painter.setBrush(i < filled ? QBrush(tokens.ink) : QBrush(Qt::NoBrush));
        painter.drawRect(slot);
    }
    drawLine(painter, box.adjusted(slotCount * 10 + 6, 0, 0, 0),
             QCoreApplication::translate("Mimic", "%1 waiting").arg(waiting), tokens.muted);
}

} // namespace

bool isAbnormal(const Look &look)
{
    return look.tone == Tone::Warning || look.tone == Tone::Critical;
}

QPen outlinePen(Tone tone, const Tokens &tokens, qreal width)
{
    QPen pen(tone == Tone::Critical || tone == Tone::Warning ? tokens.text
                                                             : coloursOf(tone, tokens).outline,
             width);
    if (tone == Tone::Transition) {
        pen.setStyle(Qt::DashLine);
    } else if (tone == Tone::Unknown) {
        pen.setStyle(Qt::DotLine);
    }
    return pen;
}

void paintStation(QPainter &painter, const QRectF &box, const Station &station,
                  const Tokens &tokens)
{
    const QFont plain = painter.font();
    const qreal line = QFontMetricsF(plain).height();
    if (station.boxed) {
        painter.setPen(outlinePen(station.look.tone, tokens, isAbnormal(station.look) ? 2 : 1));
        painter.setBrush(tokens.field);
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5));
    }
    const qreal side = station.boxed ? StationPadding : 0;
    const QRectF inner = box.adjusted(side, StationPadding, -side, -StationPadding);
    const auto alignment = station.boxed ? Qt::AlignLeft | Qt::AlignVCenter : Qt::AlignCenter;
    QFont bold = plain;
    bold.setBold(true);
    painter.setFont(bold);
    const qreal nameTop = station.boxed ? inner.top() : inner.center().y() - line;
    drawLine(painter, QRectF(inner.left(), nameTop, inner.width(), line), station.name, tokens.text,
             alignment);
    painter.setFont(plain);
    const QRectF state(inner.left(), inner.top() + 1.25 * line, inner.width(), line);
    const qreal taken = paintState(painter, state, station.look, tokens);
    if (station.mark.glyph != Glyph::None) {
        paintMark(painter, state, taken, station.mark, tokens);
    }
    const QRectF last(inner.left(), station.boxed ? inner.top() + 2.5 * line : inner.center().y(),
                      inner.width(), line);
    if (station.waiting) {
        paintDepth(painter, last, *station.waiting, tokens);
    } else {
        // A reason has its subject at the front and what is wrong with it at the end.
        const QString figure =
            QFontMetricsF(plain).elidedText(station.figure, Qt::ElideMiddle, last.width());
        drawLine(painter, last, figure, tokens.muted, alignment);
    }
}

} // namespace ui
