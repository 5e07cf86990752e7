// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/instancebutton.h"

#include "ui/instances/instancemark.h"
#include "ui/look/format.h"
#include "ui/look/paint.h"

#include <QEvent>
#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <utility>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qreal Edge = 6;
constexpr qreal Gap = 8;
constexpr qreal Arrow = 9;
constexpr int LongestName = 28; ///< in letters of usual width; the tip has it whole

QString whereText(const Connection &connection)
{
    if (connection.embedded) {
        return InstanceButton::tr("in this window");
    }
    const QString host = connection.url.host();
    QString where = host == u"127.0.0.1" || host == u"localhost" || host == u"::1"
        ? InstanceButton::tr("local")
        : InstanceButton::tr("remote");
    switch (connection.guard) {
    case Guard::Watch:
        return InstanceButton::tr("%1, watch only").arg(where);
    case Guard::Guarded:
        return InstanceButton::tr("%1, guarded").arg(where);
    case Guard::Free:
        break;
    }
    return where;
}

QFont bold(QFont font)
{
    font.setBold(true);
    return font;
}

void drawArrow(QPainter &painter, const QPointF &middle, const QColor &colour)
{
    const qreal half = Arrow / 2;
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPolygon(QPolygonF{{middle.x() - half, middle.y() - half / 2},
                                  {middle.x() + half, middle.y() - half / 2},
                                  {middle.x(), middle.y() + half / 2}});
}

} // namespace

InstanceButton::InstanceButton(Connection connection, QWidget *parent)
    : QPushButton(parent)
    , m_connection(std::move(connection))
{
    setObjectName(u"instanceButton"_s);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setAutoDefault(false);
    setAccessibleName(tr("Instance %1, %2").arg(m_connection.name, whereText(m_connection)));
    setAccessibleDescription(tr("Choose another instance"));
    setToolTip(plainTip(
        tr("%1, %2\n%3\nChoose another instance")
            .arg(m_connection.name, whereText(m_connection), m_connection.url.toDisplayString())));
    connect(this, &QAbstractButton::clicked, this, &InstanceButton::open);
}

void InstanceButton::setChoice(QMenu &menu)
{
    m_menu = &menu;
}

/// Not exec(): nothing waits for it.
void InstanceButton::open()
{
    if (m_menu) {
        m_menu->popup(mapToGlobal(QPoint(0, height())));
    }
}

void InstanceButton::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Down:
        click();
        break;
    default:
        QPushButton::keyPressEvent(event);
    }
}

bool InstanceButton::event(QEvent *event)
{
    if (event->type() == QEvent::FontChange) {
        updateGeometry();
    }
    return QPushButton::event(event);
}

qreal InstanceButton::tagSide() const
{
    const QFontMetricsF metrics(bold(font()));
    return std::max(metrics.height() + 8,
                    metrics.horizontalAdvance(instanceTag(m_connection).letters) + 6);
}

qreal InstanceButton::nameRoom() const
{
    const QFontMetricsF metrics(bold(font()));
    return std::min(metrics.horizontalAdvance(m_connection.name) + 4,
                    metrics.averageCharWidth() * LongestName);
}

QSize InstanceButton::sizeHint() const
{
    const qreal where = QFontMetricsF(font()).horizontalAdvance(whereText(m_connection)) + 4;
    const qreal width = Edge + tagSide() + Gap + nameRoom() + Gap + where + Gap + Arrow + Edge;
    return {static_cast<int>(width) + 1, static_cast<int>(tagSide()) + 8};
}

void InstanceButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens tokens = tokensOf(palette());
    if (underMouse() || isDown()) {
        painter.setPen(QPen(tokens.line, 1));
        painter.setBrush(isDown() ? tokens.ground : tokens.field);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    }
    const qreal side = tagSide();
    painter.setFont(bold(font()));
    const QRectF square(Edge, (height() - side) / 2, side, side);
    drawInstanceMark(painter, square, instanceTag(m_connection));
    const QRectF name(square.right() + Gap, 0, nameRoom(), height());
    drawLine(painter, name, m_connection.name, tokens.text);
    painter.setFont(font());
    const qreal end = width() - Edge - Arrow;
    drawLine(painter, QRectF(name.right() + Gap, 0, end - Gap - name.right() - Gap, height()),
             whereText(m_connection), tokens.muted);
    drawArrow(painter, QPointF(end + Arrow / 2, height() / 2.0), tokens.ink);
}

} // namespace ui
