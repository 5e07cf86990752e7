// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/pipeline.h"

#include "backend/protocol/enumtable.h"
#include "backend/protocol/json.h"
#include "backend/protocol/jsonwriter.h"

#include <QJsonArray>

#include <cmath>

namespace protocol {

namespace {

constexpr std::array<EnumWord<ObserverType>, 2> ObserverWords{{
    {ObserverType::Native, u"native"},
    {ObserverType::Polling, u"polling"},
}};

constexpr std::array<EnumWord<DegradationMode>, 4> ModeWords{{
    {DegradationMode::Normal, u"normal"},
    {DegradationMode::Degraded, u"degraded"},
    {DegradationMode::Minimal, u"minimal"},
    {DegradationMode::Offline, u"offline"},
}};

constexpr double MillisecondsPerSecond = 1000.0;

double unixSeconds(WallTime time)
{
    return static_cast<double>(time.time_since_epoch().count()) / MillisecondsPerSecond;
}

double oneDecimal(double seconds)
{
    return std::round(seconds * 10.0) / 10.0;
}

void write(JsonWriter &json, const FileWatcherStatus &watcher)
{
    json.beginObject()
        .field(u"running", watcher.running)
        .field(u"camera_root", watcher.cameraRoot)
        .field(u"pending_tasks", watcher.pendingTasks)
        .field(u"observer_type", toText(watcher.observerType))
        .field(u"error", watcher.error)
        .key(u"polled_folders")
        .beginArray();
    for (const PolledFolder &folder : watcher.polledFolders) {
        json.beginObject().field(u"path", folder.path).field(u"reason", folder.reason).endObject();
    }
    json.endArray().field(u"overflows", watcher.overflows).endObject();
}

void writeBatches(JsonWriter &json, const PipelineStatus &status)
{
    json.beginObject().field(u"active_batches", status.batches.size()).key(u"batches").beginArray();
    for (const Batch &batch : status.batches) {
        json.beginObject()
            .field(u"batch_id", batch.batchId)
            .field(u"camera_id", batch.cameraId)
            .field(u"detection_count", batch.detectionCount)
            .field(u"started_at", unixSeconds(batch.startedAt))
            .field(u"age_seconds", oneDecimal(batch.ageSeconds))
            .field(u"last_activity_seconds", oneDecimal(batch.lastActivitySeconds))
            .endObject();
    }
    json.endArray()
        .field(u"batch_window_seconds", QJsonValue(status.batchWindowSeconds))
        .field(u"idle_timeout_seconds", QJsonValue(status.idleTimeoutSeconds))
        .key(u"closed");
    writeCounts(json, status.closedBatches);
    json.endObject();
}

void write(JsonWriter &json, const Degradation &degradation)
{
    json.beginObject()
        .field(u"mode", toText(degradation.mode))
        .field(u"is_degraded", degradation.mode != DegradationMode::Normal)
        .field(u"redis_healthy", degradation.redisHealthy)
        .field(u"memory_queue_size", degradation.memoryQueueSize)
        .key(u"fallback_queues");
    writeCounts(json, degradation.fallbackQueues);
    json.key(u"services").beginArray();
    for (const ServiceStatus &service : degradation.services) {
        json.beginObject()
            .field(u"name", service.name)
            .field(u"status", service.status)
            .field(u"last_check", service.lastCheck)
            .field(u"consecutive_failures", service.consecutiveFailures)
            .field(u"error_message", service.errorMessage)
            .field(u"observed_at", service.lastCheck)
            .field(u"status_since", service.statusSince)
            .endObject();
    }
    json.endArray().key(u"available_features").beginArray();
    for (const QString &feature : degradation.availableFeatures) {
        json.value(feature);
    }
    json.endArray().field(u"status_since", degradation.statusSince).endObject();
}

FileWatcherStatus watcherFromJson(const QJsonObject &object)
{
    QList<PolledFolder> polled;
    const QJsonArray folders = object.value(u"polled_folders").toArray();
    for (const auto &folder : folders) {
        polled.append({.path = folder[u"path"].toString(), .reason = folder[u"reason"].toString()});
    }
    return {.running = object.value(u"running").toBool(),
            .cameraRoot = object.value(u"camera_root").toString(),
            .pendingTasks = object.value(u"pending_tasks").toInteger(),
            .observerType = observerType(object.value(u"observer_type").toString()),
            .error = textOf(object, u"error"),
            .polledFolders = polled,
            .overflows = object.value(u"overflows").toInteger()};
}

Batch batchFromJson(const QJsonObject &object)
{
    const auto started =
        std::llround(object.value(u"started_at").toDouble() * MillisecondsPerSecond);
    return {.batchId = object.value(u"batch_id").toString(),
            .cameraId = object.value(u"camera_id").toString(),
            .detectionCount = object.value(u"detection_count").toInteger(),
            .startedAt = WallTime(std::chrono::milliseconds(started)),
            .ageSeconds = object.value(u"age_seconds").toDouble(),
            .lastActivitySeconds = object.value(u"last_activity_seconds").toDouble()};
}

Degradation degradationFromJson(const QJsonObject &object)
{
    Degradation degradation{.mode = degradationMode(object.value(u"mode").toString()),
                            .redisHealthy = object.value(u"redis_healthy").toBool(),
                            .memoryQueueSize = object.value(u"memory_queue_size").toInteger(),
                            .fallbackQueues =
                                countsFromJson(object.value(u"fallback_queues").toObject())};
    degradation.statusSince = timeOf(object, u"status_since");
    const QJsonArray services = object.value(u"services").toArray();
    for (const auto &value : services) {
        const QJsonObject service = value.toObject();
        degradation.services.append(
            {.name = service.value(u"name").toString(),
             .status = service.value(u"status").toString(),
             .lastCheck = timeOf(service, u"last_check"),
             .consecutiveFailures = service.value(u"consecutive_failures").toInt(),
             .errorMessage = textOf(service, u"error_message"),
             .statusSince = timeOf(service, u"status_since")});
    }
    const QJsonArray features = object.value(u"available_features").toArray();
    for (const auto &feature : features) {
        degradation.availableFeatures.append(feature.toString());
    }
    return degradation;
}

} // namespace

QString toText(ObserverType type)
{
    return wordOf(ObserverWords, type);
}

ObserverType observerType(QStringView text)
{
    return valueOf(ObserverWords, text);
}

QString toText(DegradationMode mode)
{
    return wordOf(ModeWords, mode);
}

DegradationMode degradationMode(QStringView text)
{
    return valueOf(ModeWords, text);
}

void write(JsonWriter &json, const PipelineStatus &status, WallTime timestamp)
{
    json.beginObject().key(u"file_watcher");
    if (status.fileWatcher) {
        write(json, *status.fileWatcher);
    } else {
        json.value(nullptr);
    }
    json.key(u"batch_aggregator");
    writeBatches(json, status);
    json.key(u"degradation");
    write(json, status.degradation);
    writeQueues(json, status.queues);
    writeAccounts(json, status.accounts);
    writeStages(json, status.stages);
    json.field(u"timestamp", timestamp).endObject();
}

PipelineStatus pipelineStatusFromJson(const QJsonObject &object)
{
    const QJsonObject aggregator = object.value(u"batch_aggregator").toObject();
    PipelineStatus status{
        .closedBatches = countsFromJson(aggregator.value(u"closed").toObject()),
        .batchWindowSeconds = aggregator.value(u"batch_window_seconds").toDouble(),
        .idleTimeoutSeconds = aggregator.value(u"idle_timeout_seconds").toDouble(),
        .degradation = degradationFromJson(object.value(u"degradation").toObject()),
        .queues = queuesFromJson(object.value(u"queues").toObject()),
        .accounts = accountsFromJson(object.value(u"accounts").toArray()),
        .stages = stagesFromJson(object.value(u"stages").toArray()),
        .timestamp = timeOf(object, u"timestamp"),
    };
    if (object.value(u"file_watcher").isObject()) {
        status.fileWatcher = watcherFromJson(object.value(u"file_watcher").toObject());
    }
    const QJsonArray batches = aggregator.value(u"batches").toArray();
    for (const auto &batch : batches) {
        status.batches.append(batchFromJson(batch.toObject()));
    }
    return status;
}

} // namespace protocol
