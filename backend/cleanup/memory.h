// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/cleanup.h"
#include "backend/storage/transaction.h"

#include <optional>

namespace cleanup {

/// What the store remembers of the cleanup from one start of the program to the next.
struct Memory
{
    std::optional<protocol::WallTime> lastRun = {}; ///< the end of the last one that was tried
    std::optional<protocol::WallTime> lastThrough = {}; ///< of the last one that was through
    /// When there was a cleanup for the first time: until it has run, the daily run is reckoned
    /// from there.
    std::optional<protocol::WallTime> since = {};
    std::optional<protocol::CleanupJob> lastJob = {};
    /// Of the newest journal line; not written.
    std::optional<protocol::WallTime> newestLine = {};
};

// These run on the storage thread, inside the caller's transaction.

/// At the very first time `since` is now.
Memory readMemory(storage::Transaction &tx);

/// The last run and the last job, where there are any.
void writeMemory(storage::Transaction &tx, const Memory &memory);

} // namespace cleanup
