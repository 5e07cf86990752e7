// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/result.h"
#include "backend/supervisor/workerdefinition.h"

namespace supervisor {

/// The names in an order in which each comes later than all those in its `after`, and otherwise
/// as defined. Refuses a name that is there twice, one that nobody has, and a cycle.
protocol::Result<QList<QString>> startOrder(const QList<WorkerDefinition> &definitions);

} // namespace supervisor
