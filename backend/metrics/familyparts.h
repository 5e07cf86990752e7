// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/metrics/familybuilder.h"
#include "backend/metrics/snapshot.h"

/// The parts of families(), each in a file of its own.
namespace metrics {

void addWorkers(Families &all, const Snapshot &snapshot);
void addPipeline(Families &all, const Snapshot &snapshot);
void addDoor(Families &all, const Snapshot &snapshot); ///< connections, WebSockets, journal
void addMachine(Families &all, const Snapshot &snapshot); ///< our process, host, GPU, store

} // namespace metrics
