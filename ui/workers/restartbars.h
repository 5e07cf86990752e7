// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/worker.h"
#include "ui/charts/chartrules.h"

namespace ui {

/// The restarts of a worker as counts that grow, for bars of an hour each over `span` before `now`:
/// automatic ones, those by hand, and those that came to nothing. Where the history begins later,
/// the time before has no counts.
QList<ChartLine> restartLines(const protocol::RestartHistory &history, protocol::WallTime now,
                              std::chrono::hours span);

} // namespace ui
