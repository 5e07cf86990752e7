// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/batchespanel.h"

#include "ui/look/format.h"
#include "ui/look/paint.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;

BatchesPanel::BatchesPanel(const BatchesModel &model, QWidget *parent)
    : Panel(tr("BATCHES"), parent)
    , m_model(model)
{
    follow(model);
    setToolTip(tr("The bar is the age of the batch in its window; the mark is where the idle "
                  "timeout closes it if nothing more is seen"));
}

void BatchesPanel::refresh(const Freshness &freshness, protocol::WallTime now)
{
    m_now = now;
    setSummary(tr("%n open", nullptr, static_cast<int>(m_model.rows().size())));
    setFreshness(freshness);
    if (freshness.vouched && !m_model.rows().isEmpty()) {
        contentChanged(); // the bars grow
    }
}

QString BatchesPanel::emptyText() const
{
    return m_model.rows().isEmpty() ? tr("No open batch: nothing has been detected lately")
                                    : QString();
}

QString BatchesPanel::ageText(const BatchRow &row, const BatchProgress &progress)
{
    return tr("%1/%2 s")
        .arg(static_cast<int>(progress.seconds))
        .arg(static_cast<int>(row.windowSeconds));
}

QString BatchesPanel::spoken() const
{
    QStringList lines;
    for (const BatchRow &row : m_model.rows()) {
        lines << tr("%1: %2 of %3 seconds, detections: %4")
                     .arg(row.batch.cameraId)
                     .arg(static_cast<int>(progressOf(row, m_now).seconds))
                     .arg(static_cast<int>(row.windowSeconds))
                     .arg(row.batch.detectionCount);
    }
    return lines.join(u", ");
}

Facts BatchesPanel::facts() const
{
    Facts facts{.columns = {tr("Camera"), tr("Age"), tr("Closes at"), tr("Detections")}};
    for (const BatchRow &row : m_model.rows()) {
        const BatchProgress progress = progressOf(row, m_now);
        const int idle = qRound(progress.idleMark * row.windowSeconds);
        facts.rows.append(
            {.key = row.batch.batchId,
             .cells = {row.batch.cameraId, ageText(row, progress),
                       progress.idleMark < 1
                           ? tr("%1 s, idle").arg(idle)
                           : tr("%1 s, end of its window").arg(static_cast<int>(row.windowSeconds)),
                       QString::number(row.batch.detectionCount)}});
    }
    return facts;
}

void BatchesPanel::paintBar(QPainter &painter, const QRectF &box,
                            const BatchProgress &progress) const
{
    const Tokens tokens = look();
    painter.setPen(tokens.ink);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(box);
    painter.fillRect(QRectF(box.left() + 1, box.top() + 1, (box.width() - 1) * progress.filled,
                            box.height() - 1),
                     tokens.ink);
    if (progress.idleMark < 1) {
        const qreal x = box.left() + box.width() * progress.idleMark;
        painter.setPen(QPen(tokens.text, 2));
        painter.drawLine(QPointF(x, box.top() - 3), QPointF(x, box.bottom() + 3));
    }
}

void BatchesPanel::paintContent(QPainter &painter, const QRectF &box)
{
    const Tokens tokens = look();
    const QFontMetricsF metrics(font());
    const qreal name = std::min(box.width() * 0.36, metrics.averageCharWidth() * 16);
    const qreal figures = metrics.horizontalAdvance(u"000/000 s"_s) + 6;
    const qreal count = metrics.horizontalAdvance(u"000"_s) + 10;
    const int room = std::max(1, static_cast<int>(box.height() / lineHeight()));
    const auto &rows = m_model.rows();
    const int shown = rows.size() <= room ? static_cast<int>(rows.size()) : room - 1;
    for (int i = 0; i < shown; ++i) {
        const BatchRow &row = rows.at(i);
        const BatchProgress progress = progressOf(row, m_now);
        const QRectF line(box.left(), box.top() + i * lineHeight(), box.width(), lineHeight());
        drawLine(painter, QRectF(line.left(), line.top(), name - 6, line.height()),
                 row.batch.cameraId, tokens.text);
        paintBar(painter,
                 QRectF(line.left() + name, line.center().y() - 5,
                        line.width() - name - figures - count - 8, 10),
                 progress);
        drawLine(painter,
                 QRectF(line.right() - figures - count, line.top(), count - 4, line.height()),
                 QString::number(row.batch.detectionCount), tokens.muted,
                 Qt::AlignRight | Qt::AlignVCenter);
        drawLine(painter, QRectF(line.right() - figures, line.top(), figures, line.height()),
                 ageText(row, progress), tokens.text, Qt::AlignRight | Qt::AlignVCenter);
    }
    if (shown < rows.size()) {
        drawLine(painter,
                 QRectF(box.left(), box.top() + shown * lineHeight(), box.width(), lineHeight()),
                 tr("and %n more", nullptr, static_cast<int>(rows.size()) - shown), tokens.muted);
    }
}

} // namespace ui
