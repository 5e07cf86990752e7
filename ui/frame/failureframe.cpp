// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/failureframe.h"

#include "ui/look/paint.h"

#include <QFont>
#include <QFontMetricsF>
#include <QPainter>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int Border = 4;

} // namespace

FailureFrame::FailureFrame(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"failureFrame"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
}

void FailureFrame::setContent(QWidget *content)
{
    layout()->addWidget(content);
}

void FailureFrame::setFailure(const QString &sentence)
{
    if (sentence == m_sentence) {
        return;
    }
    m_sentence = sentence;
    const int head = fontMetrics().height() + 20;
    layout()->setContentsMargins(sentence.isEmpty() ? QMargins()
                                                    : QMargins(Border, head, Border, Border));
    setAccessibleName(sentence);
    update();
}

void FailureFrame::paintEvent(QPaintEvent *)
{
    if (m_sentence.isEmpty()) {
        return;
    }
    QPainter painter(this);
    const Tokens tokens = tokensOf(palette());
    painter.fillRect(rect(), tokens.critical);
    const QRectF head(0, 0, width(), fontMetrics().height() + 20);
    const qreal side = fontMetrics().height();
    drawGlyph(painter, QRectF(14, head.center().y() - side / 2, side, side),
              {Glyph::Octagon, Tone::Critical, {}},
              {tokens.critical, tokens.onCritical, tokens.onCritical});
    QFont bold = font();
    bold.setBold(true);
    painter.setFont(bold);
    drawLine(painter, head.adjusted(14 + side + 10, 0, -14, 0), m_sentence, tokens.onCritical);
}

} // namespace ui
