// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/cleanup/cleanuprules.h"
#include "backend/protocol/clock.h"
#include "backend/storage/transaction.h"

#include <QString>

#include <chrono>
#include <optional>

namespace cleanup {

/// Where a walk over old rows stands: behind this one.
struct Cursor
{
    int part = 0; ///< of a table that is walked state by state
    QString at = {};
    qint64 id = 0;
};

enum class Mode
{
    Remove,
    Count ///< of a dry run: the same rows, untouched
};

/// What one batch may take.
struct Portion
{
    protocol::WallTime before = {}; ///< what is older than this is old
    Cursor from = {};
    int limit = 0;
    Mode mode = Mode::Count;
    int lines = 0; ///< of the journal, at most so many
};

/// What one batch took.
struct Slab
{
    qint64 rows = 0; ///< removed, or in a dry run to be removed
    qint64 looked = 0; ///< with those that are still needed
    int lines = 0; ///< written into the journal
    Cursor next = {};
    bool isEnd = false;
};

// All of these run on the storage thread, inside the caller's transaction.

/// The next old rows of this phase. Those that something needs stay: a detection while its batch is
/// open or has an analysis job that waits, is in work or is dead; a batch for as long, or while it
/// has a younger detection. Which ones these are does not depend on what a run has removed before,
/// so that a dry run counts what a run removes.
///
/// A security event that goes is told of by event.deleted, if nobody has deleted it before.
///
/// The journal and the restart history are only counted here: their rooms remove them.
Slab sweep(storage::Transaction &tx, Phase phase, const Portion &portion);

/// How many rows sweep() will look at; nothing when they cannot be counted quickly.
std::optional<qint64> countOld(storage::Transaction &tx, Phase phase, protocol::WallTime before);

/// SQL: true while a job that is not done, and no dead letter that goes with the retention, is
/// about `value`. Has one place for a value: the time of the retention.
QString hasJob(const QString &key, const QString &value);

/// SQL: true while the batch `b` of a detection needs it. Has one place for a value, as hasJob().
QString isNeededByBatch();

} // namespace cleanup
