// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/pipelineflow.h"

#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace protocol {

class JsonWriter;

/// Source: specification, "FileWatcher Observer Types".
enum class ObserverType
{
    Unknown,
    Native,
    Polling
};

QString toText(ObserverType type);
ObserverType observerType(QStringView text);

/// Source: specification, "Degradation Modes". Unknown stands for a value of a newer peer.
enum class DegradationMode
{
    Unknown,
    Normal,
    Degraded,
    Minimal,
    Offline
};

QString toText(DegradationMode mode);
DegradationMode degradationMode(QStringView text);

/// A folder that is listed again and again, since inotify does not see it.
struct PolledFolder
{
    QString path = {};
    QString reason = {}; ///< with what helps, where something does

    bool operator==(const PolledFolder &) const = default;
};

/// The watcher's part of GET /api/system/pipeline.
struct FileWatcherStatus
{
    bool running = false;
    QString cameraRoot = {}; ///< absolute
    qint64 pendingTasks = 0; ///< files seen and not yet accepted or refused
    ObserverType observerType = ObserverType::Native;
    std::optional<QString> error = {}; ///< why it cannot see all as it should, in words
    QList<PolledFolder> polledFolders = {}; ///< while the rest is native (added key); some, if many
    qint64 overflows = 0; ///< of inotify, since our start (added key); all was looked at after each

    bool operator==(const FileWatcherStatus &) const = default;
};

/// One open batch.
struct Batch
{
    QString batchId = {};
    QString cameraId = {};
    qint64 detectionCount = 0;
    WallTime startedAt{}; ///< Unix seconds as a float on the wire
    double ageSeconds = 0;
    double lastActivitySeconds = 0; ///< since the last detection

    bool operator==(const Batch &) const = default;
};

/// How one AI service is doing, for the degradation rules.
struct ServiceStatus
{
    QString name = {};
    QString status = {}; ///< healthy | unhealthy | unknown
    std::optional<WallTime> lastCheck = {};
    int consecutiveFailures = 0;
    std::optional<QString> errorMessage = {};
    std::optional<WallTime> statusSince = {};

    bool operator==(const ServiceStatus &) const = default;
};

/// What still works while services are away.
struct Degradation
{
    DegradationMode mode = DegradationMode::Normal;
    bool redisHealthy = true;
    qint64 memoryQueueSize = 0;
    QMap<QString, qint64> fallbackQueues = {};
    QList<ServiceStatus> services = {};
    QStringList availableFeatures = {};
    std::optional<WallTime> statusSince = {}; ///< since when the mode holds

    bool operator==(const Degradation &) const = default;
};

/// GET /api/system/pipeline.
struct PipelineStatus
{
    std::optional<FileWatcherStatus> fileWatcher = {};
    QList<Batch> batches = {};
    QMap<QString, qint64> closedBatches = {}; ///< since the start, by reason (added key "closed")
    double batchWindowSeconds = 90;
    double idleTimeoutSeconds = 30;
    Degradation degradation = {};
    QList<QueueStatus> queues = {};
    QList<StageAccount> accounts = {};
    QList<StageFlow> stages = {};
    std::optional<WallTime> timestamp = {};

    bool operator==(const PipelineStatus &) const = default;
};

void write(JsonWriter &json, const PipelineStatus &status, WallTime timestamp);
PipelineStatus pipelineStatusFromJson(const QJsonObject &object);

} // namespace protocol
