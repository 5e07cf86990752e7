// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"

#include <QString>

#include <optional>

namespace ui {

/// A stretch of time that a list is narrowed to.
struct TimeSpan
{
    std::optional<protocol::WallTime> since = {};
    std::optional<protocol::WallTime> until = {}; ///< not any more

    bool operator==(const TimeSpan &) const = default;
};

bool isWithin(const TimeSpan &span, const std::optional<protocol::WallTime> &time);

/// "&key=value", escaped; empty without a value.
QString queryPart(const QString &key, const QString &value);

QString queryOf(const TimeSpan &time);

} // namespace ui
