// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"

#include <QDateTime>

namespace ui {

/// The clock by which the console tells times.
enum class Zone
{
    Utc,
    Local,
};

/// Which one was chosen in an earlier run. It holds from the start of the program to its end: a
/// page whose times change their meaning while one reads it misleads.
Zone rememberedZone();
void rememberZone(Zone zone);
void applyZone(Zone zone);

QDateTime inZone(protocol::WallTime time);

/// "UTC", or what the zone calls itself at that moment.
QString zoneName(protocol::WallTime time);

/// Of a column whose times may be of many days.
QString zoneName();

} // namespace ui
