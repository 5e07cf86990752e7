// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/videostore.h"

#include "backend/pipeline/imagestore.h"
#include "backend/pipeline/videocutter.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pipeline {

namespace {

constexpr auto AwayDelay = 5s;

qint64 imageOf(const queue::Job &job)
{
    return job.payload.value(u"image_id").toInteger();
}

QString nameOf(const queue::Job &job)
{
    return u"video-"_s % QString::number(job.id);
}

void tellFailed(storage::Transaction &tx, const queue::Job &job, const QString &reason,
                bool isRetryable)
{
    tx.journal({.type = u"job.failed"_s,
                .data = {{u"job_id"_s, nameOf(job)},
                         {u"failed_at"_s, protocol::toIso(tx.now.wall)},
                         {u"error"_s, reason},
                         {u"retryable"_s, isRetryable}}});
}

void enqueueFrame(storage::Transaction &tx, const queue::Job &video, const QString &root,
                  const Frame &frame)
{
    QJsonObject payload = video.payload;
    payload.insert(u"file_path"_s, frame.path);
    payload.insert(u"root"_s, root);
    payload.insert(u"file_hash"_s, frame.sha256);
    payload.insert(u"video_path"_s, video.payload.value(u"file_path"));
    payload.insert(u"offset_seconds"_s, frame.offsetSeconds);
    queue::enqueue(tx, DetectionQueue.toString(), payload, tx.now.wall);
}

} // namespace

std::optional<queue::Job> leaseVideo(storage::Transaction &tx)
{
    auto job = queue::lease(tx, VideoQueue.toString(), tx.now);
    if (job) {
        tx.journal({.type = u"job.started"_s,
                    .data = {{u"job_id"_s, nameOf(*job)},
                             {u"job_type"_s, u"video"_s},
                             {u"started_at"_s, protocol::toIso(tx.now.wall)},
                             {u"estimated_duration"_s, QJsonValue::Null}}});
    }
    return job;
}

void tellVideoProgress(storage::Transaction &tx, const queue::Job &job, int progress,
                       const QString &message)
{
    tx.journal({.type = u"job.progress"_s,
                .data = {{u"job_id"_s, nameOf(job)},
                         {u"job_type"_s, u"video"_s},
                         {u"progress"_s, progress},
                         {u"message"_s, message}}});
}

void storeFrames(storage::Transaction &tx, const queue::Job &job, const VideoFrames &frames)
{
    if (!queue::finish(tx, job.id, job.token)) {
        return;
    }
    for (const Frame &frame : frames.frames) {
        enqueueFrame(tx, job, frames.root, frame);
    }
    const auto count = static_cast<qint64>(frames.frames.size());
    tx.change(u"UPDATE images SET frames_left = ? WHERE id = ?"_s, {count, imageOf(job)});
    tx.journal({.type = u"job.completed"_s,
                .data = {{u"job_id"_s, nameOf(job)},
                         {u"completed_at"_s, protocol::toIso(tx.now.wall)},
                         {u"result"_s, QJsonObject{{u"frames"_s, count}}}}});
}

void refuseVideo(storage::Transaction &tx, const queue::Job &job, const QString &reason)
{
    if (queue::finish(tx, job.id, job.token)) {
        finishImage(tx, imageOf(job), u"rejected"_s, reason);
        tellFailed(tx, job, reason, false);
    }
}

bool setVideoBack(storage::Transaction &tx, const queue::Job &job, const QString &reason,
                  bool isCounted)
{
    const auto fate = queue::fail(
        tx, job.id, job.token,
        {.reason = reason,
         .retryAt = tx.now.wall + (isCounted ? 1s * (1 << std::min(job.attempts, 5)) : AwayDelay),
         .attempt = isCounted ? queue::Attempt::Counted : queue::Attempt::NotCounted});
    if (fate == queue::Fate::Dead) {
        finishImage(tx, imageOf(job), u"dead"_s, reason);
    }
    if (fate != queue::Fate::Stale && isCounted) {
        tellFailed(tx, job, reason, fate != queue::Fate::Dead);
    }
    return fate == queue::Fate::Dead;
}

std::optional<QString> finishFrame(storage::Transaction &tx, qint64 imageId, const QString &fault)
{
    tx.change(u"UPDATE images SET frames_left = frames_left - 1, reason = coalesce(reason, ?) "
              "WHERE id = ?"_s,
              {fault.isEmpty() ? QVariant() : fault, imageId});
    QSqlQuery &query = tx.exec(u"SELECT frames_left, reason FROM images WHERE id = ?"_s, {imageId});
    if (!query.next() || query.value(0).toLongLong() > 0) {
        return std::nullopt;
    }
    const QString reason = query.value(1).toString();
    const QString state = reason.isEmpty() ? u"done"_s : u"dead"_s;
    finishImage(tx, imageId, state, reason);
    return state;
}

bool hasUnassessed(storage::Transaction &tx, qint64 imageId)
{
    QSqlQuery &query = tx.exec(u"SELECT 1 FROM detections d JOIN batches b ON b.id = d.batch_id "
                               "WHERE d.image_id = ? AND b.state IN ('open', 'closed', 'dead') "
                               "LIMIT 1"_s,
                               {imageId});
    return query.next();
}

QList<qint64> videosThrough(storage::Transaction &tx, const QString &batchId)
{
    QList<qint64> ids;
    QSqlQuery &query =
        tx.exec(u"SELECT DISTINCT i.id FROM detections d JOIN images i ON i.id = d.image_id "
                "WHERE d.batch_id = ? AND i.media_type = 'video' AND i.state = 'done'"_s,
                {batchId});
    while (query.next()) {
        ids.append(query.value(0).toLongLong());
    }
    ids.removeIf([&tx](qint64 id) { return hasUnassessed(tx, id); });
    return ids;
}

QStringList videosInWork(storage::Transaction &tx)
{
    QStringList ids;
    QSqlQuery &query = tx.exec(
        u"SELECT id FROM images WHERE state IN ('accepted', 'dead') AND media_type = 'video' "
        "UNION SELECT d.image_id FROM batches b JOIN detections d ON d.batch_id = b.id "
        "WHERE b.state IN ('open', 'closed', 'dead') AND d.frame_path IS NOT NULL"_s);
    while (query.next()) {
        ids.append(query.value(0).toString());
    }
    return ids;
}

} // namespace pipeline
