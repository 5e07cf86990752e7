// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/workerspanel.h"

#include "ui/look/format.h"
#include "ui/look/paint.h"

#include <QFontMetricsF>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace ui {

WorkersPanel::WorkersPanel(const WorkersModel &model, QWidget *parent)
    : Panel(tr("WORKERS"), parent)
    , m_model(model)
{
    follow(model);
    setCursor(Qt::PointingHandCursor);
    connect(this, &Panel::factChosen, this, &WorkersPanel::workerChosen);
}

void WorkersPanel::refresh(const Freshness &freshness, protocol::WallTime now)
{
    m_now = now;
    const auto &rows = m_model.rows();
    const auto running =
        std::count_if(rows.begin(), rows.end(), [](const protocol::Worker &worker) {
            return worker.status == protocol::WorkerStatus::Running;
        });
    setSummary(rows.isEmpty() ? QString() : tr("%1 of %2 running").arg(running).arg(rows.size()));
    setFreshness(freshness);
    QStringList times;
    for (const protocol::Worker &worker : rows) {
        times << timeText(worker);
    }
    if (times != m_times) {
        m_times = times;
        contentChanged();
    }
}

// How long it has been up, when it is tried again, or its state.
QString WorkersPanel::timeText(const protocol::Worker &worker) const
{
    if (worker.status == protocol::WorkerStatus::Running) {
        return age(upSince(worker), m_now);
    }
    return worker.nextAttemptAt ? tr("retry %1").arg(countdown(*worker.nextAttemptAt, m_now))
                                : lookOf(worker).word;
}

QList<protocol::Worker> WorkersPanel::worstFirst() const
{
    QList<protocol::Worker> workers = m_model.rows();
    std::stable_sort(workers.begin(), workers.end(), [](const auto &a, const auto &b) {
        return severity(lookOf(a).tone) > severity(lookOf(b).tone);
    });
    return workers;
}

// Nothing moves under the pointer.
QList<protocol::Worker> WorkersPanel::inShownOrder() const
{
    QList<protocol::Worker> workers = worstFirst();
    if (underMouse() && !m_order.isEmpty()) {
        const auto place = [this](const protocol::Worker &worker) {
            const qsizetype found = m_order.indexOf(worker.name);
            return found < 0 ? m_order.size() : found;
        };
        std::stable_sort(workers.begin(), workers.end(),
                         [&](const auto &a, const auto &b) { return place(a) < place(b); });
    }
    return workers;
}

// How many of the workers have a line; the last line tells of the others.
qsizetype WorkersPanel::room(const QRectF &box) const
{
    const qsizetype lines = std::max(1, static_cast<int>(box.height() / lineHeight()));
    return m_model.rows().size() <= lines ? m_model.rows().size() : lines - 1;
}

QString WorkersPanel::emptyText() const
{
    return m_model.rows().isEmpty() ? tr("No workers are supervised") : QString();
}

QString WorkersPanel::spoken() const
{
    QStringList lines;
    for (const protocol::Worker &worker : worstFirst()) {
        lines << tr("%1: %2").arg(worker.name, lookOf(worker).word);
    }
    return lines.join(u", ");
}

/// In the order of the backend, which never changes under somebody who reads.
Facts WorkersPanel::facts() const
{
    Facts facts{.columns = {tr("Worker"), tr("State"), tr("Up, or next attempt"), tr("Critical"),
                            tr("Restarts used")},
                .stateColumn = 1};
    for (const protocol::Worker &worker : m_model.rows()) {
        const Look look = lookOf(worker);
        facts.rows.append(
            {.key = worker.name,
             .cells = {worker.name, look.word, timeText(worker),
                       worker.critical ? tr("Yes") : tr("No"),
                       worker.maxRestarts > 0
                           ? tr("%1 of %2").arg(worker.restartCount).arg(worker.maxRestarts)
                           : QString::number(worker.restartCount)},
             .look = look});
    }
    return facts;
}

void WorkersPanel::paintContent(QPainter &painter, const QRectF &box)
{
    const QList<protocol::Worker> workers = inShownOrder();
    const int shown = static_cast<int>(room(box));
    m_order.clear();
    for (const protocol::Worker &worker : workers) {
        m_order << worker.name;
    }
    for (int i = 0; i < shown; ++i) {
        paintRow(painter,
                 QRectF(box.left(), box.top() + i * lineHeight(), box.width(), lineHeight()),
                 workers.at(i));
    }
    if (shown < workers.size()) {
        drawLine(painter,
                 QRectF(box.left(), box.top() + shown * lineHeight(), box.width(), lineHeight()),
                 tr("and %n more", nullptr, static_cast<int>(workers.size()) - shown),
                 look().muted);
    }
}

void WorkersPanel::paintRow(QPainter &painter, const QRectF &box,
                            const protocol::Worker &worker) const
{
    const Tokens tokens = look();
    const QFontMetricsF metrics(font());
    const qreal side = metrics.height() * 0.9;
    const Look state = lookOf(worker);
    drawGlyph(painter, QRectF(box.left(), box.center().y() - side / 2, side, side), state, tokens);
    const qreal nameLeft = box.left() + side + 8;
    const QString right = timeText(worker);
    const qreal rightWidth = metrics.horizontalAdvance(right) + 2;
    drawLine(painter, QRectF(box.right() - rightWidth, box.top(), rightWidth, box.height()), right,
             state.tone == Tone::Quiet ? tokens.muted : tokens.text,
             Qt::AlignRight | Qt::AlignVCenter);
    qreal slotsWidth = 0;
    if (worker.restartCount > 0 && worker.maxRestarts > 0) {
        slotsWidth = std::min(worker.maxRestarts, 10) * 9.0 + 10;
        drawSlots(
            painter,
            QRectF(box.right() - rightWidth - slotsWidth, box.top(), slotsWidth - 10, box.height()),
            worker.restartCount, worker.maxRestarts, tokens);
    }
    const qreal nameRoom = box.right() - rightWidth - slotsWidth - nameLeft - side - 10;
    drawLine(painter, QRectF(nameLeft, box.top(), nameRoom, box.height()), worker.name,
             tokens.text);
    if (worker.critical) {
        const qreal nameWidth = std::min(nameRoom, metrics.horizontalAdvance(worker.name));
        const qreal star = side * 0.8;
        drawStar(painter, QRectF(nameLeft + nameWidth + 6, box.center().y() - star / 2, star, star),
                 tokens.ink);
    }
}

void WorkersPanel::mousePressEvent(QMouseEvent *event)
{
    const qreal y = event->position().y() - contentBox().top();
    const int row = static_cast<int>(y / lineHeight());
    if (y >= 0 && row < std::min(room(contentBox()), m_order.size())
        && event->button() == Qt::LeftButton) {
        Q_EMIT workerChosen(m_order.at(row));
    }
}

void WorkersPanel::leaveEvent(QEvent *event)
{
    Panel::leaveEvent(event);
    contentChanged(); // what was held may move now
}

} // namespace ui
