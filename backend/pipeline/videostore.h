// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/pipeline/videorules.h"
#include "backend/queue/jobqueue.h"
#include "backend/storage/transaction.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace pipeline {

/// The frames of one video and the folder that all videos' frames lie below.
struct VideoFrames
{
    QString root = {};
    std::vector<Frame> frames = {};
};

// All of these run on the storage thread, inside the caller's transaction. What a job does is told
// as job.* in the journal, with the id "video-N".

/// The next video to be cut, now leased.
std::optional<queue::Job> leaseVideo(storage::Transaction &tx);

void tellVideoProgress(storage::Transaction &tx, const queue::Job &job, int progress,
                       const QString &message);

/// Ends the job; each frame becomes a detection job of the video. Nothing for a stale lease.
void storeFrames(storage::Transaction &tx, const queue::Job &job, const VideoFrames &frames);

/// Ends the job of a video that cannot be read.
void refuseVideo(storage::Transaction &tx, const queue::Job &job, const QString &reason);

/// Another attempt later, or none: true when that was the last one.
bool setVideoBack(storage::Transaction &tx, const queue::Job &job, const QString &reason,
                  bool isCounted);

/// One frame has been looked at; `fault` says why it could not be. The state in which the video has
/// ended, when that was its last frame.
std::optional<QString> finishFrame(storage::Transaction &tx, qint64 imageId, const QString &fault);

/// Something was found in this video, and its batch is not assessed yet: the frames are looked at
/// more closely then.
bool hasUnassessed(storage::Transaction &tx, qint64 imageId);

/// The ids of the videos in a batch that has just been assessed whose frames nobody needs any more.
QList<qint64> videosThrough(storage::Transaction &tx, const QString &batchId);

/// The ids of the videos whose frames are still of use: to be looked at, dead and perhaps replayed,
/// or with things in a batch that is not assessed yet.
QStringList videosInWork(storage::Transaction &tx);

} // namespace pipeline
