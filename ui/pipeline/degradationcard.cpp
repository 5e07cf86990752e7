// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pipeline/degradationcard.h"

#include "ui/look/format.h"
#include "ui/look/paint.h"
#include "ui/overview/mimicstation.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;

DegradationCard::DegradationCard(QWidget *parent)
    : Panel(tr("DEGRADATION"), parent)
{ }

void DegradationCard::setLines(const QList<CardLine> &lines, const Freshness &freshness)
{
    const bool differs = lines != m_lines;
    m_lines = lines;
    setFreshness(freshness);
    if (differs) {
        contentChanged();
    }
}

QStringList DegradationCard::hints() const
{
    QStringList told;
    for (const CardLine &line : m_lines) {
        told << tr("%1: %2 %3").arg(line.label, line.look.word, line.text).simplified();
    }
    return told;
}

QString DegradationCard::spoken() const
{
    return hints().join(u", "_s);
}

Facts DegradationCard::facts() const
{
    Facts facts{.columns = {tr("What"), tr("State"), tr("In detail")}, .stateColumn = 1};
    for (const CardLine &line : m_lines) {
        facts.rows.append({.key = line.label,
                           .cells = {line.label, stateWord(line.look),
                                     line.text.isEmpty() ? noValue() : line.text},
                           .look = line.look});
    }
    return facts;
}

void DegradationCard::paintContent(QPainter &painter, const QRectF &box)
{
    const QFontMetricsF metrics(font());
    qreal label = 0;
    for (const CardLine &line : m_lines) {
        label = std::max(label, metrics.horizontalAdvance(line.label) + 12);
    }
    const auto rowsOf = [&](const CardLine &line) {
        const QRectF room(0, 0, box.width() - label - metrics.height() - 6, 1000);
        const qreal height = metrics.boundingRect(room, Qt::TextWordWrap, line.text).height();
        return line.wraps ? std::max(1, qRound(height / metrics.height())) : 1;
    };
    int rows = 0;
    for (const CardLine &line : m_lines) {
        rows += rowsOf(line);
    }
    // All of them have to fit: a missing last line would hide what is missing.
    const qreal step = std::min(lineHeight(), box.height() / std::max(1, rows));
    QRectF row(box.left(), box.top(), box.width(), step);
    for (const CardLine &line : m_lines) {
        row.setHeight(step * rowsOf(line));
        drawLine(painter, QRectF(row.left(), row.top(), label, step), line.label, look().muted);
        paintLine(painter, row.adjusted(label, 0, 0, 0), line);
        row.moveTop(row.bottom());
    }
}

void DegradationCard::paintLine(QPainter &painter, QRectF rest, const CardLine &line) const
{
    const Tokens tokens = look();
    const QFontMetricsF metrics(font());
    const qreal side = metrics.height() * 0.85;
    if (line.depth) {
        paintDepth(painter, rest, *line.depth);
    }
    if (isAbnormal(line.look) && !line.look.word.isEmpty()) {
        rest.setLeft(drawChip(painter, rest, line.look, line.look.word, tokens).right() + 6);
    } else if (line.look.glyph != Glyph::None) {
        const qreal top = line.wraps ? rest.top() + 2 : rest.center().y() - side / 2;
        drawGlyph(painter, QRectF(rest.left(), top, side, side), line.look, tokens);
        rest.setLeft(rest.left() + side + 6);
        drawLine(painter, rest, line.look.word, tokens.text);
        const qreal word = metrics.horizontalAdvance(line.look.word);
        rest.setLeft(rest.left() + (word > 0 ? word + 8 : 0));
    }
    const QColor colour = isAbnormal(line.look) ? tokens.text : tokens.muted;
    if (line.wraps) {
        painter.setPen(colour);
        painter.drawText(rest, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap, line.text);
    } else {
        drawLine(painter, rest, line.text, colour);
    }
}

/// Each slot is ten times the one before; the normal band is the empty place before the first.
void DegradationCard::paintDepth(QPainter &painter, QRectF &box, qint64 depth) const
{
    const Tokens tokens = look();
    const QRectF band(box.left(), box.center().y() - 6, 8, 12);
    painter.fillRect(band, tokens.line);
    constexpr int slotCount = 4;
    qint64 bound = 1;
    for (int i = 0; i < slotCount; ++i, bound *= 10) {
        painter.setPen(tokens.ink);
        painter.setBrush(depth >= bound ? QBrush(tokens.warning) : QBrush(Qt::NoBrush));
        painter.drawRect(QRectF(band.right() + 3 + i * 10, box.center().y() - 5, 7, 10));
    }
    if (depth == 0) {
        painter.fillRect(QRectF(band.center().x() - 1.5, band.top() - 1, 3, band.height() + 2),
                         tokens.text);
    }
    box.setLeft(band.right() + 3 + slotCount * 10 + 6);
}

} // namespace ui
