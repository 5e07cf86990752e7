// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/noticebar.h"

#include "ui/frame/accessiblerole.h"
#include "ui/look/format.h"
#include "ui/look/paint.h"

#include <QPainter>

namespace ui {

namespace {

constexpr int Margin = 8;
constexpr int Sides = 12;

} // namespace

NoticeBar::NoticeBar(QWidget *parent)
    : QWidget(parent)
{
    tellAs(*this, QAccessible::AlertMessage);
    setAccessibleName(tr("Notice"));
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    hide();
}

void NoticeBar::setText(const QString &text)
{
    if (text != m_text) {
        m_text = text;
        setAccessibleDescription(text);
        setToolTip(plainTip(text));
        updateGeometry();
        update();
    }
    setVisible(!text.isEmpty());
}

QRect NoticeBar::textRoom(int width) const
{
    return {Sides + fontMetrics().height() + 8, Margin,
            width - 2 * Sides - fontMetrics().height() - 8, 10000};
}

int NoticeBar::heightForWidth(int width) const
{
    return fontMetrics().boundingRect(textRoom(width), Qt::TextWordWrap, m_text).height()
        + 2 * Margin;
}

QSize NoticeBar::sizeHint() const
{
    return {600, heightForWidth(width() > 100 ? width() : 600)};
}

void NoticeBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens tokens = tokensOf(palette());
    const Look look{Glyph::Triangle, Tone::Warning, {}};
    painter.setPen(tokens.line);
    painter.setBrush(tokens.panel);
    painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
    painter.fillRect(QRect(0, 0, 6, height()), tokens.warning);
    const qreal side = fontMetrics().height();
    drawGlyph(painter, QRectF(Sides, (height() - side) / 2, side, side), look, tokens);
    QRect room = textRoom(width());
    room.setHeight(height() - 2 * Margin);
    painter.setPen(tokens.text);
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap, m_text);
}

} // namespace ui
