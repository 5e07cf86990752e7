// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alarms/alarmcounters.h"

#include "ui/alarms/alarmsfeed.h"
#include "ui/look/format.h"
#include "ui/look/paint.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QStyleOptionFocusRect>

#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qreal Gap = 6;

} // namespace

AlarmCounters::AlarmCounters(QWidget *parent)
    : QAbstractButton(parent)
{
    setAccessibleName(tr("Alarms"));
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
}

qreal AlarmCounters::chipRoom() const
{
    QFont bold = font();
    bold.setBold(true);
    const QFontMetricsF metrics(bold);
    qreal widest = metrics.horizontalAdvance(u"1:999"_s);
    for (const QString &number : m_numbers) {
        widest = std::max(widest, metrics.horizontalAdvance(u"1:"_s + number));
    }
    return widest + metrics.height() * 0.85 + 16;
}

QSize AlarmCounters::sizeHint() const
{
    return {static_cast<int>(3 * chipRoom() + 2 * Gap + 6),
            std::max(24, static_cast<int>(QFontMetricsF(font()).height()) + 12)};
}

void AlarmCounters::setAlarms(const AlarmsFeed &alarms)
{
    const AlarmCounts counts = alarms.counts();
    const bool isKnown = alarms.freshness().vouched;
    std::array<QString, 3> numbers;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        numbers.at(i) = isKnown ? alarms.countText(counts.at(i).active) : noValue();
    }
    if (counts == m_counts && numbers == m_numbers) {
        return;
    }
    m_counts = counts;
    m_numbers = numbers;
    m_isKnown = isKnown;
    setAccessibleDescription(words(alarms));
    setToolTip(accessibleDescription());
    updateGeometry();
    update();
}

QString AlarmCounters::words(const AlarmsFeed &alarms) const
{
    if (!m_isKnown) {
        return tr("How many alarms there are is not known now");
    }
    QStringList parts;
    for (std::size_t i = 0; i < m_counts.size(); ++i) {
        parts << tr("priority %1: %2 active, %3 not acknowledged")
                     .arg(QString::number(i + 1), m_numbers.at(i),
                          alarms.countText(m_counts.at(i).unseen));
    }
    return parts.join(u"\n"_s);
}

void AlarmCounters::paintChip(QPainter &painter, const QRectF &box, int priority) const
{
    const Tokens tokens = tokensOf(palette());
    const AlarmCount &count = m_counts.at(static_cast<std::size_t>(priority - 1));
    const bool isUnseen = m_isKnown && count.unseen > 0;
    const bool isSome = m_isKnown && count.active > 0;
    const Look look =
        lookOfPriority(priority, isSome ? AlarmState::Active : AlarmState::Acknowledged);
    QFont font = this->font();
    font.setBold(isUnseen);
    painter.setFont(font);
    const QFontMetricsF metrics(font);
    const qreal side = metrics.height() * 0.85;
    if (isUnseen) {
        painter.setPen(QPen(tokens.text, 1.6));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box.adjusted(0.8, 1.8, -0.8, -1.8), 3, 3);
    }
    drawGlyph(painter, QRectF(box.left() + 5, box.center().y() - side / 2, side, side), look,
              tokens);
    const QString number = m_numbers.at(static_cast<std::size_t>(priority - 1));
    drawLine(painter, box.adjusted(side + 9, 0, -2, 0), tr("%1:%2").arg(priority).arg(number),
             isSome ? tokens.text : tokens.muted);
}

void AlarmCounters::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal room = chipRoom();
    for (int priority = 1; priority <= 3; ++priority) {
        paintChip(painter, QRectF(3 + (priority - 1) * (room + Gap), 0, room, height()), priority);
    }
    if (hasFocus()) {
        QStyleOptionFocusRect option;
        option.initFrom(this);
        style()->drawPrimitive(QStyle::PE_FrameFocusRect, &option, &painter, this);
    }
}

} // namespace ui
