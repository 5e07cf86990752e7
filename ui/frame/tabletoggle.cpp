// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/tabletoggle.h"

#include "ui/look/tokens.h"

#include <QAction>
#include <QStyleOptionToolButton>
#include <QStylePainter>

#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;

TableToggle::TableToggle(QWidget &drawing, QWidget *parent)
    : QToolButton(parent)
    , m_action(new QAction(tr("Show as &table"), this))
{
    setObjectName(u"toggle"_s);
    setFocusPolicy(Qt::StrongFocus);
    setAutoRaise(true);
    setCursor(Qt::ArrowCursor);
    setCheckable(true);
    m_action->setCheckable(true);
    drawing.addAction(m_action);
    drawing.setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(m_action, &QAction::toggled, this, &TableToggle::setChecked);
    connect(this, &TableToggle::toggled, m_action, &QAction::setChecked);
    connect(this, &TableToggle::toggled, this, &TableToggle::tableWanted);
}

void TableToggle::setSubject(const QString &subject)
{
    setToolTip(tr("Show as a table: %1").arg(subject));
    setAccessibleName(toolTip());
}

QSize TableToggle::sizeHint() const
{
    const int side = std::max(24, fontMetrics().height() + 6);
    return {side, side};
}

/// A small grid: the word would take the room of the title.
void TableToggle::paintEvent(QPaintEvent *)
{
    QStylePainter painter(this);
    QStyleOptionToolButton option;
    initStyleOption(&option);
    painter.drawComplexControl(QStyle::CC_ToolButton, option);
    const Tokens tokens = tokensOf(palette());
    painter.setPen(QPen(isChecked() ? tokens.text : tokens.muted, 1));
    const QRect grid(width() / 2 - 6, height() / 2 - 5, 12, 10);
    painter.drawRect(grid);
    painter.fillRect(QRect(grid.topLeft(), QSize(grid.width(), 3)), painter.pen().color());
    painter.drawLine(grid.left(), grid.top() + 6, grid.right(), grid.top() + 6);
    painter.drawLine(grid.left() + 5, grid.top(), grid.left() + 5, grid.bottom());
}

} // namespace ui
