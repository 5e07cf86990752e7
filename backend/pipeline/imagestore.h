// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/pipeline/decoders.h"
#include "backend/pipeline/intakerules.h"
#include "backend/pipeline/pressurerules.h"
#include "backend/storage/transaction.h"

#include <QString>

#include <chrono>

namespace pipeline {

/// The names of the job queues.
inline constexpr QStringView DetectionQueue = u"detection";
inline constexpr QStringView AnalysisQueue = u"analysis";
inline constexpr QStringView VideoQueue = u"video"; ///< videos to be cut into frames

/// Which of them a file waits in.
QString queueOf(const FileIdentity &file);

/// How long equal bytes count as a duplicate, how old a file may be, and how many detection jobs
/// may wait.
struct IntakeLimits
{
    std::chrono::seconds dedupe{300};
    std::chrono::hours retention{24 * 30};
    qint64 queueCapacity = QueueCapacity;
};

/// What became of one decoded file.
struct Admitted
{
    Admission admission = Admission::Accepted;
    bool alreadyKnown = false; ///< its identity was there: nothing was changed
};

// All of these run on the storage thread, inside the caller's transaction.

/// True when a row with this identity is there, whatever became of it.
bool isKnown(storage::Transaction &tx, const FileIdentity &file);

/// Decides about a decoded file and writes its identity; an accepted one gets its job (detection,
/// or the cutting of a video) in the same transaction: from the commit on it cannot be lost.
Admitted admitImage(storage::Transaction &tx, const FileIdentity &file, const Decoded &decoded,
                    const IntakeLimits &limits);

/// Writes down a file that will never be accepted (state "rejected"), with the reason.
void rejectImage(storage::Transaction &tx, const FileIdentity &file, const QString &reason);

/// Moves an image on: done, or dead with a reason.
void finishImage(storage::Transaction &tx, qint64 imageId, const QString &state,
                 const QString &reason);

} // namespace pipeline
