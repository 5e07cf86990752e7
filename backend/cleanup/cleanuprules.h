// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/cleanup.h"
#include "backend/protocol/clock.h"

#include <QList>
#include <QString>

#include <chrono>
#include <optional>

namespace cleanup {

/// When the daily run is due, UTC. Source: P 3.7.
inline constexpr std::chrono::minutes DailyAt{3 * 60};

/// "03:00".
QString dailyText();

/// The first 03:00 UTC after `time`.
protocol::WallTime nextDaily(protocol::WallTime time);

/// When the next run is due: the first 03:00 after the last one's end (after `since`, when there
/// was none). It lies in the past when the program was down then: it is to be caught up.
protocol::WallTime nextRun(std::optional<protocol::WallTime> last, protocol::WallTime since);

/// The steps of a job, in their order. Rows come before files, so that a crash in between leaves
/// files that nothing knows and never rows without their file.
enum class Phase
{
    Jobs, ///< done and dead ones: what they were about is free then
    Detections,
    Events,
    Batches,
    Entities,
    SetAside,
    Alerts, ///< those that ended, and those about events that go
    RestartHistory,
    Journal,
    Images, ///< rows, and files where that is wanted
    Frames, ///< of videos that are through
    Spill, ///< files that were never finished
    Media ///< below the camera root, known to nobody
};

QString toText(Phase phase);

QList<Phase> phasesOf(protocol::CleanupKind kind);

/// Those that are swept each hour, too: bounded whether or not the program runs at 03:00.
QList<Phase> hourlyPhases();

/// True for the phases that need the cleanup service.
bool needsService(Phase phase);

/// How far a job is: 0 to 100, 100 only at its end. A phase weighs as much as any other; one whose
/// total is not known counts nothing until it is over.
int percentOf(const protocol::CleanupJob &job);

/// How many rows the next commit may take after one with `rows` rows has held the store for `took`,
/// its own time on the disk too: halved above 25 ms, doubled below 12 ms when it was full, from 100
/// to 1,000. Less would only multiply what each commit costs on a slow disk.
int nextBatch(int limit, qint64 rows, std::chrono::microseconds took);

inline constexpr int FirstBatch = 200;

/// Others get the store for as long as a batch had it, but a job always goes on.
std::chrono::milliseconds pauseAfter(std::chrono::microseconds took);

/// An orphan is deleted when it is old enough to be surely forgotten.
inline constexpr std::chrono::hours OrphanAge{24};

/// True when a media file that nothing knows may go: older than the retention. A younger one may
/// wait for its camera to be enabled, or for room in the queue.
bool mayDeleteMedia(protocol::WallTime modifiedAt, protocol::WallTime before);

/// The clock is so far ahead of the newest line that was stored that it may be wrong, as that of a
/// machine is which has just been switched on. Without a line nothing is known.
bool hasLeapt(std::optional<protocol::WallTime> newestLine, protocol::WallTime now);

} // namespace cleanup
