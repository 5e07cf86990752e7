// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/mimic.h"

#include "ui/look/format.h"
#include "ui/look/paint.h"

#include <QFont>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <array>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qreal Padding = 8;
/// Parts of the width for ends (cameras, events) and boxes.
constexpr qreal EndShare = 0.105;

QPen penOf(Tone tone, const Tokens &tokens, qreal width)
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

bool abnormal(const Look &look)
{
    return look.tone == Tone::Warning || look.tone == Tone::Critical;
}

} // namespace

Mimic::Mimic(QWidget *parent)
    : Panel(tr("FLOW"), parent)
{
    setObjectName(u"mimic"_s);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Mimic::setState(const MimicState &state, const Freshness &freshness)
{
    const bool differs = m_state != state;
    m_state = state;
    setFreshness(freshness);
    if (differs) {
        contentChanged();
    }
}

QSize Mimic::sizeHint() const
{
    const qreal line = QFontMetricsF(font()).height();
    const qreal frame = height() - contentBox().height();
    return {900, static_cast<int>(frame + 7.8 * line + 2 * Padding + 42)};
}

QString Mimic::emptyText() const
{
    return {};
}

QString Mimic::spoken() const
{
    QStringList parts;
    for (const Station &station : m_state.stations) {
        QString part = tr("%1 %2 %3").arg(station.name, station.look.word, station.figure);
        if (station.waiting) {
            part += tr(", %1 waiting").arg(*station.waiting);
        }
        parts << part.simplified();
    }
    for (const auto &one : m_state.detection + m_state.analysis) {
        parts << tr("breaker %1 %2").arg(one.name, one.look.word);
    }
    return parts.join(u"; ");
}

void Mimic::paintContent(QPainter &painter, const QRectF &box)
{
    if (m_state.stations.size() != 6) {
        return;
    }
    const qreal line = QFontMetricsF(font()).height();
    const QRectF row(box.left(), box.top() + 4, box.width(), 3.5 * line + 2 * Padding);
    const qreal end = row.width() * EndShare;
    const qreal arrow = row.width() * 0.032;
    const qreal boxWidth = (row.width() - 2 * end - 5 * arrow) / 4;
    std::array<QRectF, 6> cells;
    qreal left = row.left();
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const qreal width = i == 0 || i == 5 ? end : boxWidth;
        cells.at(i) = QRectF(left, row.top(), width, row.height());
        left += width + arrow;
    }
    for (std::size_t i = 0; i < cells.size(); ++i) {
        paintStation(painter, cells.at(i), m_state.stations.at(static_cast<qsizetype>(i)));
        if (i > 0) {
            paintArrow(painter, cells.at(i - 1).right() + 3, cells.at(i).left() - 3,
                       row.center().y());
        }
    }
    const QRectF switches(box.left(), row.bottom(), box.width(), 3.2 * line + 34);
    const qreal split = cells[2].right() + arrow / 2;
    paintSwitches(painter,
                  QRectF(cells[2].left(), switches.top(), cells[2].width(), switches.height()),
                  cells[2].center().x(), m_state.detection);
    paintSwitches(painter,
                  QRectF(split, switches.top(), switches.right() - split, switches.height()),
                  cells[4].center().x(), m_state.analysis);
    paintFoundations(painter, QRectF(box.left(), box.bottom() - line - 8, box.width(), line + 8));
}

void Mimic::paintStation(QPainter &painter, const QRectF &box, const Station &station) const
{
    const Tokens tokens = look();
    const QFontMetricsF metrics(font());
    const qreal line = metrics.height();
    if (station.boxed) {
        painter.setPen(penOf(station.look.tone, tokens, abnormal(station.look) ? 2 : 1));
        painter.setBrush(tokens.field);
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5));
    }
    const qreal side = station.boxed ? Padding : 0;
    const QRectF inner = box.adjusted(side, Padding, -side, -Padding);
    const auto alignment = station.boxed ? Qt::AlignLeft | Qt::AlignVCenter : Qt::AlignCenter;
    QFont bold = font();
    bold.setBold(true);
    painter.setFont(bold);
    const qreal nameTop = station.boxed ? inner.top() : inner.center().y() - line;
    drawLine(painter, QRectF(inner.left(), nameTop, inner.width(), line), station.name, tokens.text,
             alignment);
    painter.setFont(font());
    QRectF state(inner.left(), inner.top() + 1.25 * line, inner.width(), line);
    if (abnormal(station.look)) {
        drawChip(painter, state.adjusted(0, -1, 0, 1), station.look, station.look.word, tokens);
    } else if (station.look.glyph != Glyph::None) {
        const qreal glyph = line * 0.85;
        drawGlyph(painter, QRectF(state.left(), state.center().y() - glyph / 2, glyph, glyph),
                  station.look, tokens);
        drawLine(painter, state.adjusted(glyph + 6, 0, 0, 0), station.look.word, tokens.text);
    } else {
        drawLine(painter, state, station.look.word, tokens.text);
    }
    const QRectF last(inner.left(), station.boxed ? inner.top() + 2.5 * line : inner.center().y(),
                      inner.width(), line);
    if (station.waiting) {
        paintDepth(painter, last, *station.waiting);
    } else {
        drawLine(painter, last, station.figure, tokens.muted, alignment);
    }
    if (freshness().vouched && station.trust == Trust::Old) {
        drawHatch(painter, box, tokens);
    }
}

void Mimic::paintDepth(QPainter &painter, const QRectF &box, qint64 waiting) const
{
    const Tokens tokens = look();
    const QString text = tr("%1 waiting").arg(waiting);
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
    drawLine(painter, box.adjusted(slotCount * 10 + 6, 0, 0, 0), text, tokens.muted);
}

void Mimic::paintArrow(QPainter &painter, qreal from, qreal to, qreal y) const
{
    const Tokens tokens = look();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(tokens.ink, 1.5));
    painter.drawLine(QPointF(from, y), QPointF(to - 6, y));
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.ink);
    painter.drawPolygon(QPolygonF{QPointF(to, y), QPointF(to - 8, y - 5), QPointF(to - 8, y + 5)});
    painter.restore();
}

void Mimic::paintSwitches(QPainter &painter, const QRectF &box, qreal feed,
                          const QList<Switch> &switches) const
{
    if (switches.isEmpty()) {
        return;
    }
    const Tokens tokens = look();
    const qreal bus = box.top() + 11;
    const qreal width = box.width() / static_cast<qreal>(switches.size());
    painter.setPen(QPen(tokens.ink, 1.5));
    painter.drawLine(QPointF(feed, box.top()), QPointF(feed, bus));
    const qreal first = box.left() + 12;
    const qreal last = box.left() + width * static_cast<qreal>(switches.size() - 1) + 12;
    painter.drawLine(QPointF(std::min(first, feed), bus), QPointF(std::max(last, feed), bus));
    for (int i = 0; i < switches.size(); ++i) {
        paintSwitch(painter, QRectF(box.left() + i * width, bus, width - 6, box.bottom() - bus),
                    switches.at(i));
    }
}

void Mimic::paintSwitch(QPainter &painter, const QRectF &box, const Switch &one) const
{
    const Tokens tokens = look();
    const qreal line = QFontMetricsF(font()).height();
    const qreal x = box.left() + 12;
    const qreal top = box.top() + line * 0.8;
    const qreal bottom = top + line * 1.3;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(tokens.ink, 1.5));
    painter.drawLine(QPointF(x, box.top()), QPointF(x, top));
    painter.drawLine(QPointF(x, bottom), QPointF(x, bottom + line * 0.6));
    painter.setPen(penOf(one.look.tone, tokens, one.look.tone == Tone::Quiet ? 1.5 : 2.2));
    const bool closed = one.look.glyph == Glyph::Play;
    painter.drawLine(QPointF(x, bottom), closed ? QPointF(x, top) : QPointF(x - 9, top + 3));
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.ink);
    painter.drawEllipse(QPointF(x, top), 2.4, 2.4);
    painter.drawEllipse(QPointF(x, bottom), 2.4, 2.4);
    painter.restore();
    const qreal left = x + 12;
    const QRectF name(left, box.top() + 6, box.right() - left, line);
    drawLine(painter, name, one.name, tokens.text);
    const QRectF state(left, name.bottom() + 1, box.right() - left, line);
    if (abnormal(one.look)) {
        drawChip(painter, state.adjusted(0, -1, 0, 1), one.look, one.look.word, tokens);
    } else {
        drawLine(painter, state, one.look.word, tokens.muted);
    }
    drawLine(painter, QRectF(left, state.bottom() + 1, box.right() - left, line), one.figure,
             tokens.muted);
    if (freshness().vouched && one.trust == Trust::Old) {
        drawHatch(painter, box.adjusted(0, 2, 0, 0), tokens);
    }
}

void Mimic::paintFoundations(QPainter &painter, const QRectF &box) const
{
    const Tokens tokens = look();
    const QFontMetricsF metrics(font());
    painter.setPen(tokens.line);
    painter.drawLine(box.topLeft(), box.topRight());
    qreal left = box.left();
    for (const Station &part : m_state.foundations) {
        // The last one lists features and needs the most room.
        const bool last = &part == &m_state.foundations.last();
        const qreal width = box.width() * (last ? 0.44 : 0.28);
        const QRectF cell(left, box.top() + 4, width - 12, box.height() - 4);
        const qreal side = metrics.height() * 0.85;
        drawGlyph(painter, QRectF(cell.left(), cell.center().y() - side / 2, side, side), part.look,
                  tokens);
        const QString name = part.name + u"  "_s;
        const qreal room = metrics.horizontalAdvance(name);
        drawLine(painter, cell.adjusted(side + 6, 0, 0, 0), name, tokens.text);
        QStringList words{part.look.word, part.figure};
        if (part.look.tone == Tone::Quiet && !part.figure.isEmpty()) {
            words.removeFirst();
        }
        words.removeAll(QString());
        const QString text = words.join(u" · "_s);
        drawLine(painter, cell.adjusted(side + 6 + room, 0, 0, 0), text, tokens.muted);
        if (freshness().vouched && part.trust == Trust::Old) {
            drawHatch(painter, cell, tokens);
        }
        left += width;
    }
}

} // namespace ui
