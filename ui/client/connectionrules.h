// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"

#include <chrono>
#include <optional>

namespace ui {

/// Every period of the mirror in one place; tests shorten them.
struct Timings
{
    std::chrono::milliseconds staleAfter{6000}; ///< silence after which nobody vouches for data
    std::chrono::milliseconds disconnectedAfter{15000};
    std::chrono::milliseconds ping{2000};
    std::chrono::milliseconds request{5000}; ///< deadline of a GET
    std::chrono::milliseconds wish{600000}; ///< deadline of a POST: a stop may take its time
    std::chrono::milliseconds patience{75000}; ///< after it a POST blocks no other wish
    std::chrono::milliseconds reread{250}; ///< least time between two reads of one resource
    std::chrono::milliseconds safety{5000}; ///< re-read even without a notice
    std::chrono::milliseconds backoffFirst{500};
    std::chrono::milliseconds backoffCap{10000};
    std::chrono::milliseconds refused{30000}; ///< between two attempts of who is not let in
    std::chrono::milliseconds undo{5000}; ///< how long a wish of tier 1 can be taken back
    std::chrono::milliseconds pulse{250};
    std::chrono::milliseconds sample{5000}; ///< between two figures of a chart
};

enum class ConnectionState
{
    Disconnected, ///< closed or silent for long, or never reached
    Connecting, ///< first attempts, nothing has been vouched for yet
    Live,
    CatchingUp, ///< connected, but not everything has been read again
    Stale, ///< open, but silent
    Reconnecting, ///< closed a moment ago, the next attempt is planned
};

/// What is known about a connection at a moment.
struct ConnectionFacts
{
    bool open = false; ///< the event stream is up
    bool level = false; ///< the replay is over and every resource was read since the connect
    protocol::SteadyTime begun{}; ///< when the first attempt began
    std::optional<protocol::SteadyTime> vouchedAt = {}; ///< when the last question that got an
                                                        ///< answer was asked

    bool operator==(const ConnectionFacts &) const = default;
};

/// Live only while the stream is open, level, and a pong or an answer to a question asked within
/// the last six seconds has come; anything else is not to be shown as the present.
ConnectionState connectionState(const ConnectionFacts &facts, protocol::SteadyTime now,
                                const Timings &timings);

/// How long nobody has vouched for the data.
std::chrono::milliseconds silence(const ConnectionFacts &facts, protocol::SteadyTime now);

/// The wait before attempt number `attempt` (0 is the first retry): doubled each time up to the
/// cap; `jitter` in 0..1 takes away up to half, so that many consoles do not come back at once.
std::chrono::milliseconds backoff(int attempt, double jitter, const Timings &timings);

/// What is known about one resource.
struct ResourceFacts
{
    bool answered = false; ///< a good answer exists that was asked for since the connect
    bool failing = false; ///< the last read failed
    std::optional<protocol::SteadyTime> dirtySince = {}; ///< a change was announced, not yet read

    bool operator==(const ResourceFacts &) const = default;
};

/// True when the shown answer may pass as the present: the connection is up and not silent, the
/// last read was good, and no announced change has been waiting for longer than the stale limit.
bool isVouched(const ResourceFacts &facts, ConnectionState connection, protocol::SteadyTime now,
               const Timings &timings);

/// How long to wait after a read with this HTTP status before the same is asked again: who is not
/// let in waits for long, everybody else as `usual`.
std::chrono::milliseconds retryAfter(int status, std::chrono::milliseconds usual,
                                     const Timings &timings);

/// The least time from the begin of one read of a resource to that of the next, where the window
/// had to work for `cost` with the last answer: it shall not be busy with it more than one part in
/// twenty, and yet know of a change long before what it shows is too old.
std::chrono::milliseconds restOf(std::chrono::milliseconds cost, const Timings &timings);

/// True when both clocks did not advance alike, as after a suspend of the machine.
bool clockJumped(const protocol::Now &before, const protocol::Now &after);

} // namespace ui
