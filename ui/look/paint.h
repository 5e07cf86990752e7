// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/states.h"
#include "ui/look/tokens.h"

#include <QRectF>

class QFont;
class QPainter;

namespace ui {

/// Fill, outline and text colour of a tone.
struct ToneColours
{
    QColor fill = {}; ///< transparent where the tone is an outline
    QColor outline = {};
    QColor text = {};
};

ToneColours coloursOf(Tone tone, const Tokens &tokens);

/// Draws a sign inside the square of `box`.
void drawGlyph(QPainter &painter, const QRectF &box, const Look &look, const Tokens &tokens);

/// The same in given colours, for a sign on a fill.
void drawGlyph(QPainter &painter, const QRectF &box, const Look &look, const ToneColours &colours);

/// Draws the star of what is critical.
void drawStar(QPainter &painter, const QRectF &box, const QColor &colour);

/// Draws a filled or outlined label, vertically centred in `box`, and returns the room it took.
QRectF drawChip(QPainter &painter, const QRectF &box, const Look &look, const QString &text,
                const Tokens &tokens);

/// The width that drawChip() takes.
qreal chipWidth(const QFont &font, const Look &look, const QString &text);

/// Covers what is out of date: lighter, and hatched.
void drawHatch(QPainter &painter, const QRectF &box, const Tokens &tokens);

/// Draws a budget as slots, `used` of `total` filled; amber from 60 %, red when used up.
void drawSlots(QPainter &painter, const QRectF &box, int used, int total, const Tokens &tokens);

/// Draws one line of text, elided on the right.
void drawLine(QPainter &painter, const QRectF &box, const QString &text, const QColor &colour,
              Qt::Alignment alignment = Qt::AlignLeft | Qt::AlignVCenter);

} // namespace ui
