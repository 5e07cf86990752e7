// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/performance.h"

namespace tests {

class FakeBackend;

/// A machine with a GPU at work, all within its limits.
protocol::Performance busy(protocol::WallTime now = protocol::Now::read().wall);

/// The processor and the GPU are beyond their limits, a service is unreachable, letters are dead.
protocol::Performance overloaded(protocol::WallTime now = protocol::Now::read().wall);

/// A host without a GPU on which nothing is done yet.
protocol::Performance idle(protocol::WallTime now = protocol::Now::read().wall);

/// Makes the backend answer with it; its three histories, and those of each worker, lead up to it,
/// with one stretch where nothing was measured.
void fill(FakeBackend &backend, const protocol::Performance &performance,
          protocol::WallTime now = protocol::Now::read().wall);

/// The part of it that is about what one worker used.
void fillWorker(FakeBackend &backend, const protocol::WorkerFigures &worker,
                protocol::WallTime now = protocol::Now::read().wall);

} // namespace tests
