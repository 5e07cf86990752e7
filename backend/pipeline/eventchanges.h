// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/result.h"
#include "backend/storage/transaction.h"

#include <QString>

#include <optional>

namespace pipeline {

/// The longest note that an event takes, in characters.
inline constexpr int MaxNotes = 10'000;

/// What a person changes of a security event; what is not there stays.
struct EventChange
{
    std::optional<bool> reviewed = {};
    std::optional<QString> notes = {}; ///< empty: none any more
};

// All of these run on the storage thread, inside the caller's transaction.

/// Changes it, with an event.updated line when that differs from what was; NotFound.
protocol::Result<protocol::Done> changeEvent(storage::Transaction &tx, qint64 id,
                                             const EventChange &change);

/// Takes it out of all lists, with an event.deleted line; the retention removes it for good in its
/// time. NotFound for one that is not there any more.
protocol::Result<protocol::Done> deleteEvent(storage::Transaction &tx, qint64 id,
                                             const std::optional<QString> &reason);

/// The event.deleted line of one that is about to be removed.
void tellDeleted(storage::Transaction &tx, qint64 id, const std::optional<QString> &reason);

} // namespace pipeline
