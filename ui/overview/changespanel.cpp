// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/changespanel.h"

#include "ui/look/format.h"
#include "ui/look/paint.h"
#include "ui/look/zone.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;

ChangesPanel::ChangesPanel(const ChangesModel &model, QWidget *parent)
    : Panel(tr("LAST CHANGES"), parent)
    , m_model(model)
{
    follow(model);
}

void ChangesPanel::refresh(const Freshness &freshness)
{
    setFreshness(freshness);
}

QString ChangesPanel::emptyText() const
{
    return m_model.rows().isEmpty() ? tr("Nothing has changed lately") : QString();
}

QString ChangesPanel::spoken() const
{
    QStringList lines;
    for (const protocol::Event &event : m_model.rows().mid(0, 5)) {
        const ChangeText text = changeText(event);
        lines << tr("%1 %2").arg(text.subject, text.sentence);
    }
    return lines.join(u", ");
}

Facts ChangesPanel::facts() const
{
    Facts facts{
        .columns = {tr("Time (%1)").arg(zoneName()), tr("What"), tr("State"), tr("What happened")},
        .stateColumn = 2};
    for (const protocol::Event &event : m_model.rows()) {
        const ChangeText text = changeText(event);
        facts.rows.append({.key = QString::number(event.sequence),
                           .cells = {clockTime(event.timestamp), text.subject, stateWord(text.look),
                                     text.sentence},
                           .look = text.look});
    }
    return facts;
}

QStringList ChangesPanel::hints() const
{
    constexpr qsizetype most = 12;
    QStringList lines;
    for (const protocol::Event &event : m_model.rows().mid(0, most)) {
        const ChangeText text = changeText(event);
        lines << tr("%1 %2").arg(text.subject, text.sentence);
    }
    return lines;
}

void ChangesPanel::paintContent(QPainter &painter, const QRectF &box)
{
    const Tokens tokens = look();
    const QFontMetricsF metrics(font());
    const qreal time = metrics.horizontalAdvance(u"00:00:00"_s) + 14;
    const qreal side = metrics.height() * 0.85;
    const qreal subject = metrics.averageCharWidth() * 20;
    const int room = std::max(1, static_cast<int>(box.height() / lineHeight()));
    const auto &rows = m_model.rows();
    for (int i = 0; i < std::min<qsizetype>(room, rows.size()); ++i) {
        const ChangeText text = changeText(rows.at(i));
        const QRectF line(box.left(), box.top() + i * lineHeight(), box.width(), lineHeight());
        drawLine(painter, QRectF(line.left(), line.top(), time, line.height()),
                 clockTime(rows.at(i).timestamp), tokens.muted);
        drawGlyph(painter, QRectF(line.left() + time, line.center().y() - side / 2, side, side),
                  text.look, tokens);
        const qreal left = line.left() + time + side + 8;
        drawLine(painter, QRectF(left, line.top(), subject - 8, line.height()), text.subject,
                 tokens.text);
        drawLine(painter,
                 QRectF(left + subject, line.top(), line.right() - left - subject, line.height()),
                 text.sentence, tokens.text);
    }
}

} // namespace ui
