// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/alert.h"

namespace ui {

/// All that is known of an alarm beside its message, and what can be done about it.
QString alarmFactsText(const protocol::Alert &alert, protocol::WallTime now);

/// What a person can do about it, in one sentence; empty when nothing is known to help.
QString alarmHint(const protocol::Alert &alert);

} // namespace ui
