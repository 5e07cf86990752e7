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

/// Which one was chosen last.
Zone rememberedZone();
void applyZone(Zone zone);

/// Applies it to the running program and remembers it for the next start. Windows get a
/// QEvent::LocaleChange, to make all their texts anew: a page half of whose times have changed
/// their meaning would mislead.
void chooseZone(Zone zone);

QDateTime inZone(protocol::WallTime time);

/// "UTC", or what the zone calls itself at that moment.
QString zoneName(protocol::WallTime time);

/// Of a column whose times may be of many days.
QString zoneName();

} // namespace ui
