// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"

#include <QString>

#include <chrono>
#include <optional>

namespace ui {

/// What is shown for a value that nobody has measured; never 0.
QString noValue();

/// "8 s", "4m12s", "6h12", "3d04h"; negative counts as 0.
QString shortDuration(std::chrono::milliseconds duration);

/// "8 s", "4 min 12 s", "6 h 12 min", "3 d 4 h".
QString longDuration(std::chrono::milliseconds duration);

/// "in 8 s" until `deadline`, rounded up; "now" when it has passed.
QString countdown(protocol::WallTime deadline, protocol::WallTime now);

/// The time from `since` to `now` as a short duration; "—" without `since`.
QString age(const std::optional<protocol::WallTime> &since, protocol::WallTime now);

/// "14:06:22" in UTC.
QString clockTime(protocol::WallTime time);

/// "2025-12-27 14:06:22 UTC".
QString fullTime(protocol::WallTime time);

/// "2025-12-27 14:06:22", where a header says that it is UTC.
QString dateTime(protocol::WallTime time);

/// "14:06:22 UTC, 4m12s ago", with the date when it was not in the last day; "—" without a time.
QString momentAgo(const std::optional<protocol::WallTime> &time, protocol::WallTime now);

/// A number with so many decimals, written as the language of the program does; thousands are not
/// parted.
QString decimal(double value, int decimals);

/// A text of somebody else's for a tooltip: shown as it is, also where it looks like markup.
QString plainTip(const QString &text);

/// "15 ms", "1.2 s"; "—" without a value.
QString latency(const std::optional<double> &milliseconds);

} // namespace ui
