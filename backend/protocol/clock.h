// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>
#include <optional>

namespace protocol {

using SteadyTime = std::chrono::steady_clock::time_point;
using WallTime = std::chrono::time_point<std::chrono::system_clock, std::chrono::milliseconds>;

/// Both clocks, read once for an event: steady for durations and deadlines, wall for stamps.
/// JSON writers take only wall time, so that a monotonic figure cannot leak into an answer.
struct Now
{
    SteadyTime steady;
    WallTime wall;

    static Now read();
};

/// ISO-8601 in UTC with milliseconds and Z: 2025-12-27T10:30:00.000Z.
QString toIso(WallTime time);

/// Reads ISO-8601 with any fraction and any offset (a missing one counts as UTC); nothing when it
/// is not a time.
std::optional<WallTime> fromIso(QStringView text);

} // namespace protocol
