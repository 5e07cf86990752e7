// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/topbar.h"

#include "ui/alarms/alarmcounters.h"
#include "ui/frame/accessiblerole.h"
#include "ui/frame/announcer.h"
#include "ui/frame/connectionpill.h"
#include "ui/frame/instancebutton.h"
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

QFont bold(QFont font)
{
    font.setBold(true);
    return font;
}

} // namespace

TopBar::TopBar(Connection connection, QWidget *parent)
    : QWidget(parent)
    , m_instance(new InstanceButton(std::move(connection), this))
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
        setToolTip(plainTip(accessibleDescription())); // the bar may be too short for it
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
    const QSize button = m_instance->sizeHint().boundedTo({width(), height() - 1});
    m_instance->setGeometry(static_cast<int>(Margin) / 2, (height() - button.height()) / 2,
                            button.width(), button.height());
    const qreal left = m_instance->geometry().right() + 2 * Gap;
    const QSize wanted = m_pill->sizeHint();
    m_pill->setGeometry(static_cast<int>(left), (height() - wanted.height()) / 2, wanted.width(),
                        wanted.height());
    const QSize counters = m_alarms->sizeHint();
    m_alarms->setGeometry(static_cast<int>(clockBox().left() - 2 * Gap) - counters.width(),
                          (height() - counters.height()) / 2, counters.width(), counters.height());
}

QRectF TopBar::clockBox() const
{
    const qreal wide = QFontMetricsF(font()).horizontalAdvance(
                           u"00:00:00"_s + (m_clock.isEmpty() ? u" UTC"_s : m_clock.mid(8)))
        + 4;
    return {width() - Margin - wide, 0, wide, static_cast<qreal>(height() - 1)};
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
    rule(m_instance->geometry().right() + Gap);
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
