// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/deadletterstore.h"

#include "backend/pipeline/imagestore.h"
#include "backend/queue/jobqueue.h"

using namespace Qt::StringLiterals;

namespace pipeline {

namespace {

protocol::DeadLetter letterOf(const queue::DeadLetter &job)
{
    protocol::DeadLetter letter{.id = job.id,
                                .queueName = job.kind,
                                .originalJob = job.payload,
                                .error = job.reason,
                                .attemptCount = job.attempts,
                                .firstFailedAt = job.diedAt,
                                .lastFailedAt = job.diedAt,
                                .history = protocol::attemptsFromJson(job.history)};
    if (!letter.history.isEmpty()) {
        const protocol::FailedAttempt &last = letter.history.last();
        letter.firstFailedAt = letter.history.first().at;
        letter.lastFailedAt = last.at;
        letter.errorType = last.errorType;
        letter.httpStatus = last.httpStatus;
    }
    return letter;
}

// What its burial had closed: see the kinds of jobs.
void reopen(storage::Transaction &tx, const queue::DeadLetter &letter)
{
    const qint64 imageId = letter.payload.value(u"image_id").toInteger();
    if (letter.payload.contains(u"video_path")) {
        tx.change(u"UPDATE images SET state = 'accepted', finished_at = NULL, reason = NULL, "
                  "frames_left = coalesce(frames_left, 0) + 1 WHERE id = ?"_s,
                  {imageId});
    } else if (letter.kind == DetectionQueue || letter.kind == VideoQueue) {
        tx.change(u"UPDATE images SET state = 'accepted', finished_at = NULL, reason = NULL "
                  "WHERE id = ? AND state = 'dead'"_s,
                  {imageId});
    } else {
        tx.change(u"UPDATE batches SET state = 'closed' WHERE id = ? AND state = 'dead'"_s,
                  {letter.payload.value(u"batch_id").toString()});
    }
}

bool redress(storage::Transaction &tx, const queue::DeadLetter &letter, Redress what)
{
    switch (what) {
    case Redress::Replay:
        reopen(tx, letter);
        return queue::revive(tx, letter.id);
    case Redress::Discard:
        if (letter.kind == AnalysisQueue) {
            tx.change(u"UPDATE batches SET state = 'discarded' WHERE id = ? AND state = 'dead'"_s,
                      {letter.payload.value(u"batch_id").toString()});
        }
        return queue::discard(tx, letter.id);
    }
    return false;
}

} // namespace

QStringList deadLetterQueues()
{
    return {DetectionQueue.toString(), AnalysisQueue.toString(), VideoQueue.toString()};
}

QMap<QString, qint64> countDeadLetters(storage::Transaction &tx)
{
    QMap<QString, qint64> counts;
    const QStringList queues = deadLetterQueues();
    for (const QString &queue : queues) {
        counts.insert(queue, queue::depth(tx, queue).dead);
    }
    return counts;
}

protocol::DeadLetterPage deadLetterPage(storage::Transaction &tx, const QString &queue,
                                        qint64 before, int limit)
{
    protocol::DeadLetterPage page;
    const QList<queue::DeadLetter> letters = queue::deadLetters(tx, queue, before, limit + 1);
    for (const queue::DeadLetter &letter : letters) {
        if (page.items.size() == limit) {
            page.nextCursor = QString::number(page.items.last().id);
            break;
        }
        page.items.append(letterOf(letter));
    }
    return page;
}

protocol::Result<protocol::Done> redressOne(storage::Transaction &tx, const QString &queue,
                                            qint64 id, Redress redressed)
{
    const auto letter = queue::deadLetter(tx, queue, id);
    if (!letter) {
        return letter.error();
    }
    if (!redress(tx, letter.value(), redressed)) {
        return protocol::Error{protocol::ErrorKind::Internal,
                               u"Job %1 changed while it was looked at"_s.arg(id)};
    }
    return protocol::Done{};
}

int redressSome(storage::Transaction &tx, const QString &queue, Redress redressed,
                protocol::WallTime until, int limit)
{
    int count = 0;
    const QList<queue::DeadLetter> letters = queue::deadLettersUntil(tx, queue, until, limit);
    for (const queue::DeadLetter &letter : letters) {
        count += redress(tx, letter, redressed) ? 1 : 0;
    }
    return count;
}

} // namespace pipeline
