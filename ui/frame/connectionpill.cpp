// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/connectionpill.h"

#include "ui/frame/accessiblerole.h"
#include "ui/look/format.h"
#include "ui/look/paint.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QLocale>
#include <QLoggingCategory>
#include <QPainter>

#include <utility>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ConnectionPill)
};

Q_LOGGING_CATEGORY(log, "signalbox.console")

QString retryText(const ConnectionStatus &status)
{
    if (status.abandoned) {
        return Text::tr("the backend has stopped");
    }
    if (!status.retryIn) {
        return Text::tr("trying now");
    }
    return Text::tr("next attempt in %1")
        .arg(shortDuration(*status.retryIn + std::chrono::seconds(1)));
}

QString ageText(std::chrono::milliseconds silence)
{
    return Text::tr("%1 s").arg(decimal(static_cast<double>(silence.count()) / 1000, 1));
}

} // namespace

PillText pillText(const ConnectionStatus &status)
{
    if (status.rejection != Rejection::None && !status.abandoned) {
        return {{Glyph::Octagon, Tone::Warning, Text::tr("Refused")},
                status.retryIn ? retryText(status) : QString()};
    }
    switch (status.state) {
    case ConnectionState::Live:
        return {{Glyph::Play, Tone::Quiet, Text::tr("Live")},
                Text::tr("%1   #%2")
                    .arg(ageText(status.silence), QString::number(status.lastSequence))};
    case ConnectionState::CatchingUp:
        if (status.waiting == 0) {
            return {{Glyph::Cycle, Tone::Transition, Text::tr("Catching up")},
                    Text::tr("%1 events replayed").arg(status.replayed)};
        }
        return {
            {Glyph::Cycle, Tone::Transition, Text::tr("Catching up")},
            Text::tr("%1 of %2 read").arg(status.resources - status.waiting).arg(status.resources)};
    case ConnectionState::Connecting:
        return {{Glyph::Cycle, Tone::Transition, Text::tr("Connecting")}, retryText(status)};
    case ConnectionState::Stale:
        return {{Glyph::Clock, Tone::Warning, Text::tr("Stale")},
                Text::tr("no answer for %1").arg(shortDuration(status.silence))};
    case ConnectionState::Reconnecting:
        return {{Glyph::Cycle, Tone::Warning, Text::tr("Reconnecting")}, retryText(status)};
    case ConnectionState::Disconnected:
        break;
    }
    return {{Glyph::Octagon, Tone::Critical, Text::tr("Disconnected")}, retryText(status)};
}

ConnectionPill::ConnectionPill(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"connectionPill"_s);
    tellAs(*this, QAccessible::StaticText);
    setAccessibleName(Text::tr("Connection"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setStatus({});
}

void ConnectionPill::setStatus(const ConnectionStatus &status)
{
    setToolTip(status.error.isEmpty() ? Text::tr(
                   "Age of the newest proof that the backend lives, and the sequence of the "
                   "last event")
                                      : plainTip(status.error));
    m_isLive = status.state == ConnectionState::Live && status.rejection == Rejection::None;
    const PillText text = pillText(status);
    if (text != m_text) {
        m_text = text;
        setAccessibleDescription(this->text());
        updateGeometry();
        update();
    }
}

QString ConnectionPill::text() const
{
    return m_text.look.word + u' ' + m_text.detail;
}

QSize ConnectionPill::sizeHint() const
{
    const QFontMetricsF metrics(font());
    const qreal width = chipWidth(font(), m_text.look, m_text.look.word) + 8
        + metrics.horizontalAdvance(m_text.detail) + 4;
    // In steps, so that the bar does not tremble with every digit.
    return {static_cast<int>((width / 24 + 1)) * 24, static_cast<int>(metrics.height()) + 10};
}

void ConnectionPill::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens tokens = tokensOf(palette());
    const QRectF box = rect();
    const QRectF chip = drawChip(painter, box, m_text.look, m_text.look.word, tokens);
    drawLine(painter, box.adjusted(chip.width() + 8, 0, 0, 0), m_text.detail, tokens.muted);
    // For who measures how long it takes until something can be seen.
    if (m_isLive && !std::exchange(m_wasLive, true)) {
        qCDebug(log, "the first live picture is painted");
    }
}

} // namespace ui
