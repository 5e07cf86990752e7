// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/verdictband.h"

#include "ui/frame/accessiblerole.h"
#include "ui/look/format.h"
#include "ui/look/paint.h"

#include <QFont>
#include <QFontMetricsF>
#include <QPainter>

namespace ui {

using namespace Qt::StringLiterals;

VerdictBand::VerdictBand(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"verdictBand"_s);
    tellAs(*this, QAccessible::StaticText);
    setAccessibleName(tr("Verdict"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void VerdictBand::setVerdict(const Verdict &verdict, const Freshness &freshness,
                             protocol::WallTime now)
{
    m_verdict = verdict;
    m_freshness = freshness;
    m_now = now;
    Look look = verdict.look;
    if (!freshness.vouched) {
        look = {freshness.asOf ? Glyph::Clock : Glyph::Question, Tone::Unknown, {}};
    }
    const QString words = sentence() + u' ' + detail();
    if (look != m_shown || words != accessibleDescription()) {
        m_shown = look;
        setAccessibleDescription(words);
        setToolTip(plainTip((m_verdict.reasons + m_verdict.unknown).join(u'\n')));
        update();
    }
}

QString VerdictBand::headline() const
{
    if (!m_freshness.asOf) {
        return m_freshness.error.isEmpty() ? tr("Waiting for the first answer")
                                           : tr("The verdict cannot be read");
    }
    if (!m_freshness.vouched) {
        return tr("Not known now · last known: %1 at %2")
            .arg(m_verdict.look.word, clockTime(*m_freshness.asOf));
    }
    if (m_verdict.look.tone == Tone::Quiet) {
        return m_verdict.since
            ? tr("%1 · %2").arg(m_verdict.sentence, longDuration(m_now - *m_verdict.since))
            : m_verdict.sentence;
    }
    return m_verdict.since
        ? tr("%1 since %2 · %3")
              .arg(m_verdict.look.word, clockTime(*m_verdict.since), m_verdict.sentence)
        : tr("%1 · %2").arg(m_verdict.look.word, m_verdict.sentence);
}

QString VerdictBand::detail() const
{
    if (!m_freshness.asOf) {
        return m_freshness.error.isEmpty() ? tr("Nothing is shown before it has been read")
                                           : m_freshness.error;
    }
    if (!m_freshness.vouched) {
        return m_freshness.error.isEmpty()
            ? tr("What is shown below was true then and may have changed")
            : tr("Cannot be read: %1").arg(m_freshness.error);
    }
    const QString words = (m_verdict.reasons + m_verdict.unknown).join(u"  ·  "_s);
    if (!words.isEmpty()) {
        return needsSomebody() ? tr("Needs you: %1").arg(words) : words;
    }
    return m_verdict.look.tone == Tone::Quiet ? tr("Nothing needs you")
                                              : tr("The backend does not say why");
}

/// The sign in front of the second line.
Look VerdictBand::detailMark() const
{
    if (needsSomebody()) {
        return {Glyph::Triangle, Tone::Warning, {}};
    }
    const bool isUnsure =
        m_freshness.vouched && m_verdict.look.tone == Tone::Quiet && !m_verdict.unknown.isEmpty();
    return {isUnsure ? Glyph::Question : Glyph::None, Tone::Unknown, {}};
}

/// True when all parts are well, and yet something is not.
bool VerdictBand::needsSomebody() const
{
    return m_freshness.vouched && m_verdict.look.tone == Tone::Quiet
        && !m_verdict.reasons.isEmpty();
}

QString VerdictBand::sentence() const
{
    return headline();
}

QSize VerdictBand::sizeHint() const
{
    return {600, static_cast<int>(QFontMetricsF(font()).height() * 2.3) + 20};
}

void VerdictBand::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens tokens = tokensOf(palette());
    const ToneColours colours = coloursOf(m_shown.tone, tokens);
    painter.setPen(tokens.line);
    painter.setBrush(tokens.panel);
    painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
    if (!m_freshness.vouched && m_freshness.asOf) {
        drawHatch(painter, QRectF(rect()).adjusted(1, 1, -1, -1), tokens);
    }
    const bool filled = colours.fill.alpha() > 0;
    painter.fillRect(QRectF(0, 0, 6, height()), filled ? colours.fill : tokens.ink);
    const qreal side = height() * 0.46;
    drawGlyph(painter, QRectF(20, (height() - side) / 2, side, side), m_shown, tokens);
    const qreal left = 20 + side + 16;
    QFont large = font();
    large.setPointSizeF(font().pointSizeF() * 1.25);
    large.setBold(true);
    painter.setFont(large);
    const qreal first = QFontMetricsF(large).height();
    const qreal second = QFontMetricsF(font()).height();
    const qreal top = (height() - first - second - 4) / 2;
    drawLine(painter, QRectF(left, top, width() - left - 14, first), headline(), tokens.text);
    painter.setFont(font());
    QRectF below(left, top + first + 4, width() - left - 14, second);
    const Look mark = detailMark();
    const bool isMarked = mark.glyph != Glyph::None;
    if (isMarked) {
        drawGlyph(painter, QRectF(below.topLeft(), QSizeF(second, second)), mark, tokens);
        below.setLeft(left + second + 6);
    }
    drawLine(painter, below, detail(), isMarked ? tokens.text : tokens.muted);
}

} // namespace ui
