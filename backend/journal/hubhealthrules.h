// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/broadcaster.h"

#include <QString>

#include <chrono>
#include <optional>

namespace journal {

/// What a hub has counted since its start, and what waits just now.
struct HubFigures
{
    qint64 clients = 0;
    qint64 admitted = 0; ///< connections
    qint64 sent = 0; ///< messages
    qint64 tooSlow = 0; ///< clients cut off because they did not keep up
    qint64 backlogBytes = 0; ///< not sent yet

    bool operator==(const HubFigures &) const = default;
};

/// How the journal gets on with its writing.
struct JournalCondition
{
    std::optional<QString> fault = {}; ///< why the store cannot be written, while that is so
    qint64 failures = 0; ///< lines in a row that could not be written
    qint64 waiting = 0; ///< lines that wait for the store
    qint64 dropped = 0; ///< lines lost since the start
    std::optional<protocol::WallTime> lastDropped = {};
};

/// When the status of the system was told last, for a hub that tells it every few seconds.
struct StatusNews
{
    std::optional<protocol::WallTime> last = {};
};

/// So long a loss of journal lines is worth a word.
inline constexpr std::chrono::hours LossMatters{1};
/// So old may the last status be that is told every five seconds.
inline constexpr std::chrono::seconds StatusMayBe{15};

/// The health of a hub. There is no breaker here: `open` is a store that cannot be written (only
/// what is written is told), `half_open` that what had to wait goes out just now, `unavailable` a
/// hub for the status that has none yet. Degraded is all of these, a loss of lines within the last
/// hour, and a status that has not come for 15 seconds. `news` only for the hub of the status.
protocol::Broadcaster broadcasterOf(const QString &name, const HubFigures &figures,
                                    const JournalCondition &journal,
                                    const std::optional<StatusNews> &news, protocol::WallTime now);

} // namespace journal
