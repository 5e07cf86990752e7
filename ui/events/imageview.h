// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/events/picture.h"

#include <QList>
#include <QWidget>

namespace ui {

/// One thing that is marked in a picture.
struct ImageBox
{
    QRect box = {}; ///< in pixels of the picture
    QString label = {};
    bool isChosen = false;

    bool operator==(const ImageBox &) const = default;
};

/// A picture as large as there is room, with what was seen in it; or the sentence why there is
/// none.
class ImageView final : public QWidget
{
    Q_OBJECT

public:
    explicit ImageView(QWidget *parent);

    void setPicture(const Picture &picture);
    void setBoxes(const QList<ImageBox> &boxes);

    /// Instead of a picture.
    void setSentence(const QString &sentence);

    const QList<ImageBox> &boxes() const { return m_boxes; }

    const QString &sentence() const { return m_sentence; }

    bool hasImage() const { return !m_picture.image.isNull(); }

    /// Where a box of the picture is drawn.
    QRectF shown(const QRect &box) const;

    QSize sizeHint() const override { return {420, 236}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QRectF frame() const;
    void paintFrame(QPainter &painter, const ImageBox &box) const;
    void paintLabel(QPainter &painter, const ImageBox &box, QList<QRectF> &taken) const;
    void describe();

    Picture m_picture;
    QPixmap m_scaled; ///< for the present size
    QList<ImageBox> m_boxes;
    QString m_sentence;
};

} // namespace ui
