// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/http/gateserver.h"
#include "backend/http/requestmeter.h"
#include "backend/journal/socketcounts.h"
#include "backend/performance/machine.h"
#include "backend/pipeline/pipeline.h"
#include "backend/protocol/breaker.h"
#include "backend/protocol/clock.h"
#include "backend/protocol/performance.h"
#include "backend/protocol/pipeline.h"
#include "backend/protocol/worker.h"
#include "backend/supervisor/supervisor.h"

#include <QList>
#include <QString>

#include <optional>

namespace metrics {

/// The clients of one WebSocket path.
struct SocketFigures
{
    QString path = {};
    qint64 clients = 0; ///< connected now
    journal::SocketCounts counts = {};
};

struct JournalFigures
{
    qint64 sequence = 0; ///< of the newest line
    qint64 invalid = 0;
    qint64 dropped = 0;
    qint64 waiting = 0; ///< for the store
};

/// What the other rooms say of themselves at one moment.
struct Snapshot
{
    QString version = {};
    protocol::WallTime startedAt = {};
    protocol::SupervisorStatus supervisor = {};
    QList<supervisor::WorkerProcess> processes = {}; ///< for what has happened to the workers
    QList<protocol::Breaker> breakers = {};
    protocol::PipelineStatus pipeline = {};
    QList<pipeline::StageTimes> times = {};
    http::Counters door = {};
    qint64 connections = 0; ///< open now
    QList<http::RequestLine> requests = {};
    QList<SocketFigures> sockets = {};
    JournalFigures journal = {};
    qint64 commits = 0;
    bool isStoreUp = true;
    std::optional<protocol::Performance> performance = {}; ///< the last collection
    std::optional<performance::SelfFigures> self = {};
};

} // namespace metrics
