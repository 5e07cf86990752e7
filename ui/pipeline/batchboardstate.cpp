// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pipeline/batchboardstate.h"

#include "ui/look/format.h"

#include <QCoreApplication>

#include <algorithm>

namespace ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(BatchBoard)
};

std::chrono::milliseconds span(double seconds)
{
    return std::chrono::round<std::chrono::milliseconds>(std::chrono::duration<double>(seconds));
}

QString deadlineText(const BatchRow &row, protocol::WallTime now)
{
    const protocol::WallTime window = row.batch.startedAt + span(row.windowSeconds);
    const protocol::WallTime idle = row.lastActivity + span(row.idleSeconds);
    const protocol::WallTime first = std::min(window, idle);
    if (first <= now) {
        return Text::tr("closing");
    }
    return idle < window ? Text::tr("idle %1").arg(countdown(idle, now))
                         : Text::tr("window %1").arg(countdown(window, now));
}

bool isAmong(const QList<ClosedBatch> &closed, const QString &id)
{
    return std::any_of(closed.begin(), closed.end(),
                       [&](const ClosedBatch &one) { return one.batchId == id; });
}

} // namespace

QString closeReason(const QString &word)
{
    if (word == u"timeout") {
        return Text::tr("window over");
    }
    if (word == u"idle") {
        return Text::tr("idle");
    }
    if (word == u"max_size") {
        return Text::tr("full");
    }
    return word + QChar(u'?');
}

QString outcomeText(const ClosedBatch &batch)
{
    QString text = batch.reason.isEmpty() ? Text::tr("closed")
                                          : Text::tr("closed: %1").arg(closeReason(batch.reason));
    if (batch.risk) {
        text = Text::tr("%1 · event, risk %2").arg(text, QString::number(*batch.risk));
    }
    return text;
}

QList<BoardRow> boardRows(const QList<BatchRow> &open, const QList<ClosedBatch> &closed,
                          protocol::WallTime now)
{
    QList<BoardRow> rows;
    for (const BatchRow &row : open) {
        if (isAmong(closed, row.batch.batchId)) {
            continue; // an event has told so, and the next answer will
        }
        const BatchProgress progress = progressOf(row, now);
        rows.append({.id = row.batch.batchId,
                     .camera = row.batch.cameraId,
                     .detections = row.batch.detectionCount,
                     .filled = progress.filled,
                     .idleMark = progress.idleMark,
                     .seconds = Text::tr("%1/%2 s")
                                    .arg(static_cast<int>(progress.seconds))
                                    .arg(static_cast<int>(row.windowSeconds)),
                     .deadline = deadlineText(row, now)});
    }
    for (const ClosedBatch &batch : closed) {
        const auto age = std::max(now - batch.at, std::chrono::milliseconds(0));
        if (age < ClosedInSight) {
            rows.append({.id = batch.batchId,
                         .camera = batch.cameraId,
                         .detections = batch.detections,
                         .isOpen = false,
                         .seconds = Text::tr("%1 ago").arg(shortDuration(age)),
                         .deadline = outcomeText(batch),
                         .strength = 1 - std::chrono::duration<double>(age) / ClosedInSight});
        }
    }
    return rows;
}

} // namespace ui
