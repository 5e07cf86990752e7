// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/rowspanel.h"

#include "ui/charts/chartrules.h"
#include "ui/look/format.h"
#include "ui/look/paint.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qreal Gap = 10;
constexpr qreal GaugeWidth = 72;
constexpr int MostLines = 4; ///< of one remark

bool isChip(const PanelRow &row)
{
    return severity(row.look.tone) >= severity(Tone::Warning) && !row.look.word.isEmpty();
}

QString orNothing(const QString &text)
{
    return text.isEmpty() ? noValue() : text;
}

/// "≥ 75, ≥ 85": from where it is bad, and from where it is worse.
QString limitsText(const Gauge &gauge)
{
    const QString sign = gauge.bad == BadSide::Above ? u"≥ "_s : u"≤ "_s;
    QStringList limits;
    for (const auto &limit : {gauge.warning, gauge.critical}) {
        if (limit) {
            limits << sign + figureText(limit);
        }
    }
    return limits.isEmpty() ? noValue() : limits.join(u", "_s);
}

/// A sign is told by its word, also where it is drawn without one.
QString spokenRow(const PanelRow &row)
{
    const bool isAbnormal = severity(row.look.tone) >= severity(Tone::Warning);
    const QStringList parts{row.name, isAbnormal ? stateWord(row.look) : row.look.word, row.value,
                            row.note};
    QString told;
    for (const QString &part : parts) {
        told += part.isEmpty() || told.isEmpty() ? part : u' ' + part;
    }
    return told;
}

} // namespace

RowsPanel::RowsPanel(const QString &title, QWidget *parent)
    : Panel(title, parent)
{ }

void RowsPanel::setRows(const QList<PanelRow> &rows, const Freshness &freshness,
                        const QString &emptyText)
{
    const bool differs = rows != m_rows || emptyText != m_emptyText;
    m_rows = rows;
    m_emptyText = emptyText;
    setFreshness(freshness);
    if (differs) {
        contentChanged();
        updateGeometry();
    }
}

QStringList RowsPanel::hints() const
{
    QStringList told;
    for (const PanelRow &row : m_rows) {
        told << spokenRow(row);
    }
    return told;
}

QString RowsPanel::spoken() const
{
    return m_rows.isEmpty() ? m_emptyText : hints().join(u", "_s);
}

QString RowsPanel::usualText(const Gauge &gauge, const QString &unit)
{
    return gauge.usual ? tr("%1 to %2 %3")
                             .arg(figureText(gauge.usual->low), figureText(gauge.usual->high), unit)
                             .trimmed()
                       : noValue();
}

Facts RowsPanel::facts() const
{
    Facts facts{
        .columns = {tr("What"), tr("State"), tr("Value"), tr("Usual"), tr("Limits"), tr("Remark")},
        .stateColumn = 1};
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const PanelRow &row = m_rows.at(i);
        const Gauge gauge = row.gauge.value_or(Gauge());
        facts.rows.append(
            {.key = row.name + u'/' + QString::number(i),
             .cells = {orNothing(row.name), stateWord(row.look), orNothing(row.value),
                       usualText(gauge, row.unit), limitsText(gauge), orNothing(row.note)},
             .look = row.look});
    }
    return facts;
}

int RowsPanel::wantedLines() const
{
    return static_cast<int>(std::max<qsizetype>(2, m_rows.size()));
}

RowsPanel::Columns RowsPanel::columns(qreal width) const
{
    const QFontMetricsF metrics(font());
    Columns columns;
    for (const PanelRow &row : m_rows) {
        const bool isSigned = row.look.glyph != Glyph::None && !isChip(row);
        columns.sign = std::max(columns.sign, isSigned ? metrics.height() * 0.85 + 6 : 0);
        columns.name = std::max(columns.name, metrics.horizontalAdvance(row.name));
        columns.gauge = std::max(columns.gauge, row.gauge ? GaugeWidth : 0);
        columns.value = std::max(columns.value, metrics.horizontalAdvance(row.value));
    }
    columns.name = std::min(columns.name, width * 0.45);
    columns.gauge = std::min(columns.gauge, width * 0.25);
    columns.value = std::min(columns.value, width * 0.6);
    return columns;
}

qreal RowsPanel::noteLeft(const PanelRow &row, const Columns &columns) const
{
    qreal left = columns.sign + (columns.name > 0 ? columns.name + Gap : 0);
    if (isChip(row)) {
        left += chipWidth(font(), row.look, row.look.word) + 6;
    }
    if (row.gauge || !row.value.isEmpty()) {
        left += (columns.gauge > 0 ? columns.gauge + Gap : 0) + columns.value + Gap;
    }
    return left;
}

int RowsPanel::linesOf(const PanelRow &row, const Columns &columns, qreal width) const
{
    if (!row.wraps) {
        return 1;
    }
    const QFontMetricsF metrics(font());
    const QRectF room(0, 0, std::max(20.0, width - noteLeft(row, columns)), 10000);
    const qreal height = metrics.boundingRect(room, Qt::TextWordWrap, row.note).height();
    return std::clamp(qRound(height / metrics.height()), 1, MostLines);
}

void RowsPanel::paintContent(QPainter &painter, const QRectF &box)
{
    const Columns grid = columns(box.width());
    QRectF row = box;
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        row.setHeight(lineHeight() * linesOf(m_rows.at(i), grid, box.width()));
        const bool isLast = i + 1 == m_rows.size();
        const qreal needed = isLast ? row.bottom() : row.bottom() + lineHeight();
        if (needed > box.bottom() + 4 && m_rows.size() - i > 1) {
            row.setHeight(lineHeight());
            drawLine(painter, row, tr("and %n more", nullptr, static_cast<int>(m_rows.size() - i)),
                     look().muted);
            return;
        }
        paintRow(painter, row, m_rows.at(i), grid);
        row.moveTop(row.bottom());
    }
}

void RowsPanel::paintFigure(QPainter &painter, QRectF cell, const PanelRow &row,
                            const Columns &columns) const
{
    const Tokens tokens = look();
    const qreal right = cell.right();
    if (row.gauge) {
        drawGauge(painter, QRectF(cell.left(), cell.top(), columns.gauge, cell.height()),
                  *row.gauge, tokens);
    }
    cell.setLeft(cell.left() + (columns.gauge > 0 ? columns.gauge + Gap : 0));
    cell.setWidth(std::min(columns.value, right - cell.left()));
    drawLine(painter, cell, row.value, row.value == noValue() ? tokens.muted : tokens.text,
             columns.gauge > 0 ? Qt::AlignRight | Qt::AlignVCenter
                               : Qt::AlignLeft | Qt::AlignVCenter);
}

void RowsPanel::paintRow(QPainter &painter, QRectF box, const PanelRow &row,
                         const Columns &columns) const
{
    const Tokens tokens = look();
    const qreal first = lineHeight();
    const qreal right = box.right();
    const qreal side = QFontMetricsF(font()).height() * 0.85;
    const QRectF note(box.left() + noteLeft(row, columns), box.top(),
                      right - box.left() - noteLeft(row, columns), box.height());
    QRectF cell(box.left(), box.top(), 0, first);
    if (row.look.glyph != Glyph::None && !isChip(row)) {
        drawGlyph(painter, QRectF(cell.left(), cell.center().y() - side / 2, side, side), row.look,
                  tokens);
    }
    cell.setLeft(cell.left() + columns.sign);
    cell.setWidth(columns.name);
    drawLine(painter, cell, row.name, tokens.muted);
    cell.setLeft(cell.left() + (columns.name > 0 ? columns.name + Gap : 0));
    cell.setRight(right);
    if (isChip(row)) {
        cell.setLeft(drawChip(painter, cell, row.look, row.look.word, tokens).right() + 6);
    }
    if (row.gauge || !row.value.isEmpty()) {
        paintFigure(painter, cell, row, columns);
    }
    if (box.height() > first * 1.5) {
        painter.setPen(tokens.text);
        painter.drawText(note, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap, row.note);
    } else {
        drawLine(painter, note, row.note, row.value.isEmpty() ? tokens.text : tokens.muted);
    }
}

} // namespace ui
