// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/imageview.h"

#include "ui/frame/accessiblerole.h"
#include "ui/look/paint.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace ui {

ImageView::ImageView(QWidget *parent)
    : QWidget(parent)
{
    tellAs(*this, QAccessible::Graphic);
    setAccessibleName(tr("Picture of the event"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setMinimumSize(160, 120);
}

void ImageView::setPicture(const Picture &picture)
{
    m_picture = picture;
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
    m_picture = {};
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
    setAccessibleDescription(m_picture.image.isNull() ? m_sentence
                                                      : labels.join(QStringLiteral(", ")));
    update();
}

QRectF ImageView::frame() const
{
    const QSizeF size =
        QSizeF(m_picture.image.size()).scaled(QSizeF(this->size()), Qt::KeepAspectRatio);
    return {(width() - size.width()) / 2, (height() - size.height()) / 2, size.width(),
            size.height()};
}

QRectF ImageView::shown(const QRect &box) const
{
    const QRectF whole = frame();
    const int real = m_picture.whole.width();
    const qreal scale = real > 0 ? whole.width() / real : 0;
    return QRectF(whole.left() + box.x() * scale, whole.top() + box.y() * scale,
                  box.width() * scale, box.height() * scale)
        .intersected(whole);
}

void ImageView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens tokens = tokensOf(palette());
    painter.fillRect(rect(), tokens.ground);
    if (m_picture.image.isNull()) {
        painter.setPen(tokens.muted);
        painter.drawText(rect().adjusted(12, 8, -12, -8), Qt::AlignCenter | Qt::TextWordWrap,
                         m_sentence);
        return;
    }
    const QRectF whole = frame();
    const QSize wanted = (whole.size() * devicePixelRatioF()).toSize().expandedTo({1, 1});
    if (m_scaled.size() != wanted) {
        m_scaled = QPixmap::fromImage(
            m_picture.image.scaled(wanted, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
    }
    painter.drawPixmap(whole, m_scaled, QRectF(m_scaled.rect()));
    QList<ImageBox> boxes = m_boxes;
    std::stable_sort(boxes.begin(), boxes.end(), [](const ImageBox &a, const ImageBox &b) {
        return a.isChosen && !b.isChosen; // its name comes first
    });
    for (const ImageBox &box : std::as_const(boxes)) {
        paintFrame(painter, box);
    }
    QList<QRectF> taken;
    for (const ImageBox &box : std::as_const(boxes)) {
        paintLabel(painter, box, taken);
    }
}

// Dark and light side by side: one of them shows on whatever the picture has there.
void ImageView::paintFrame(QPainter &painter, const ImageBox &box) const
{
    const QRectF frame = shown(box.box);
    const qreal width = box.isChosen ? 3 : 1.5;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(Qt::black, width + 2));
    painter.drawRect(frame);
    painter.setPen(QPen(Qt::white, width));
    painter.drawRect(frame);
}

// In a crowd the names would cover each other; all of them stand in the list.
void ImageView::paintLabel(QPainter &painter, const ImageBox &box, QList<QRectF> &taken) const
{
    const QRectF frame = shown(box.box);
    QFont small = font();
    small.setBold(box.isChosen);
    painter.setFont(small);
    const QFontMetricsF metrics(small);
    const qreal room = metrics.horizontalAdvance(box.label) + 8;
    const qreal above = frame.top() - metrics.height();
    const qreal left = std::clamp(frame.left(), 0.0, std::max(0.0, width() - room));
    const QRectF label(left, above >= 0 ? above : frame.top(), room, metrics.height());
    const bool isTaken = std::any_of(taken.begin(), taken.end(),
                                     [&](const QRectF &other) { return other.intersects(label); });
    if (isTaken) {
        return;
    }
    taken.append(label);
    painter.fillRect(label, QColor(0, 0, 0, 190));
    drawLine(painter, label.adjusted(4, 0, 0, 0), box.label, Qt::white);
}

} // namespace ui
