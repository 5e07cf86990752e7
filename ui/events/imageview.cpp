// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/imageview.h"

#include "ui/look/paint.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace ui {

ImageView::ImageView(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Picture of the event"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setMinimumSize(160, 120);
}

void ImageView::setImage(const QImage &image)
{
    m_image = image;
    m_scaled = {};
    m_sentence.clear();
    describe();
}

void ImageView::setBoxes(const QList<ImageBox> &boxes)
{
    if (boxes != m_boxes) {
        m_boxes = boxes;
        describe();
    }
}

void ImageView::setSentence(const QString &sentence)
{
    m_image = {};
    m_scaled = {};
    m_sentence = sentence;
    describe();
}

void ImageView::describe()
{
    QStringList labels;
    for (const ImageBox &box : std::as_const(m_boxes)) {
        labels << box.label;
    }
    setAccessibleDescription(m_image.isNull() ? m_sentence : labels.join(QStringLiteral(", ")));
    update();
}

QRectF ImageView::frame() const
{
    const QSizeF size = QSizeF(m_image.size()).scaled(QSizeF(this->size()), Qt::KeepAspectRatio);
    return {(width() - size.width()) / 2, (height() - size.height()) / 2, size.width(),
            size.height()};
}

QRectF ImageView::shown(const QRect &box) const
{
    const QRectF whole = frame();
    const qreal scale = m_image.width() > 0 ? whole.width() / m_image.width() : 0;
    return QRectF(whole.left() + box.x() * scale, whole.top() + box.y() * scale,
                  box.width() * scale, box.height() * scale)
        .intersected(whole);
}

void ImageView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens tokens = tokensOf(palette());
    painter.fillRect(rect(), tokens.ground);
    if (m_image.isNull()) {
        painter.setPen(tokens.muted);
        painter.drawText(rect().adjusted(12, 8, -12, -8), Qt::AlignCenter | Qt::TextWordWrap,
                         m_sentence);
        return;
    }
    const QRectF whole = frame();
    const QSize wanted = (whole.size() * devicePixelRatioF()).toSize().expandedTo({1, 1});
    if (m_scaled.size() != wanted) {
        m_scaled = QPixmap::fromImage(
            m_image.scaled(wanted, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
    }
    painter.drawPixmap(whole, m_scaled, QRectF(m_scaled.rect()));
    for (const ImageBox &box : std::as_const(m_boxes)) {
        if (!box.isChosen) {
            paintBox(painter, box);
        }
    }
    for (const ImageBox &box : std::as_const(m_boxes)) {
        if (box.isChosen) {
            paintBox(painter, box);
        }
    }
}

// Dark and light side by side: one of them shows on whatever the picture has there.
void ImageView::paintBox(QPainter &painter, const ImageBox &box) const
{
    const QRectF frame = shown(box.box);
    const qreal width = box.isChosen ? 3 : 1.5;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(Qt::black, width + 2));
    painter.drawRect(frame);
    painter.setPen(QPen(Qt::white, width));
    painter.drawRect(frame);
    QFont small = font();
    small.setBold(box.isChosen);
    painter.setFont(small);
    const QFontMetricsF metrics(small);
    const qreal room = metrics.horizontalAdvance(box.label) + 8;
    const qreal top =
        frame.top() >= metrics.height() ? frame.top() - metrics.height() : frame.top();
    const qreal left = std::clamp(frame.left(), 0.0, std::max(0.0, this->width() - room));
    const QRectF label(left, top, room, metrics.height());
    painter.fillRect(label, QColor(0, 0, 0, 190));
    drawLine(painter, label.adjusted(4, 0, 0, 0), box.label, Qt::white);
}

} // namespace ui
