// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/eventspanel.h"

#include "ui/look/format.h"
#include "ui/look/paint.h"
#include "ui/look/zone.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MostHints = 12;

QString lineOf(const EventRow &row)
{
    return row.cameraId + u"  "_s + row.summary.simplified();
}

} // namespace

EventsPanel::EventsPanel(const EventsModel &model, QWidget *parent)
    : Panel(tr("LAST EVENTS"), parent)
    , m_model(model)
{
    follow(model);
}

void EventsPanel::refresh(const Freshness &freshness)
{
    const auto &rows = m_model.rows();
    setSummary(rows.isEmpty() || !rows.first().startedAt
                   ? QString()
                   : tr("newest %1").arg(clockTime(*rows.first().startedAt)));
    setFreshness(freshness);
}

QString EventsPanel::emptyText() const
{
    return m_model.rows().isEmpty() ? tr("No events yet") : QString();
}

QString EventsPanel::spoken() const
{
    QStringList lines;
    for (const EventRow &row : m_model.rows().mid(0, 5)) {
        lines << tr("%1 risk at %2: %3")
                     .arg(lookOfRisk(row.riskLevel).word, row.cameraId, row.summary);
    }
    return lines.join(u", ");
}

Facts EventsPanel::facts() const
{
    Facts facts{.columns = {tr("Time (%1)").arg(zoneName()), tr("Risk"), tr("Score"), tr("Camera"),
                            tr("What")},
                .stateColumn = 1};
    for (const EventRow &row : m_model.rows()) {
        const Look risk = lookOfRisk(row.riskLevel);
        facts.rows.append(
            {.key = QString::number(row.id),
             .cells = {row.startedAt ? clockTime(*row.startedAt) : noValue(), risk.word,
                       row.riskScore ? QString::number(*row.riskScore) : noValue(), row.cameraId,
                       row.summary.simplified()},
             .look = risk});
    }
    return facts;
}

QStringList EventsPanel::hints() const
{
    QStringList lines;
    for (const EventRow &row : m_model.rows().mid(0, MostHints)) {
        lines << lineOf(row);
    }
    return lines;
}

void EventsPanel::paintContent(QPainter &painter, const QRectF &box)
{
    const Tokens tokens = look();
    const QFontMetricsF metrics(font());
    const qreal time = metrics.horizontalAdvance(u"00:00:00"_s) + 4;
    const qreal chip = chipWidth(font(), {Glyph::Octagon, Tone::Critical, {}}, u"100"_s) + 8;
    const int room = std::max(1, static_cast<int>(box.height() / lineHeight()));
    const auto &rows = m_model.rows();
    for (int i = 0; i < std::min<qsizetype>(room, rows.size()); ++i) {
        const EventRow &row = rows.at(i);
        const QRectF line(box.left(), box.top() + i * lineHeight(), box.width(), lineHeight());
        const Look risk = lookOfRisk(row.riskLevel);
        drawChip(painter, QRectF(line.left(), line.top() + 1, chip - 8, line.height() - 2), risk,
                 row.riskScore ? QString::number(*row.riskScore) : noValue(), tokens);
        drawLine(painter, QRectF(line.right() - time, line.top(), time, line.height()),
                 row.startedAt ? clockTime(*row.startedAt) : noValue(), tokens.muted,
                 Qt::AlignRight | Qt::AlignVCenter);
        const QRectF text(line.left() + chip, line.top(), line.width() - chip - time - 8,
                          line.height());
        drawLine(painter, text, lineOf(row), tokens.text);
    }
}

} // namespace ui
