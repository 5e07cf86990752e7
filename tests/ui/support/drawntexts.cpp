// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/drawntexts.h"

#include <QCoreApplication>
#include <QEvent>
#include <QFontMetricsF>
#include <QPaintEngine>
#include <QPainter>

namespace tests {

namespace {

constexpr qreal HiddenShare = 0.4; ///< of a text that nobody takes for one that can be read

/// Knows which widget is being drawn, as no paint engine does.
class Painted final : public QObject
{
public:
    Painted() { QCoreApplication::instance()->installEventFilter(this); }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint) {
            m_now = qobject_cast<QWidget *>(watched);
        }
        return false;
    }

    QWidget *now() const { return m_now; }

private:
    QPointer<QWidget> m_now;
};

class TextEngine final : public QPaintEngine
{
public:
    TextEngine()
        : QPaintEngine(AllFeatures)
    { }

    bool begin(QPaintDevice *) override { return true; }

    bool end() override { return true; }

    /// The painter's own way to say it leaves out where its widget stands in the window.
    void updateState(const QPaintEngineState &now) override { m_transform = now.transform(); }

    void drawPixmap(const QRectF &, const QPixmap &, const QRectF &) override { }

    void drawImage(const QRectF &, const QImage &, const QRectF &,
                   Qt::ImageConversionFlags) override
    { }

    void drawTiledPixmap(const QRectF &, const QPixmap &, const QPointF &) override { }

    void drawPath(const QPainterPath &) override { }

    void drawRects(const QRectF *rects, int count) override;
    void drawRects(const QRect *rects, int count) override;

    void drawPolygon(const QPointF *, int, PolygonDrawMode) override { }

    void drawPolygon(const QPoint *, int, PolygonDrawMode) override { }

    void drawTextItem(const QPointF &place, const QTextItem &item) override;

    Type type() const override { return User; }

    QList<DrawnText> texts;
    Painted painted;

private:
    QTransform m_transform;
};

/// What lies under a ground that hides it was not drawn for anybody to read.
void TextEngine::drawRects(const QRectF *rects, int count)
{
    const QBrush brush = painter()->brush();
    if (brush.style() != Qt::SolidPattern || brush.color().alpha() < 255) {
        return;
    }
    for (int i = 0; i < count; ++i) {
        QRectF ground = m_transform.mapRect(rects[i]);
        if (!systemClip().isEmpty()) {
            ground &= QRectF(systemClip().boundingRect());
        }
        texts.removeIf([&](const DrawnText &text) {
            const QRectF hidden = text.seen & ground;
            return hidden.width() * hidden.height()
                > text.seen.width() * text.seen.height() * HiddenShare;
        });
    }
}

void TextEngine::drawRects(const QRect *rects, int count)
{
    for (int i = 0; i < count; ++i) {
        const QRectF one(rects[i]);
        drawRects(&one, 1);
    }
}

void TextEngine::drawTextItem(const QPointF &place, const QTextItem &item)
{
    const QString text = item.text();
    if (text.trimmed().isEmpty()) {
        return;
    }
    // The ink alone, and not the line's height: a letter without a tail is not cut off.
    const QRectF ink = QFontMetricsF(item.font(), paintDevice()).tightBoundingRect(text);
    const QRectF own(place.x(), place.y() + ink.top(), item.width(), ink.height());
    DrawnText drawn{painted.now(), text, m_transform.mapRect(own), {}};
    drawn.seen = drawn.room;
    if (painter()->hasClipping()) {
        drawn.seen &= m_transform.mapRect(painter()->clipBoundingRect());
    }
    if (!systemClip().isEmpty()) {
        drawn.seen &= QRectF(systemClip().boundingRect());
    }
    texts.append(drawn);
}

class TextDevice final : public QPaintDevice
{
public:
    explicit TextDevice(const QWidget &window)
        : m_window(window)
    { }

    QPaintEngine *paintEngine() const override { return &m_engine; }

    const QList<DrawnText> &texts() const { return m_engine.texts; }

protected:
    int metric(PaintDeviceMetric metric) const override
    {
        switch (metric) {
        case PdmWidth:
            return m_window.width();
        case PdmHeight:
            return m_window.height();
        case PdmWidthMM:
            return m_window.widthMM();
        case PdmHeightMM:
            return m_window.heightMM();
        case PdmDpiX:
        case PdmPhysicalDpiX:
            return m_window.logicalDpiX();
        case PdmDpiY:
        case PdmPhysicalDpiY:
            return m_window.logicalDpiY();
        case PdmDepth:
            return 32;
        case PdmNumColors:
            return 0;
        case PdmDevicePixelRatio:
            return 1;
        case PdmDevicePixelRatioScaled:
            return static_cast<int>(devicePixelRatioFScale());
        }
        return 0;
    }

private:
    const QWidget &m_window;
    mutable TextEngine m_engine;
};

} // namespace

QList<DrawnText> drawnTexts(QWidget &window)
{
    TextDevice device(window);
    window.render(&device);
    return device.texts();
}

} // namespace tests
