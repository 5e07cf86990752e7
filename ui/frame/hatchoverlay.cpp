// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/hatchoverlay.h"

#include "ui/look/paint.h"

#include <QEvent>
#include <QPainter>

namespace ui {

HatchOverlay::HatchOverlay(QWidget *target, int skippedTop)
    : QWidget(target)
    , m_skippedTop(skippedTop)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    target->installEventFilter(this);
    hide();
    cover();
}

bool HatchOverlay::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize) {
        cover();
    }
    return QWidget::eventFilter(watched, event);
}

void HatchOverlay::cover()
{
    setGeometry(parentWidget()->rect().adjusted(1, m_skippedTop, -1, -1));
}

void HatchOverlay::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    drawHatch(painter, rect(), tokensOf(palette()));
}

} // namespace ui
