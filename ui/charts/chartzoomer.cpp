// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartzoomer.h"

#include "ui/charts/chartcanvas.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>
#include <QWidget>

#include <cmath>

namespace ui {

namespace {

constexpr double Step = 0.8; ///< of a notch or a key: so much remains
constexpr double KeyMove = 0.1;
constexpr double Notch = 120; ///< eighths of a degree

} // namespace

ChartZoomer::ChartZoomer(ChartCanvas &canvas, QWidget *chart)
    : QObject(chart)
    , m_canvas(canvas)
    , m_surface(canvas.surface())
{
    m_surface->installEventFilter(this);
    chart->installEventFilter(this);
}

void ChartZoomer::setWhole(const ChartWindow &whole)
{
    if (whole.length() != m_whole.length()) {
        m_zoom.reset();
    }
    m_whole = whole;
}

void ChartZoomer::take(const std::optional<ChartZoom> &zoom)
{
    if (zoom == m_zoom) {
        return;
    }
    m_zoom = zoom;
    if (m_zoom) {
        m_surface->setCursor(Qt::OpenHandCursor);
    } else {
        m_surface->unsetCursor();
    }
    Q_EMIT changed();
}

bool ChartZoomer::eventFilter(QObject *watched, QEvent *event)
{
    const bool isSurface = watched == m_surface;
    switch (event->type()) {
    case QEvent::Wheel:
        return isSurface && onWheel(*static_cast<QWheelEvent *>(event));
    case QEvent::MouseButtonPress:
        return isSurface && onPress(*static_cast<QMouseEvent *>(event));
    case QEvent::MouseMove:
        return isSurface && onMove(*static_cast<QMouseEvent *>(event));
    case QEvent::MouseButtonRelease:
        return isSurface && onRelease();
    case QEvent::MouseButtonDblClick:
        if (isSurface) {
            showAll();
        }
        return isSurface;
    case QEvent::KeyPress:
        return !isSurface && onKey(*static_cast<QKeyEvent *>(event));
    default:
        return QObject::eventFilter(watched, event);
    }
}

/// Without Ctrl it is the page that scrolls.
bool ChartZoomer::onWheel(const QWheelEvent &event)
{
    if (!event.modifiers().testFlag(Qt::ControlModifier) || event.angleDelta().y() == 0) {
        return false;
    }
    const double factor = std::pow(Step, event.angleDelta().y() / Notch);
    take(zoomed(window(), factor, m_canvas.shareOf(event.position().x()), m_whole));
    return true;
}

bool ChartZoomer::onKey(const QKeyEvent &event)
{
    switch (event.key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal: // the same key without Shift
        take(zoomed(window(), Step, 1, m_whole));
        return true;
    case Qt::Key_Minus:
        take(zoomed(window(), 1 / Step, 1, m_whole));
        return true;
    case Qt::Key_Left:
        take(panned(window(), -KeyMove, m_whole));
        return true;
    case Qt::Key_Right:
        take(panned(window(), KeyMove, m_whole));
        return true;
    case Qt::Key_Home:
        showAll();
        return true;
    default:
        return false;
    }
}

bool ChartZoomer::onPress(const QMouseEvent &event)
{
    if (!m_zoom || event.button() != Qt::LeftButton) {
        return false;
    }
    m_draggedAt = m_canvas.shareOf(event.position().x());
    m_surface->setCursor(Qt::ClosedHandCursor);
    return true;
}

bool ChartZoomer::onMove(const QMouseEvent &event)
{
    if (!m_draggedAt) {
        return false;
    }
    const qreal at = m_canvas.shareOf(event.position().x());
    const auto next = panned(window(), *m_draggedAt - at, m_whole);
    m_draggedAt = at;
    take(next);
    return true;
}

bool ChartZoomer::onRelease()
{
    if (!m_draggedAt) {
        return false;
    }
    m_draggedAt.reset();
    m_surface->setCursor(Qt::OpenHandCursor);
    return true;
}

} // namespace ui
