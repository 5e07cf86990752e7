// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/mimic.h"

#include "ui/frame/trusttext.h"
#include "ui/look/format.h"
#include "ui/look/paint.h"
#include "ui/overview/mimicfacts.h"
#include "ui/overview/mimicstation.h"

#include <QFontMetricsF>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <iterator>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

/// Parts of the width for ends (cameras, events) and boxes.
constexpr qreal EndShare = 0.105;

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
    return {900, static_cast<int>(frame + 7.8 * line + 2 * StationPadding + 34)};
}

QString Mimic::emptyText() const
{
    return {};
}

/// What is painted hatched is told as such; where all of it is, the panel says so once.
QString Mimic::dated(const QString &part, Trust trust) const
{
    return freshness().vouched && trust == Trust::Old ? tr("out of date: %1").arg(part) : part;
}

QString Mimic::spoken() const
{
    QStringList parts;
    for (const Station &station : m_state.stations) {
        QString part =
            tr("%1 %2 %3").arg(station.name, station.look.word, station.figure).trimmed();
        if (station.waiting) {
            part += tr(", %1 waiting").arg(*station.waiting);
        }
        if (!station.mark.word.isEmpty()) {
            part += tr(", %1").arg(station.mark.word);
        }
        if (!station.notes.isEmpty()) {
            part += tr(" (%1)").arg(station.notes.join(u", "));
        }
        parts << dated(part.simplified(), station.trust);
    }
    for (const auto &one : m_state.detection + m_state.analysis) {
        parts << dated(tr("breaker %1 %2").arg(one.name, one.look.word), one.trust);
    }
    for (const Station &part : m_state.foundations) {
        parts << dated(part.name + u' ' + foundationText(part), part.trust);
    }
    return parts.join(u"; ");
}

Facts Mimic::facts() const
{
    return mimicFacts(m_state, freshness().vouched);
}

std::array<QRectF, 6> Mimic::stationBoxes() const
{
    const QRectF box = contentBox();
    const qreal line = QFontMetricsF(font()).height();
    const QRectF row(box.left(), box.top() + 4, box.width(), 3.5 * line + 2 * StationPadding);
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
    return cells;
}

QStringList Mimic::linesAt(const QPointF &place) const
{
    for (qsizetype i = 0; i < m_state.foundations.size(); ++i) {
        if (foundationBox(i).contains(place)) {
            const Station &part = m_state.foundations.at(i);
            return {dated(part.name + u"  "_s + foundationText(part), part.trust)};
        }
    }
    const auto cells = stationBoxes();
    const auto cell = std::find_if(cells.begin(), cells.end(),
                                   [&](const QRectF &box) { return box.contains(place); });
    const Station station = m_state.stations.value(std::distance(cells.begin(), cell));
    if (station.notes.isEmpty()) {
        return {};
    }
    QStringList lines{station.name};
    if (freshness().vouched && m_state.notesAsOf) {
        lines << tr("Out of date, as of %1").arg(clockTime(*m_state.notesAsOf));
    }
    return lines + station.notes;
}

QString Mimic::hintAt(const QPointF &place) const
{
    return datedTip(linesAt(place), freshness());
}

bool Mimic::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip) {
        return Panel::event(event);
    }
    const auto *help = static_cast<QHelpEvent *>(event);
    const QString hint = hintAt(help->pos());
    QToolTip::showText(help->globalPos(), hint, this); // an empty one takes away the last
    event->setAccepted(!hint.isEmpty());
    return true;
}

void Mimic::paintContent(QPainter &painter, const QRectF &box)
{
    if (m_state.stations.size() != 6) {
        return;
    }
    const qreal line = QFontMetricsF(font()).height();
    const auto cells = stationBoxes();
    const QRectF row = cells.front().united(cells.back());
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const Station &station = m_state.stations.at(static_cast<qsizetype>(i));
        paintStation(painter, cells.at(i), station, look());
        if (freshness().vouched && station.trust == Trust::Old) {
            drawHatch(painter, cells.at(i), look());
        }
        if (i > 0) {
            paintArrow(painter, cells.at(i - 1).right() + 3, cells.at(i).left() - 3,
                       row.center().y());
        }
    }
    const QRectF switches(box.left(), row.bottom(), box.width(), 3.2 * line + 34);
    const qreal split = (cells[2].right() + cells[3].left()) / 2;
    paintSwitches(painter,
                  QRectF(cells[2].left(), switches.top(), cells[2].width(), switches.height()),
                  cells[2].center().x(), m_state.detection);
    paintSwitches(painter,
                  QRectF(split, switches.top(), switches.right() - split, switches.height()),
                  cells[4].center().x(), m_state.analysis);
    paintFoundations(painter);
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
    painter.setPen(outlinePen(one.look.tone, tokens, one.look.tone == Tone::Quiet ? 1.5 : 2.2));
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
    if (isAbnormal(one.look)) {
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

/// The last one lists features and needs the most room.
QRectF Mimic::foundationBox(qsizetype number) const
{
    constexpr qreal share = 0.28;
    const QRectF box = contentBox();
    const qreal height = QFontMetricsF(font()).height() + 4;
    const bool isLast = number + 1 == m_state.foundations.size();
    const qreal left = box.left() + static_cast<qreal>(number) * share * box.width();
    return {left, box.bottom() - height, (isLast ? box.right() - left : share * box.width()) - 12,
            height};
}

QString Mimic::foundationText(const Station &part)
{
    QStringList words{part.look.word, part.figure};
    if (part.look.tone == Tone::Quiet && !part.figure.isEmpty()) {
        words.removeFirst();
    }
    words.removeAll(QString());
    return words.join(u" · "_s);
}

void Mimic::paintFoundations(QPainter &painter) const
{
    const Tokens tokens = look();
    const QFontMetricsF metrics(font());
    const QRectF box = contentBox();
    const qreal rule = foundationBox(0).top() - 4;
    painter.setPen(tokens.line);
    painter.drawLine(QPointF(box.left(), rule), QPointF(box.right(), rule));
    for (qsizetype i = 0; i < m_state.foundations.size(); ++i) {
        const Station &part = m_state.foundations.at(i);
        const QRectF cell = foundationBox(i);
        const qreal side = metrics.height() * 0.85;
        drawGlyph(painter, QRectF(cell.left(), cell.center().y() - side / 2, side, side), part.look,
                  tokens);
        const QString name = part.name + u"  "_s;
        const qreal room = metrics.horizontalAdvance(name);
        drawLine(painter, cell.adjusted(side + 6, 0, 0, 0), name, tokens.text);
        drawLine(painter, cell.adjusted(side + 6 + room, 0, 0, 0), foundationText(part),
                 tokens.muted);
        if (freshness().vouched && part.trust == Trust::Old) {
            drawHatch(painter, cell, tokens);
        }
    }
}

} // namespace ui
