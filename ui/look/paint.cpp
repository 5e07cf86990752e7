// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/paint.h"

#include <QFont>
#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace ui {

namespace {

QPolygonF ring(const QPointF &centre, qreal radius, int corners, qreal turn)
{
    QPolygonF polygon;
    for (int i = 0; i < corners; ++i) {
        const qreal angle = turn + 2 * std::numbers::pi * i / corners;
        polygon << centre + QPointF(radius * std::cos(angle), radius * std::sin(angle));
    }
    return polygon;
}

void drawCycle(QPainter &painter, const QRectF &box, const QColor &colour)
{
    const qreal unit = box.width() / 12;
    const QRectF circle = box.adjusted(1.5 * unit, 1.5 * unit, -1.5 * unit, -1.5 * unit);
    QPen pen(colour, 1.6 * unit);
    pen.setCapStyle(Qt::FlatCap);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawArc(circle, 60 * 16, 270 * 16);
    const QPointF tip(circle.center().x() + circle.width() * 0.30,
                      circle.center().y() - circle.height() * 0.42);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPolygon(QPolygonF{tip + QPointF(2.6 * unit, 1.2 * unit),
                                  tip + QPointF(-2.2 * unit, 2.0 * unit),
                                  tip + QPointF(0.6 * unit, -2.6 * unit)});
}

void drawQuestion(QPainter &painter, const QRectF &box, const QColor &colour)
{
    QPen pen(colour, box.width() / 10, Qt::DotLine);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(box.adjusted(1, 1, -1, -1));
    QFont font = painter.font();
    font.setPixelSize(std::max(7, static_cast<int>(box.height() * 0.66)));
    font.setBold(true);
    painter.setFont(font);
    painter.setPen(colour);
    painter.drawText(box, Qt::AlignCenter, QStringLiteral("?"));
}

void drawClock(QPainter &painter, const QRectF &box, const QColor &colour)
{
    painter.setPen(QPen(colour, box.width() / 9));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(box.adjusted(1, 1, -1, -1));
    painter.drawLine(box.center(), box.center() - QPointF(0, box.height() * 0.28));
    painter.drawLine(box.center(), box.center() + QPointF(box.width() * 0.2, 0));
}

void drawTriangle(QPainter &painter, const QRectF &box, const ToneColours &colours)
{
    painter.setPen(QPen(colours.outline, 1.2, Qt::SolidLine, Qt::SquareCap, Qt::RoundJoin));
    painter.setBrush(colours.fill);
    painter.drawPolygon(QPolygonF{QPointF(box.center().x(), box.top() + 1),
                                  QPointF(box.right() - 0.5, box.bottom() - 1),
                                  QPointF(box.left() + 0.5, box.bottom() - 1)});
    const qreal unit = box.height() / 12;
    painter.setPen(QPen(colours.text, 1.5 * unit, Qt::SolidLine, Qt::FlatCap));
    painter.drawLine(QPointF(box.center().x(), box.top() + 4.6 * unit),
                     QPointF(box.center().x(), box.top() + 7.6 * unit));
    painter.drawLine(QPointF(box.center().x(), box.top() + 8.5 * unit),
                     QPointF(box.center().x(), box.top() + 9.9 * unit));
}

void drawOctagon(QPainter &painter, const QRectF &box, const ToneColours &colours)
{
    painter.setPen(QPen(colours.outline, 1.2));
    painter.setBrush(colours.fill);
    painter.drawPolygon(ring(box.center(), box.width() / 2 - 0.3, 8, std::numbers::pi / 8));
    const qreal arm = box.width() * 0.19;
    painter.setPen(QPen(colours.text, box.width() / 7, Qt::SolidLine, Qt::FlatCap));
    painter.drawLine(box.center() - QPointF(arm, arm), box.center() + QPointF(arm, arm));
    painter.drawLine(box.center() - QPointF(arm, -arm), box.center() + QPointF(arm, -arm));
}

} // namespace

ToneColours coloursOf(Tone tone, const Tokens &tokens)
{
    switch (tone) {
    case Tone::Warning:
        return {tokens.warning, tokens.dark ? tokens.warning : tokens.text, tokens.onWarning};
    case Tone::Critical:
        return {tokens.critical, tokens.dark ? tokens.text : tokens.critical, tokens.onCritical};
    case Tone::Transition:
        return {Qt::transparent, tokens.info, tokens.text};
    case Tone::Quiet:
    case Tone::Hollow:
    case Tone::Unknown:
        break;
    }
    return {Qt::transparent, tokens.ink, tokens.text};
}

void drawGlyph(QPainter &painter, const QRectF &box, const Look &look, const Tokens &tokens)
{
    drawGlyph(painter, box, look, coloursOf(look.tone, tokens));
}

void drawGlyph(QPainter &painter, const QRectF &box, const Look &look, const ToneColours &colours)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    switch (look.glyph) {
    case Glyph::None:
        break;
    case Glyph::Play:
        painter.setPen(Qt::NoPen);
        painter.setBrush(colours.outline);
        painter.drawPolygon(
            QPolygonF{box.topLeft() + QPointF(box.width() * 0.24, box.height() * 0.16),
                      QPointF(box.right() - box.width() * 0.1, box.center().y()),
                      box.bottomLeft() + QPointF(box.width() * 0.24, -box.height() * 0.16)});
        break;
    case Glyph::Cycle:
        drawCycle(painter, box, colours.outline);
        break;
    case Glyph::Square:
        painter.setPen(QPen(colours.outline, 1.5));
        painter.setBrush(colours.fill);
        painter.drawRect(box.adjusted(2, 2, -2, -2));
        break;
    case Glyph::Triangle:
        drawTriangle(painter, box, colours);
        break;
    case Glyph::Octagon:
        drawOctagon(painter, box, colours);
        break;
    case Glyph::Question:
        drawQuestion(painter, box, colours.outline);
        break;
    case Glyph::Clock:
        drawClock(painter, box, colours.outline);
        break;
    case Glyph::Star:
        drawStar(painter, box, colours.outline);
        break;
    }
    painter.restore();
}

void drawStar(QPainter &painter, const QRectF &box, const QColor &colour)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPolygonF star;
    const qreal outer = box.width() / 2;
    for (int i = 0; i < 10; ++i) {
        const qreal radius = i % 2 == 0 ? outer : outer * 0.45;
        const qreal angle = -std::numbers::pi / 2 + std::numbers::pi * i / 5;
        star << box.center() + QPointF(radius * std::cos(angle), radius * std::sin(angle));
    }
    painter.setPen(QPen(colour, 1.2));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolygon(star);
    painter.restore();
}

qreal chipWidth(const QFont &font, const Look &look, const QString &text)
{
    const QFontMetricsF metrics(font);
    const qreal glyph = look.glyph == Glyph::None ? 0 : metrics.height() * 0.85 + 5;
    return metrics.horizontalAdvance(text) + glyph + 14;
}

QRectF drawChip(QPainter &painter, const QRectF &box, const Look &look, const QString &text,
                const Tokens &tokens)
{
    const QFontMetricsF metrics(painter.font());
    const qreal height = std::min(box.height(), metrics.height() + 4);
    const QRectF chip(box.left(), box.center().y() - height / 2,
                      std::min(box.width(), chipWidth(painter.font(), look, text)), height);
    const ToneColours colours = coloursOf(look.tone, tokens);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(colours.outline, look.tone == Tone::Critical && tokens.dark ? 1.5 : 1);
    pen.setStyle(look.tone == Tone::Unknown          ? Qt::DotLine
                     : look.tone == Tone::Transition ? Qt::DashLine
                                                     : Qt::SolidLine);
    painter.setPen(pen);
    painter.setBrush(colours.fill);
    painter.drawRoundedRect(chip.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    painter.restore();
    qreal left = chip.left() + 7;
    if (look.glyph != Glyph::None) {
        const qreal side = metrics.height() * 0.85;
        ToneColours inside = colours;
        if (colours.fill.alpha() > 0) {
            inside.outline = colours.text; // on its own fill the sign would vanish
        }
        drawGlyph(painter, QRectF(left, chip.center().y() - side / 2, side, side), look, inside);
        left += side + 5;
    }
    drawLine(painter, QRectF(left, chip.top(), chip.right() - left - 4, chip.height()), text,
             colours.text);
    return chip;
}

void drawHatch(QPainter &painter, const QRectF &box, const Tokens &tokens)
{
    painter.save();
    QColor veil = tokens.panel;
    veil.setAlpha(tokens.dark ? 110 : 120);
    painter.fillRect(box, veil);
    QColor stroke = tokens.ink;
    stroke.setAlpha(tokens.dark ? 90 : 80);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(box);
    painter.setPen(QPen(stroke, 1));
    constexpr qreal step = 9;
    const int strokes = static_cast<int>((box.width() + box.height()) / step);
    for (int i = 0; i <= strokes; ++i) {
        const qreal x = box.left() - box.height() + i * step;
        painter.drawLine(QPointF(x, box.bottom()), QPointF(x + box.height(), box.top()));
    }
    painter.restore();
}

void drawSlots(QPainter &painter, const QRectF &box, int used, int total, const Tokens &tokens)
{
    if (total <= 0) {
        return;
    }
    painter.save();
    const int shown = std::min(total, 10);
    const int filled = static_cast<int>(std::ceil(1.0 * used * shown / total));
    const qreal width = std::min(10.0, box.width() / shown);
    const qreal height = std::min(box.height(), 11.0);
    QColor fill = tokens.ink;
    if (used >= total) {
        fill = tokens.critical;
    } else if (used * 10 >= total * 6) {
        fill = tokens.warning;
    }
    for (int i = 0; i < shown; ++i) {
        const QRectF slot(box.left() + i * width, box.center().y() - height / 2, width - 2.5,
                          height);
        painter.setPen(QPen(i < filled && fill != tokens.ink ? tokens.text : tokens.ink, 1));
        painter.setBrush(i < filled ? QBrush(fill) : QBrush(Qt::NoBrush));
        painter.drawRect(slot);
    }
    painter.restore();
}

void drawLine(QPainter &painter, const QRectF &box, const QString &text, const QColor &colour,
              Qt::Alignment alignment)
{
    if (box.width() <= 0) {
        return;
    }
    const QFontMetricsF metrics(painter.font());
    painter.setPen(colour);
    painter.drawText(box, static_cast<int>(alignment) | Qt::TextSingleLine,
                     metrics.elidedText(text, Qt::ElideRight, box.width()));
}

} // namespace ui
