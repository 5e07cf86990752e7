// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/focusring.h"

#include "ui/look/tokens.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QEvent>
#include <QPainter>

namespace ui {

namespace {

constexpr int Thickness = 2;

/// What is painted of it is its mask, so that nothing below is painted twice.
class Ring final : public QWidget
{
public:
    explicit Ring(QWidget *window)
        : QWidget(window)
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setFocusPolicy(Qt::NoFocus);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter(this).fillRect(rect(), tokensOf(palette()).info);
    }
};

bool isViewport(const QWidget &widget)
{
    const auto *area = qobject_cast<const QAbstractScrollArea *>(widget.parentWidget());
    return area != nullptr && area->viewport() == &widget;
}

/// Also in a dialog of it.
bool isOf(const QWidget &window, const QWidget *widget)
{
    while (widget != nullptr && widget != &window) {
        widget = widget->parentWidget();
    }
    return widget != nullptr;
}

/// Around what can be seen of it, in the window.
QRect ringAround(const QWidget &focus)
{
    const QWidget &window = *focus.window();
    QRect around = QRect(focus.mapTo(&window, QPoint()), focus.size())
                       .adjusted(-Thickness, -Thickness, Thickness, Thickness);
    for (const QWidget *one = focus.parentWidget(); one != nullptr && one != &window;
         one = one->parentWidget()) {
        if (isViewport(*one)) {
            around &= QRect(one->mapTo(&window, QPoint()), one->size());
        }
    }
    return around & window.rect();
}

} // namespace

FocusRing::FocusRing(QWidget &window)
    : QObject(&window)
    , m_window(window)
{
    connect(qApp, &QApplication::focusChanged, this,
            [this](QWidget *, QWidget *now) { follow(now); });
}

void FocusRing::follow(QWidget *focus)
{
    for (const auto &one : std::as_const(m_watched)) {
        if (one) {
            one->removeEventFilter(this);
        }
    }
    m_watched.clear();
    const bool isOurs = isOf(m_window, focus) && focus->window()->windowType() != Qt::Popup;
    m_focus = isOurs ? focus : nullptr;
    for (QWidget *one = m_focus; one != nullptr; one = one->parentWidget()) {
        one->installEventFilter(this);
        m_watched.append(one);
        if (one->isWindow()) {
            break;
        }
    }
    place();
}

bool FocusRing::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::Move:
    case QEvent::Resize:
    case QEvent::Show:
    case QEvent::Hide:
        place();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

void FocusRing::place()
{
    const bool isWanted = m_focus && m_focus->isVisible()
        && m_focus->window()->testAttribute(Qt::WA_KeyboardFocusChange);
    if (!isWanted) {
        if (m_ring) {
            m_ring->hide();
        }
        return;
    }
    if (!m_ring || m_ring->parentWidget() != m_focus->window()) {
        delete m_ring;
        m_ring = new Ring(m_focus->window());
    }
    const QRect around = ringAround(*m_focus);
    m_ring->setGeometry(around);
    const QRect whole(QPoint(), around.size());
    m_ring->setMask(QRegion(whole) - whole.adjusted(Thickness, Thickness, -Thickness, -Thickness));
    m_ring->raise();
    m_ring->show();
}

} // namespace ui
