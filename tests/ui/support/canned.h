// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/breaker.h"
#include "backend/protocol/health.h"
#include "backend/protocol/pipeline.h"
#include "backend/protocol/worker.h"

namespace tests {

class FakeBackend;

/// A whole installation as values; fill() makes the fake backend answer with it.
struct Canned
{
    protocol::SupervisorStatus supervisor = {};
    protocol::PipelineStatus pipeline = {};
    protocol::FullHealth health = {};
    QList<protocol::Breaker> breakers = {};
    QByteArray events = {};
    QByteArray journal = {};
    QByteArray cameras = {};
};

Canned healthy(); ///< five workers run, two batches are open
Canned broken(); ///< a worker failed, one crashed, breakers open: unhealthy
Canned empty(); ///< nothing is configured, nothing has happened

void fill(FakeBackend &backend, const Canned &canned);

} // namespace tests
