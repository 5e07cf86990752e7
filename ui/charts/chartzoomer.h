// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/zoomrules.h"

#include <QObject>
#include <QPointF>

class QKeyEvent;
class QMouseEvent;
class QWheelEvent;
class QWidget;

namespace ui {

class ChartCanvas;

/// Which part of a chart is looked at: Ctrl and the wheel or + and - zoom, dragging or the arrow
/// keys move, a double click or Home shows all again.
class ChartZoomer final : public QObject
{
    Q_OBJECT

public:
    /// Listens to the mouse on `canvas` and to the keys of `chart`.
    ChartZoomer(ChartCanvas &canvas, QWidget *chart);

    /// All that there is to be seen. Another length begins anew.
    void setWhole(const ChartWindow &whole);

    ChartWindow window() const { return windowOf(m_zoom, m_whole); }

    ChartWindow whole() const { return m_whole; }

    bool isZoomed() const { return m_zoom.has_value(); }

    void showAll() { take({}); }

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void take(const std::optional<ChartZoom> &zoom);
    bool onWheel(const QWheelEvent &event);
    bool onKey(const QKeyEvent &event);
    bool onPress(const QMouseEvent &event);
    bool onMove(const QMouseEvent &event);
    bool onRelease();

    ChartCanvas &m_canvas;
    QWidget *m_surface; ///< what the mouse is over
    ChartWindow m_whole;
    std::optional<ChartZoom> m_zoom;
    std::optional<qreal> m_draggedAt; ///< where the hand was last, as a share of the paper
};

} // namespace ui
