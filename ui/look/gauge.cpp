// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/gauge.h"

#include <QPainter>

#include <algorithm>

namespace ui {

namespace {

bool isReached(const Gauge &gauge, const std::optional<double> &limit)
{
    if (!gauge.value || !limit) {
        return false;
    }
    return gauge.bad == BadSide::Above ? *gauge.value >= *limit : *gauge.value <= *limit;
}

QColor fillOf(Tone tone, const Tokens &tokens)
{
    return tone == Tone::Critical ? tokens.critical
        : tone == Tone::Warning   ? tokens.warning
                                  : tokens.ink;
}

} // namespace

Tone toneOf(const Gauge &gauge)
{
    return isReached(gauge, gauge.critical) ? Tone::Critical
        : isReached(gauge, gauge.warning)   ? Tone::Warning
                                            : Tone::Quiet;
}

void drawGauge(QPainter &painter, const QRectF &box, const Gauge &gauge, const Tokens &tokens)
{
    if (box.width() < 8 || gauge.top <= 0) {
        return;
    }
    painter.save();
    const qreal height = std::min(box.height(), 11.0);
    const QRectF frame(box.left() + 0.5, qRound(box.center().y() - height / 2) + 0.5,
                       box.width() - 1, height);
    const auto place = [&](double value) {
        return frame.left() + frame.width() * std::clamp(value / gauge.top, 0.0, 1.0);
    };
    if (gauge.usual) {
        const qreal left = place(gauge.usual->low);
        painter.fillRect(QRectF(left, frame.top(), place(gauge.usual->high) - left, height),
                         tokens.line);
    }
    const Tone tone = toneOf(gauge);
    if (gauge.value) {
        const QRectF bar(frame.left(), frame.top() + 2.5, place(*gauge.value) - frame.left(),
                         height - 5);
        painter.fillRect(bar, fillOf(tone, tokens));
    }
    painter.setPen(QPen(tone == Tone::Quiet ? tokens.ink : tokens.text, 1,
                        gauge.value ? Qt::SolidLine : Qt::DotLine));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(frame);
    painter.setPen(QPen(tokens.text, 1));
    for (const auto &limit : {gauge.warning, gauge.critical}) {
        if (limit && *limit < gauge.top) {
            const qreal x = qRound(place(*limit)) + 0.5;
            painter.drawLine(QPointF(x, frame.top() - 2), QPointF(x, frame.bottom() + 2));
        }
    }
    painter.restore();
}

} // namespace ui
