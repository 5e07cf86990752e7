// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartlegend.h"

#include "ui/look/paint.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPalette>

#include <array>

namespace ui {

namespace {

constexpr qreal SampleWidth = 20;
constexpr qreal Gap = 14;

QString textOf(const ChartLine &line, bool withFigure)
{
    const auto last = line.points.isEmpty() ? std::nullopt : line.points.last().value;
    return withFigure ? QString(line.name % u' ' % figureText(last)) : line.name;
}

/// A piece of the line or bar, as wide as every other one.
void paintSample(QPainter &painter, const QRectF &sample, ChartKind kind, int number,
                 const QPalette &palette)
{
    static constexpr std::array<Qt::BrushStyle, 4> patterns{Qt::SolidPattern, Qt::BDiagPattern,
                                                            Qt::Dense5Pattern, Qt::NoBrush};
    if (kind == ChartKind::StackedBars) {
        const QColor ink = tokensOf(palette).ink;
        painter.setPen(ink);
        painter.setBrush(
            QBrush(ink, patterns.at(static_cast<std::size_t>(number) % patterns.size())));
        painter.drawRect(QRectF(sample.left() + 6, sample.center().y() - 5, 10, 10));
        return;
    }
    painter.setPen(chartPen(number, palette));
    painter.drawLine(QPointF(sample.left(), sample.center().y()),
                     QPointF(sample.right(), sample.center().y()));
}

} // namespace

void paintLegend(QPainter &painter, QRectF box, const ChartLegend &legend, const QPalette &palette)
{
    const Tokens tokens = tokensOf(palette);
    const QFontMetricsF metrics(painter.font());
    if (!legend.remark.isEmpty()) {
        drawLine(painter, box, legend.remark, legend.isPresent ? tokens.muted : tokens.text,
                 Qt::AlignRight | Qt::AlignVCenter);
        box.setRight(box.right() - metrics.horizontalAdvance(legend.remark) - 8);
    }
    qreal wanted = 4 - Gap;
    for (const ChartLine &line : legend.lines) {
        wanted += SampleWidth + Gap + metrics.horizontalAdvance(textOf(line, true));
    }
    // Rather the names of all than the figures of some.
    const bool withFigures =
        legend.kind != ChartKind::StackedBars && legend.isPresent && wanted <= box.width();
    for (int i = 0; i < legend.lines.size(); ++i) {
        paintSample(painter, QRectF(box.left(), box.top(), SampleWidth, box.height()), legend.kind,
                    i, palette);
        const QString text = textOf(legend.lines.at(i), withFigures);
        box.setLeft(box.left() + SampleWidth + 4);
        drawLine(painter, box, text, tokens.muted);
        box.setLeft(box.left() + metrics.horizontalAdvance(text) + Gap - 4);
    }
}

QPen chartPen(int number, const QPalette &palette)
{
    static constexpr std::array<Qt::PenStyle, 4> styles{Qt::SolidLine, Qt::DashLine, Qt::DotLine,
                                                        Qt::DashDotLine};
    const Tokens tokens = tokensOf(palette);
    QPen pen(number == 0 ? tokens.text : tokens.ink, number == 0 ? 1.8 : 1.6,
             styles.at(static_cast<std::size_t>(number) % styles.size()));
    pen.setCapStyle(Qt::FlatCap);
    return pen;
}

QPen thinPen(int number, const QPalette &palette)
{
    QPen pen = chartPen(number, palette);
    pen.setWidthF(1);
    return pen;
}

} // namespace ui
