// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/topbar.h"

#include "ui/alarms/alarmcounters.h"
#include "ui/frame/accessiblerole.h"
#include "ui/frame/announcer.h"
#include "ui/frame/connectionpill.h"
#include "ui/instances/instancemark.h"
#include "ui/look/format.h"
#include "ui/look/paint.h"
#include "ui/look/zone.h"

#include <QCoreApplication>
#include <QFont>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <array>
#include <utility>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qreal Margin = 12;
constexpr qreal Gap = 18;

QString whereText(const Connection &connection)
{
    if (connection.embedded) {
        return QCoreApplication::translate("TopBar", "in this window");
    }
    const QString host = connection.url.host();
    QString where = host == u"127.0.0.1" || host == u"localhost" || host == u"::1"
        ? QCoreApplication::translate("TopBar", "local")
        : QCoreApplication::translate("TopBar", "remote");
    switch (connection.guard) {
    case Guard::Watch:
        return QCoreApplication::translate("TopBar", "%1, watch only").arg(where);
    case Guard::Guarded:
        return QCoreApplication::translate("TopBar", "%1, guarded").arg(where);
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

} // namespace

TopBar::TopBar(Connection connection, QWidget *parent)
    : QWidget(parent)
    , m_connection(std::move(connection))
    , m_pill(new ConnectionPill(this))
    , m_alarms(new AlarmCounters(this))
    , m_announcer(new Announcer(*this))
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    tellAs(*this, QAccessible::Grouping);
    setAccessibleName(tr("Status"));
}

QSize TopBar::sizeHint() const
{
    return {800, static_cast<int>(QFontMetricsF(font()).height()) + 24};
}

void TopBar::setStatus(const ConnectionStatus &status)
{
    m_pill->setStatus(status);
    place();
}

void TopBar::setClock(protocol::WallTime now)
{
    const QString clock = clockTime(now) + u' ' + zoneName(now);
    if (clock != m_clock) {
        m_clock = clock;
        update();
    }
}

void TopBar::setVerdict(const Verdict &verdict, const Freshness &freshness, protocol::WallTime now)
{
    Look look = verdict.look;
    QString since = age(verdict.since, now);
    if (!freshness.vouched) {
        look = {Glyph::Question, Tone::Unknown, tr("Verdict not known")};
        since = freshness.asOf
            ? tr("was %1 at %2").arg(verdict.look.word, clockTime(*freshness.asOf))
            : QString();
    }
    if (look != m_verdict || since != m_since) {
        m_verdict = look;
        m_since = since;
        setAccessibleDescription(m_verdict.word + u' ' + m_since);
        setToolTip(accessibleDescription()); // the bar may be too short for it
        m_announcer->setState(m_verdict.word);
        update();
    }
}

void TopBar::resizeEvent(QResizeEvent *)
{
    place();
}

void TopBar::place()
{
    const QFontMetricsF metrics(bold(font()));
    const QFontMetricsF plain(font());
    const qreal left = Margin + tagSide() + 8 + metrics.horizontalAdvance(m_connection.name) + 8
        + plain.horizontalAdvance(whereText(m_connection)) + 2 * Gap;
    const QSize wanted = m_pill->sizeHint();
    m_pill->setGeometry(static_cast<int>(left), (height() - wanted.height()) / 2, wanted.width(),
                        wanted.height());
    const QSize counters = m_alarms->sizeHint();
    m_alarms->setGeometry(static_cast<int>(clockBox().left() - 2 * Gap) - counters.width(),
                          (height() - counters.height()) / 2, counters.width(), counters.height());
}

qreal TopBar::tagSide() const
{
    const QFontMetricsF metrics(bold(font()));
    return std::max(metrics.height() + 8,
                    metrics.horizontalAdvance(instanceTag(m_connection).letters) + 6);
}

QRectF TopBar::clockBox() const
{
    const qreal wide = QFontMetricsF(font()).horizontalAdvance(
                           u"00:00:00"_s + (m_clock.isEmpty() ? u" UTC"_s : m_clock.mid(8)))
        + 4;
    return {width() - Margin - wide, 0, wide, static_cast<qreal>(height() - 1)};
}

qreal TopBar::paintInstance(QPainter &painter) const
{
    const Tokens tokens = tokensOf(palette());
    painter.setFont(bold(font()));
    const QFontMetricsF metrics(painter.font());
    const qreal side = tagSide();
    const QRectF square(Margin, (height() - side) / 2, side, side);
    drawInstanceMark(painter, square, instanceTag(m_connection));
    qreal left = square.right() + 8;
    const qreal width = metrics.horizontalAdvance(m_connection.name);
    drawLine(painter, QRectF(left, 0, width + 4, height()), m_connection.name, tokens.text);
    left += width + 8;
    painter.setFont(font());
    QString where = whereText(m_connection);
    const qreal room = QFontMetricsF(font()).horizontalAdvance(where);
    drawLine(painter, QRectF(left, 0, room + 4, height()), where, tokens.muted);
    return left + room + Gap;
}

void TopBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens tokens = tokensOf(palette());
    painter.fillRect(rect(), tokens.panel);
    painter.setPen(tokens.line);
    painter.drawLine(0, height() - 1, width(), height() - 1);
    const auto rule = [&](qreal x) {
        painter.setPen(tokens.line);
        painter.drawLine(QPointF(x, 10), QPointF(x, height() - 11));
    };
    rule(paintInstance(painter));
    qreal left = m_pill->geometry().right() + Gap;
    rule(left);
    left += Gap;
    painter.setFont(bold(font()));
    const QRectF chip =
        drawChip(painter, QRectF(left, 0, 260, height() - 1), m_verdict, m_verdict.word, tokens);
    painter.setFont(font());
    const qreal end = m_alarms->geometry().left() - Gap;
    drawLine(painter, QRectF(chip.right() + 8, 0, end - chip.right() - 12, height() - 1), m_since,
             tokens.muted);
    rule(end);
    rule(clockBox().left() - Gap);
    drawLine(painter, clockBox(), m_clock, tokens.text, Qt::AlignRight | Qt::AlignVCenter);
}

} // namespace ui
