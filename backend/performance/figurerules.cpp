// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/performance/figurerules.h"

#include <QJsonValue>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace performance {

namespace {

constexpr double BytesPerGb = 1024.0 * 1024.0 * 1024.0;
constexpr double MbPerGb = 1024.0;
constexpr double SecondsPerMinute = 60.0;
constexpr double Whole = 100.0;

std::optional<double> gigabytes(const std::optional<unsigned long long> &bytes)
{
    return bytes ? std::optional(static_cast<double>(*bytes) / BytesPerGb) : std::nullopt;
}

std::optional<int> whole(const std::optional<unsigned> &number, unsigned divisor = 1)
{
    return number ? std::optional(static_cast<int>((*number + divisor / 2) / divisor))
                  : std::nullopt;
}

QJsonValue orNull(const auto &maybe)
{
    return maybe ? QJsonValue(*maybe) : QJsonValue();
}

QJsonValue perSecond(const std::optional<double> &perMinute)
{
    return perMinute ? QJsonValue(*perMinute / SecondsPerMinute) : QJsonValue();
}

QJsonValue megabytes(const std::optional<double> &gigabytes)
{
    return gigabytes ? QJsonValue(std::llround(*gigabytes * MbPerGb)) : QJsonValue();
}

QString statusWord(protocol::Health health, const services::SelfDescription &self)
{
    if (!self.answered) {
        return u"unreachable"_s;
    }
    return health == protocol::Health::Healthy ? u"healthy"_s : u"unhealthy"_s;
}

const protocol::StageFlow *stageOf(const protocol::PipelineStatus &pipeline, QStringView name)
{
    const auto found = std::find_if(pipeline.stages.begin(), pipeline.stages.end(),
                                    [name](const auto &stage) { return stage.stage == name; });
    return found == pipeline.stages.end() ? nullptr : &*found;
}

protocol::LatencyFigures latencyOf(const protocol::StageFlow *stage)
{
    return stage == nullptr
        ? protocol::LatencyFigures()
        : protocol::LatencyFigures{.avg = stage->avgMs, .p95 = stage->p95Ms, .p99 = stage->p99Ms};
}

std::optional<qint64> waitingIn(const protocol::PipelineStatus &pipeline, QStringView name)
{
    const auto found = std::find_if(pipeline.queues.begin(), pipeline.queues.end(),
                                    [name](const auto &queue) { return queue.name == name; });
    return found == pipeline.queues.end() || !found->observedAt ? std::nullopt
                                                                : std::optional(found->waiting);
}

const protocol::AiModelFigures *sameModel(const protocol::AiModelFigures &model,
                                          const QList<protocol::AiModelFigures> &among)
{
    const auto found = std::find_if(among.begin(), among.end(), [&model](const auto &other) {
        return other.name == model.name;
    });
    return found == among.end() ? nullptr : &*found;
}

template<typename Figures>
auto *orNone(Figures &figures)
{
    return figures ? &*figures : nullptr;
}

/// What has no status is not in use, and has none since no time.
template<typename Figures>
Figures *inUse(Figures &figures)
{
    return figures.status ? &figures : nullptr;
}

template<typename Figures>
void carry(Figures *now, const Figures *before, std::optional<protocol::WallTime> at)
{
    if (now != nullptr) {
        const bool stands =
            before != nullptr && before->statusSince && before->status == now->status;
        now->statusSince = stands ? before->statusSince : at;
    }
}

} // namespace

protocol::GpuFigures gpuOf(const GpuReading &reading)
{
    constexpr unsigned milliwattsPerWatt = 1000;
    const auto &utilization = reading.utilizationPercent;
    return {.name = QString::fromStdString(reading.name),
            .utilization = utilization ? std::optional<double>(*utilization) : std::nullopt,
            .vramUsedGb = gigabytes(reading.memoryUsedBytes),
            .vramTotalGb = gigabytes(reading.memoryTotalBytes),
            .temperature = whole(reading.temperatureCelsius),
            .powerWatts = whole(reading.powerMilliwatts, milliwattsPerWatt)};
}

QJsonObject gpuEvent(const std::optional<protocol::Performance> &figures)
{
    const auto none = protocol::Performance();
    const protocol::Performance &all = figures && figures->gpu ? *figures : none;
    const protocol::GpuFigures gpu = all.gpu.value_or(protocol::GpuFigures());
    const auto inference = all.inference.value_or(protocol::InferenceFigures());
    return {{u"utilization"_s, orNull(gpu.utilization)},
            {u"memory_used"_s, megabytes(gpu.vramUsedGb)},
            {u"memory_total"_s, megabytes(gpu.vramTotalGb)},
            {u"temperature"_s, orNull(gpu.temperature)},
            {u"inference_fps"_s, perSecond(inference.imagesPerMinute)}};
}

QList<protocol::AiModelFigures>
modelsOf(const QList<protocol::AiServiceHealth> &services,
         const QHash<QString, services::SelfDescription> &descriptions,
         const std::optional<services::SlotFigures> &slotFigures)
{
    QList<protocol::AiModelFigures> models;
    for (const protocol::AiServiceHealth &service : services) {
        if (service.url.isEmpty() || !service.lastCheck) {
            continue;
        }
        const services::SelfDescription self = descriptions.value(service.name);
        protocol::AiModelFigures model{.name = service.name,
                                       .status = statusWord(service.status, self),
                                       .vramGb = self.vramGb,
                                       .model = self.model,
                                       .device = self.device};
        if (service.name == u"nemotron" && slotFigures) {
            model.slotsActive = slotFigures->active;
            model.slotsTotal = slotFigures->total;
            model.contextSize = slotFigures->contextSize;
        }
        models.append(model);
    }
    return models;
}

protocol::InferenceFigures inferenceOf(const protocol::PipelineStatus &pipeline,
                                       const protocol::StageFlow &way)
{
    const protocol::StageFlow *detection = stageOf(pipeline, u"detection");
    protocol::InferenceFigures inference{
        .yolo26 = latencyOf(detection),
        .nemotron = latencyOf(stageOf(pipeline, u"analysis")),
        .pipeline = latencyOf(&way),
        .imagesPerMinute = detection == nullptr ? std::nullopt : detection->outPerMinute,
        .eventsPerMinute = way.outPerMinute,
        .detectionQueue = waitingIn(pipeline, u"detection"),
        .analysisQueue = waitingIn(pipeline, u"analysis")};
    inference.pipeline.p99.reset(); // not told of the whole way
    return inference;
}

// A database that was made anew, or whose counts were reset, counts from the beginning again.
std::optional<double> cacheHits(const std::optional<storage::ServerFigures> &before,
                                const std::optional<storage::ServerFigures> &now)
{
    if (!before || !now || now->blocksHit < before->blocksHit
        || now->blocksRead < before->blocksRead) {
        return std::nullopt;
    }
    const auto hit = static_cast<double>(now->blocksHit - before->blocksHit);
    const double all = hit + static_cast<double>(now->blocksRead - before->blocksRead);
    return all > 0 ? std::optional(Whole * hit / all) : std::nullopt;
}

// The server tells what it counts a moment later, hence not below zero.
std::optional<double> transactionsPerMinute(const std::optional<storage::ServerFigures> &before,
                                            const std::optional<storage::ServerFigures> &now)
{
    if (!before || !now || now->transactions < before->transactions) {
        return std::nullopt;
    }
    const qint64 all = now->transactions - before->transactions;
    return perMinute(0, std::max<qint64>(0, all - (now->asked - before->asked)),
                     now->at - before->at);
}

protocol::DatabaseFigures databasesOf(const StoreFacts &store,
                                      const QList<protocol::QueueStatus> &queues)
{
    const QString status = store.isFaulted ? u"unhealthy"_s : u"healthy"_s;
    protocol::EmbeddedQueueFigures embedded{.status = status};
    const bool areCounted = std::all_of(queues.begin(), queues.end(), [](const auto &queue) {
        return queue.observedAt.has_value();
    });
    for (const protocol::QueueStatus &queue :
         areCounted ? queues : QList<protocol::QueueStatus>()) {
        embedded.waiting = embedded.waiting.value_or(0) + queue.waiting;
        embedded.leased = embedded.leased.value_or(0) + queue.leased;
        embedded.dead = embedded.dead.value_or(0) + queue.dead;
    }
    if (store.isServer) {
        protocol::PostgresFigures postgresql{.status = status,
                                             .cacheHitRatio =
                                                 cacheHits(store.serverBefore, store.server),
                                             .transactionsPerMinute = store.transactionsPerMinute};
        if (store.server) {
            postgresql.connectionsActive = store.server->connections;
            postgresql.connectionsMax = store.server->mostConnections;
        }
        return {.postgresql = postgresql, .embedded = embedded};
    }
    return {.sqlite = protocol::SqliteFigures{.status = status,
                                              .version = store.version,
                                              .sizeBytes = store.sizeBytes,
                                              .walBytes = store.walBytes,
                                              .transactionsPerMinute = store.transactionsPerMinute},
            .embedded = embedded};
}

void carryStatusSince(protocol::Performance &now,
                      const std::optional<protocol::Performance> &before)
{
    const auto at = now.observedAt;
    for (protocol::AiModelFigures &model : now.aiModels) {
        carry(&model, before ? sameModel(model, before->aiModels) : nullptr, at);
    }
    const auto earlier = before ? before->databases : protocol::DatabaseFigures();
    protocol::DatabaseFigures &databases = now.databases;
    carry(inUse(databases.postgresql), inUse(earlier.postgresql), at);
    carry(inUse(databases.redis), inUse(earlier.redis), at);
    carry(orNone(databases.sqlite), orNone(earlier.sqlite), at);
    carry(orNone(databases.embedded), orNone(earlier.embedded), at);
}

} // namespace performance
