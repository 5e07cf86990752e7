// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pipeline/batchboard.h"

#include "ui/look/paint.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;

BatchBoard::BatchBoard(QWidget *parent)
    : Panel(tr("BATCHES"), parent)
{
    contentChanged();
}

void BatchBoard::setRows(const QList<BoardRow> &rows, const Freshness &freshness)
{
    const bool differs = rows != m_rows;
    m_rows = rows;
    const auto open =
        std::count_if(rows.begin(), rows.end(), [](const BoardRow &row) { return row.isOpen; });
    setSummary(tr("%n open", nullptr, static_cast<int>(open)));
    setFreshness(freshness);
    if (differs) {
        contentChanged();
    }
}

QString BatchBoard::emptyText() const
{
    return m_rows.isEmpty() ? tr("No open batch: nothing has been detected lately") : QString();
}

QString BatchBoard::spoken() const
{
    return told().join(u", ");
}

QStringList BatchBoard::hints() const
{
    if (m_rows.isEmpty()) {
        return {};
    }
    return QStringList{tr("The bar is the age of the batch in its window, which ends at the thick "
                          "mark; the thin mark is where the idle timeout closes it if nothing more "
                          "is seen")}
    + told();
}

QStringList BatchBoard::told() const
{
    QStringList lines;
    for (const BoardRow &row : m_rows) {
        lines << tr("%1: %2, %3, detections: %4")
                     .arg(row.camera, row.seconds, row.deadline, QString::number(row.detections));
    }
    return lines;
}

Facts BatchBoard::facts() const
{
    Facts facts{.columns = {tr("Camera"), tr("State"), tr("Age"), tr("Next, or what came of it"),
                            tr("Detections")}};
    for (const BoardRow &row : m_rows) {
        facts.rows.append({.key = row.id,
                           .cells = {row.camera, row.isOpen ? tr("Open") : tr("Closed"),
                                     row.seconds, row.deadline, QString::number(row.detections)}});
    }
    return facts;
}

void BatchBoard::paintContent(QPainter &painter, const QRectF &box)
{
    const int room = std::max(1, static_cast<int>(box.height() / lineHeight()));
    const int shown = m_rows.size() <= room ? static_cast<int>(m_rows.size()) : room - 1;
    for (int i = 0; i < shown; ++i) {
        paintRow(painter,
                 QRectF(box.left(), box.top() + i * lineHeight(), box.width(), lineHeight()),
                 m_rows.at(i));
    }
    if (shown < m_rows.size()) {
        drawLine(painter,
                 QRectF(box.left(), box.top() + shown * lineHeight(), box.width(), lineHeight()),
                 tr("and %n more", nullptr, static_cast<int>(m_rows.size()) - shown), look().muted);
    }
}

void BatchBoard::paintRow(QPainter &painter, const QRectF &line, const BoardRow &row) const
{
    const Tokens tokens = look();
    const QFontMetricsF metrics(font());
    painter.save();
    // Faded, but never so far that it cannot be read.
    painter.setOpacity(row.isOpen ? 1 : 0.55 + 0.45 * row.strength);
    const qreal name = std::min(line.width() * 0.24, metrics.averageCharWidth() * 14);
    const qreal count = metrics.horizontalAdvance(u"0000"_s) + 8;
    const qreal seconds = metrics.horizontalAdvance(u"000/000 s"_s) + 8;
    const qreal deadline =
        row.isOpen ? metrics.horizontalAdvance(tr("window %1").arg(u"in 00 s"_s)) + 8 : 0;
    drawLine(painter, QRectF(line.left(), line.top(), name - 6, line.height()), row.camera,
             tokens.text);
    QRectF rest = line.adjusted(name, 0, 0, 0);
    drawLine(painter, QRectF(rest.left(), rest.top(), count - 8, rest.height()),
             QString::number(row.detections), tokens.muted, Qt::AlignRight | Qt::AlignVCenter);
    rest.setLeft(rest.left() + count);
    drawLine(painter, QRectF(rest.right() - seconds, rest.top(), seconds, rest.height()),
             row.seconds, tokens.text, Qt::AlignRight | Qt::AlignVCenter);
    rest.setRight(rest.right() - seconds);
    if (!row.isOpen) {
        drawLine(painter, rest.adjusted(4, 0, 0, 0), row.deadline, tokens.muted);
    } else {
        drawLine(painter, QRectF(rest.right() - deadline, rest.top(), deadline, rest.height()),
                 row.deadline, tokens.muted, Qt::AlignRight | Qt::AlignVCenter);
        paintBar(painter,
                 QRectF(rest.left() + 4, rest.center().y() - 5, rest.width() - deadline - 10, 10),
                 row);
    }
    painter.restore();
}

void BatchBoard::paintBar(QPainter &painter, const QRectF &box, const BoardRow &row) const
{
    if (box.width() < 12) {
        return;
    }
    const Tokens tokens = look();
    painter.setPen(tokens.ink);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(box);
    painter.fillRect(
        QRectF(box.left() + 1, box.top() + 1, (box.width() - 1) * row.filled, box.height() - 1),
        tokens.ink);
    painter.setPen(QPen(tokens.text, 3, Qt::SolidLine, Qt::FlatCap));
    painter.drawLine(QPointF(box.right(), box.top() - 4), QPointF(box.right(), box.bottom() + 4));
    if (row.idleMark < 1) {
        const qreal x = box.left() + box.width() * row.idleMark;
        painter.setPen(QPen(tokens.text, 1.5));
        painter.drawLine(QPointF(x, box.top() - 3), QPointF(x, box.bottom() + 3));
    }
}

} // namespace ui
