// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/panel.h"

#include "ui/look/format.h"
#include "ui/look/paint.h"

#include <QFont>
#include <QFontMetricsF>
#include <QPainter>

namespace ui {

namespace {

constexpr qreal Margin = 10;

QFont titleFont(const QFont &base)
{
    QFont font = base;
    font.setBold(true);
    font.setPointSizeF(base.pointSizeF() * 0.88);
    return font;
}

} // namespace

Panel::Panel(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_title(title)
{
    setAccessibleName(title);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void Panel::setFreshness(const Freshness &freshness)
{
    m_freshness = freshness;
    const QString trust = freshness.vouched ? QString()
        : freshness.asOf ? tr("Out of date, as of %1. ").arg(clockTime(*freshness.asOf))
                         : tr("Not known yet. ");
    setAccessibleDescription(trust + (freshness.asOf ? spoken() : QString()));
    update();
}

void Panel::setSummary(const QString &summary)
{
    m_summary = summary;
    update();
}

Tokens Panel::look() const
{
    return tokensOf(palette());
}

qreal Panel::lineHeight() const
{
    return QFontMetricsF(font()).height() + 5;
}

QRectF Panel::contentBox() const
{
    const qreal top = QFontMetricsF(titleFont(font())).height() + 15;
    return QRectF(rect()).adjusted(Margin, top, -Margin, -7);
}

QSize Panel::sizeHint() const
{
    const qreal frame = height() - contentBox().height();
    return {280, static_cast<int>(frame + wantedLines() * lineHeight())};
}

QString Panel::sentence() const
{
    if (m_freshness.asOf) {
        return emptyText();
    }
    return m_freshness.error.isEmpty() ? tr("Loading…") : m_freshness.error;
}

void Panel::paintTitle(QPainter &painter, const Tokens &tokens) const
{
    painter.setFont(titleFont(font()));
    const qreal height = QFontMetricsF(painter.font()).height() + 10;
    QRectF box(Margin, 0, width() - 2 * Margin, height);
    drawLine(painter, box, m_title, tokens.muted);
    painter.setFont(font());
    QString right = m_freshness.asOf ? m_summary : QString();
    if (!m_freshness.vouched && m_freshness.asOf) {
        right = tr("as of %1").arg(clockTime(*m_freshness.asOf));
        const QFontMetricsF metrics(font());
        const qreal side = metrics.height() * 0.85;
        drawGlyph(painter,
                  QRectF(box.right() - metrics.horizontalAdvance(right) - side - 6,
                         box.center().y() - side / 2, side, side),
                  {Glyph::Clock, Tone::Quiet, {}}, tokens);
    }
    box.setLeft(box.left() + QFontMetricsF(titleFont(font())).horizontalAdvance(m_title) + 30);
    drawLine(painter, box, right, tokens.muted, Qt::AlignRight | Qt::AlignVCenter);
    painter.setPen(tokens.line);
    painter.drawLine(QPointF(1, height + 0.5), QPointF(width() - 1, height + 0.5));
}

void Panel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens tokens = look();
    painter.setPen(tokens.line);
    painter.setBrush(tokens.panel);
    painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
    paintTitle(painter, tokens);
    const QRectF box = contentBox();
    const QString instead = sentence();
    if (!instead.isEmpty()) {
        painter.setPen(tokens.muted);
        painter.drawText(box, Qt::AlignCenter | Qt::TextWordWrap, instead);
    } else {
        painter.save();
        painter.setClipRect(box.adjusted(-2, -2, 2, 2));
        paintContent(painter, box);
        painter.restore();
    }
    if (!m_freshness.vouched && m_freshness.asOf) {
        drawHatch(painter, QRectF(rect()).adjusted(1, box.top() - 4, -1, -1), tokens);
        if (!m_freshness.error.isEmpty()) {
            const QRectF note(box.left(), box.bottom() - lineHeight(), box.width(), lineHeight());
            painter.fillRect(note.adjusted(-4, 0, 4, 4), tokens.panel);
            drawLine(painter, note, tr("Cannot be read: %1").arg(m_freshness.error), tokens.text);
        }
    }
}

} // namespace ui
