// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/performance/loadrules.h"
#include "backend/performance/nvml.h"
#include "backend/protocol/health.h"
#include "backend/protocol/performance.h"
#include "backend/protocol/pipeline.h"
#include "backend/services/proberules.h"
#include "backend/services/slotrules.h"
#include "backend/storage/serverfigures.h"

#include <QHash>
#include <QList>

#include <optional>

/// What other rooms say, as performance figures.
namespace performance {

protocol::GpuFigures gpuOf(const GpuReading &reading);

/// The data of gpu.stats_updated, and the GPU in system.status: memory in MB. Without a GPU all of
/// it is null.
QJsonObject gpuEvent(const std::optional<protocol::Performance> &figures);

/// The services that have an address and have been probed: "unreachable" is one that did not answer
/// at all, "unhealthy" one that answered anything but that it is well.
QList<protocol::AiModelFigures>
modelsOf(const QList<protocol::AiServiceHealth> &services,
         const QHash<QString, services::SelfDescription> &descriptions,
         const std::optional<services::SlotFigures> &slotFigures);

/// `way` is that of images to their events.
protocol::InferenceFigures inferenceOf(const protocol::PipelineStatus &pipeline,
                                       const protocol::StageFlow &way);

/// The store as it is and since the last look.
struct StoreFacts
{
    QString version = {};
    bool isFaulted = false;
    std::optional<qint64> sizeBytes = {};
    std::optional<qint64> walBytes = {};
    std::optional<double> transactionsPerMinute = {};
    bool isServer = false; ///< PostgreSQL; then the following, and of the above no sizes
    std::optional<storage::ServerFigures> server = {}; ///< nothing while it does not answer
    std::optional<storage::ServerFigures> serverBefore = {};
};

/// How much of what was read since then was in memory, in percent; nothing when nothing was read.
std::optional<double> cacheHits(const std::optional<storage::ServerFigures> &before,
                                const std::optional<storage::ServerFigures> &now);

/// What others have done since then, and we but for asking; nothing when it was not asked anew.
std::optional<double> transactionsPerMinute(const std::optional<storage::ServerFigures> &before,
                                            const std::optional<storage::ServerFigures> &now);

/// `queues` as they were counted last; none, or one that was not: nothing is known of their sums.
protocol::DatabaseFigures databasesOf(const StoreFacts &store,
                                      const QList<protocol::QueueStatus> &queues);

/// Tells since when each service and database in use is as `now` has it, given the figures before
/// it: one that is different, or was not told of, is so since `now` was observed.
void carryStatusSince(protocol::Performance &now,
                      const std::optional<protocol::Performance> &before);

} // namespace performance
