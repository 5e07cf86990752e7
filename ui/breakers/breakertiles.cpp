// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/breakers/breakertiles.h"

#include "ui/breakers/switchglyph.h"
#include "ui/look/format.h"
#include "ui/look/paint.h"
#include "ui/overview/mimicstation.h"

#include <QButtonGroup>
#include <QFontMetricsF>
#include <QGridLayout>
#include <QPainter>

#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qreal Padding = 10;
constexpr int MostInARow = 6;

} // namespace

BreakerTile::BreakerTile(QWidget *parent)
    : QAbstractButton(parent)
{
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void BreakerTile::setRow(const BreakerRow &row, const Freshness &freshness, protocol::WallTime now)
{
    m_row = row;
    m_freshness = freshness;
    m_now = now;
    const QString trust = freshness.vouched ? QString()
        : freshness.asOf ? tr("Out of date, as of %1. ").arg(clockTime(*freshness.asOf))
                         : tr("Not known yet. ");
    const QString words = trust + breakerSpoken(row, now);
    if (words != accessibleDescription() || row.breaker.name != text()) {
        setText(row.breaker.name);
        setAccessibleName(tr("Breaker %1").arg(row.breaker.name));
        setAccessibleDescription(words);
        const QString service = serviceText(row);
        setToolTip(plainTip(callsText(row.breaker)
                            + (service == noValue() ? QString() : u'\n' + service)));
        update();
    }
}

QSize BreakerTile::sizeHint() const
{
    const qreal line = QFontMetricsF(font()).height() + 5;
    return {210, static_cast<int>(8 * line + 2 * Padding)};
}

void BreakerTile::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens tokens = tokensOf(palette());
    const Look state = lookOf(m_row.breaker);
    const QFontMetricsF metrics(font());
    const qreal height = metrics.height() + 5;
    const qreal edge = isChecked() ? 2 : 1;
    painter.setPen(QPen(isChecked() ? tokens.text : tokens.line, edge));
    painter.setBrush(isChecked() ? tokens.field : tokens.panel);
    painter.drawRect(QRectF(rect()).adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2));
    if (hasFocus()) {
        painter.setPen(QPen(tokens.info, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(rect()).adjusted(4, 4, -4, -4));
    }
    QRectF line(Padding, Padding, width() - 2 * Padding, height);
    QFont bold = font();
    bold.setBold(true);
    painter.setFont(bold);
    drawLine(painter, line, m_row.breaker.name, tokens.text);
    painter.setFont(font());
    line.translate(0, height);
    drawSwitch(painter, QRectF(line.left(), line.top(), 46, height), state, tokens);
    const QRectF word = line.adjusted(54, 0, 0, 0);
    if (isAbnormal(state)) {
        drawChip(painter, word, state, state.word, tokens);
    } else {
        drawLine(painter, word, state.word, tokens.text);
    }
    paintFacts(painter, line.translated(0, height), tokens);
    if (!m_freshness.vouched && m_freshness.asOf) {
        drawHatch(painter, QRectF(rect()).adjusted(2, 2, -2, -2), tokens);
    }
}

QString BreakerTile::callsText(const protocol::Breaker &breaker)
{
    return tr("%1 · rejected %2").arg(breaker.totalCalls).arg(breaker.rejectedCalls);
}

void BreakerTile::paintFacts(QPainter &painter, QRectF line, const Tokens &tokens) const
{
    const protocol::Breaker &breaker = m_row.breaker;
    const qreal height = line.height();
    qreal label = 0;
    for (const QString &name :
         {tr("For"), tr("Failures"), tr("Calls"), tr("Probe"), tr("Latency"), tr("Service")}) {
        label = std::max(label, QFontMetricsF(font()).horizontalAdvance(name) + 8);
    }
    const auto fact = [&](const QString &name, const QString &text) {
        drawLine(painter, line, name, tokens.muted);
        drawLine(painter, line.adjusted(label, 0, 0, 0), text, tokens.text);
        line.translate(0, height);
    };
    fact(tr("For"), age(breaker.stateSince, m_now));
    const qreal slotsLeft =
        label + QFontMetricsF(font()).horizontalAdvance(failuresText(breaker)) + 10;
    drawSlots(painter, line.adjusted(slotsLeft, 0, 0, 0), breaker.failureCount,
              breaker.config.failureThreshold, tokens);
    fact(tr("Failures"), failuresText(breaker));
    fact(tr("Calls"), callsText(breaker));
    fact(tr("Probe"), probeText(breaker, m_now));
    drawLine(painter, line, tr("Latency"), tokens.muted);
    paintLatency(painter, line.adjusted(label, 0, 0, 0), tokens);
    line.translate(0, height);
    drawLine(painter, line, tr("Service"), tokens.muted);
    QRectF rest = line.adjusted(label, 0, 0, 0);
    if (m_row.service && m_row.service->tone != Tone::Quiet) {
        const qreal side = QFontMetricsF(font()).height() * 0.85;
        drawGlyph(painter, QRectF(rest.left(), rest.center().y() - side / 2, side, side),
                  *m_row.service, tokens);
        rest.setLeft(rest.left() + side + 5);
    }
    drawLine(painter, rest, serviceText(m_row), tokens.text);
}

/// The value as a mark against the box of its usual band; in words where it is outside.
void BreakerTile::paintLatency(QPainter &painter, const QRectF &line, const Tokens &tokens) const
{
    const QString value = latency(m_row.latencyMs);
    const qreal room = QFontMetricsF(font()).horizontalAdvance(value) + 10;
    drawLine(painter, line, value, tokens.text);
    if (!m_row.band || !m_row.latencyMs) {
        return;
    }
    const double top = std::max(m_row.band->high * 1.5, *m_row.latencyMs);
    const bool isAbove = *m_row.latencyMs > m_row.band->high;
    const QString word = isAbove             ? tr("above")
        : *m_row.latencyMs < m_row.band->low ? tr("below")
                                             : tr("usual");
    const qreal wordRoom = QFontMetricsF(font()).horizontalAdvance(tr("usual") + u"  "_s);
    const QRectF bar(line.left() + room, line.center().y() - 5, line.width() - room - wordRoom - 4,
                     10);
    const auto at = [&](double ms) { return bar.left() + bar.width() * ms / top; };
    painter.setPen(tokens.ink);
    painter.drawLine(QPointF(bar.left(), bar.center().y()), QPointF(bar.right(), bar.center().y()));
    painter.fillRect(QRectF(QPointF(at(m_row.band->low), bar.top()),
                            QPointF(at(m_row.band->high), bar.bottom())),
                     tokens.line);
    const qreal x = at(*m_row.latencyMs);
    painter.fillRect(QRectF(x - 2, bar.top() - 3, 4, bar.height() + 6), tokens.text);
    drawLine(painter, QRectF(bar.right() + 4, line.top(), wordRoom, line.height()), word,
             isAbove ? tokens.text : tokens.muted, Qt::AlignRight | Qt::AlignVCenter);
}

BreakerTiles::BreakerTiles(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
    , m_group(new QButtonGroup(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(8);
    m_group->setExclusive(true);
    connect(m_group, &QButtonGroup::buttonClicked, this,
            [this](QAbstractButton *button) { Q_EMIT chosen(button->text()); });
    // The arrow keys move the choice without a click.
    connect(m_group, &QButtonGroup::buttonToggled, this,
            [this](QAbstractButton *button, bool isChosen) {
                if (isChosen && button->hasFocus()) {
                    Q_EMIT chosen(button->text());
                }
            });
}

void BreakerTiles::setRows(const QList<BreakerRow> &rows, const Freshness &freshness,
                           protocol::WallTime now)
{
    while (m_tiles.size() > rows.size()) {
        delete m_tiles.takeLast();
    }
    while (m_tiles.size() < rows.size()) {
        const int number = static_cast<int>(m_tiles.size());
        auto *tile = new BreakerTile(this);
        m_group->addButton(tile);
        m_grid->addWidget(tile, number / MostInARow, number % MostInARow);
        m_tiles.append(tile);
    }
    for (qsizetype i = 0; i < rows.size(); ++i) {
        m_tiles.at(i)->setRow(rows.at(i), freshness, now);
    }
}

void BreakerTiles::choose(const QString &name)
{
    for (BreakerTile *tile : m_tiles) {
        if (tile->text() == name) {
            tile->setChecked(true);
        }
    }
}

} // namespace ui
