// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"

#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>

/// What GET /api/system/performance tells. GB and MB are of 1024 (as in the original), percents of
/// 100. Nothing stands for what cannot be measured.
namespace protocol {

class JsonWriter;

struct GpuFigures
{
    QString name = {};
    std::optional<double> utilization = {}; ///< percent
    std::optional<double> vramUsedGb = {};
    std::optional<double> vramTotalGb = {};
    std::optional<int> temperature = {}; ///< °C
    std::optional<int> powerWatts = {};

    std::optional<double> vramPercent() const;

    bool operator==(const GpuFigures &) const = default;
};

/// One AI service as its own health answer has it; the slots are those of a llama.cpp server.
struct AiModelFigures
{
    QString name = {};
    QString status = {}; ///< healthy | unhealthy | unreachable
    std::optional<double> vramGb = {};
    std::optional<QString> model = {};
    std::optional<QString> device = {};
    std::optional<int> slotsActive = {};
    std::optional<int> slotsTotal = {};
    std::optional<int> contextSize = {};
    std::optional<WallTime> statusSince = {}; ///< added: since when the status is what it is

    bool operator==(const AiModelFigures &) const = default;
};

/// Milliseconds, of real work in the last five minutes.
struct LatencyFigures
{
    std::optional<double> avg = {};
    std::optional<double> p95 = {};
    std::optional<double> p99 = {};

    bool operator==(const LatencyFigures &) const = default;
};

struct InferenceFigures
{
    LatencyFigures yolo26 = {};
    LatencyFigures nemotron = {};
    LatencyFigures pipeline = {}; ///< from an image's acceptance to its event; without p99
    std::optional<double> imagesPerMinute = {};
    std::optional<double> eventsPerMinute = {};
    std::optional<qint64> detectionQueue = {}; ///< jobs that wait
    std::optional<qint64> analysisQueue = {};

    bool operator==(const InferenceFigures &) const = default;
};

struct PostgresFigures
{
    std::optional<QString> status = {};
    std::optional<qint64> connectionsActive = {};
    std::optional<qint64> connectionsMax = {};
    std::optional<double> cacheHitRatio = {}; ///< percent
    std::optional<double> transactionsPerMinute = {};
    std::optional<WallTime> statusSince = {}; ///< added: since when the status is what it is

    bool operator==(const PostgresFigures &) const = default;
};

struct RedisFigures
{
    std::optional<QString> status = {};
    std::optional<qint64> connectedClients = {};
    std::optional<double> memoryMb = {};
    std::optional<double> hitRatio = {}; ///< percent; nothing before the first look-up
    std::optional<qint64> blockedClients = {};
    std::optional<WallTime> statusSince = {}; ///< added: since when the status is what it is

    bool operator==(const RedisFigures &) const = default;
};

struct SqliteFigures
{
    QString status = {}; ///< healthy | unhealthy
    QString version = {};
    std::optional<qint64> sizeBytes = {};
    std::optional<qint64> walBytes = {}; ///< the write-ahead log beside it
    std::optional<double> cacheHitRatio = {}; ///< percent
    std::optional<double> transactionsPerMinute = {};
    std::optional<WallTime> statusSince = {}; ///< added: since when the status is what it is

    bool operator==(const SqliteFigures &) const = default;
};

/// The queue inside the store: all kinds of jobs together.
struct EmbeddedQueueFigures
{
    QString status = {}; ///< healthy | unhealthy
    std::optional<qint64> waiting = {};
    std::optional<qint64> leased = {};
    std::optional<qint64> dead = {};
    std::optional<WallTime> statusSince = {}; ///< added: since when the status is what it is

    bool operator==(const EmbeddedQueueFigures &) const = default;
};

/// The first two are always told, with nulls where they are not in use.
struct DatabaseFigures
{
    PostgresFigures postgresql = {};
    RedisFigures redis = {};
    std::optional<SqliteFigures> sqlite = {};
    std::optional<EmbeddedQueueFigures> embedded = {};

    bool operator==(const DatabaseFigures &) const = default;
};

struct HostFigures
{
    std::optional<double> cpuPercent = {}; ///< of all cores together
    std::optional<double> ramUsedGb = {};
    std::optional<double> ramTotalGb = {};
    std::optional<double> ramPercent = {};
    std::optional<double> diskUsedGb = {}; ///< of the file system that the data directory is on
    std::optional<double> diskTotalGb = {};
    std::optional<double> diskPercent = {};

    bool operator==(const HostFigures &) const = default;
};

struct PerformanceAlert
{
    QString severity = {}; ///< warning | critical
    QString metric = {};
    double value = 0;
    double threshold = 0; ///< of this severity
    QString message = {};

    bool operator==(const PerformanceAlert &) const = default;
};

/// What one worker takes, with all the processes below it (added key "workers").
struct WorkerFigures
{
    QString name = {};
    std::optional<qint64> pid = {};
    std::optional<double> cpuPercent = {}; ///< of one core, so that 200 is two cores
    std::optional<double> memoryMb = {}; ///< resident
    std::optional<int> processes = {};

    bool operator==(const WorkerFigures &) const = default;
};

void write(JsonWriter &json, const WorkerFigures &worker);

struct Performance
{
    std::optional<WallTime> timestamp = {};
    std::optional<WallTime> observedAt = {}; ///< when it was measured (added key)
    std::optional<GpuFigures> gpu = {};
    QList<AiModelFigures> aiModels = {}; ///< of the services that there are
    std::optional<InferenceFigures> inference = {};
    DatabaseFigures databases = {};
    std::optional<HostFigures> host = {};
    QList<PerformanceAlert> alerts = {};
    std::optional<QList<WorkerFigures>> workers = {}; ///< nothing: the key is left out

    bool operator==(const Performance &) const = default;
};

/// The whole document, with the time of the answer.
void write(JsonWriter &json, const Performance &performance, WallTime timestamp);

Performance performanceFromJson(const QJsonObject &object);

/// GET /api/system/performance/history.
struct PerformanceHistory
{
    QList<Performance> snapshots = {}; ///< oldest first
    QString timeRange = {}; ///< 5m | 15m | 60m

    bool operator==(const PerformanceHistory &) const = default;
};

PerformanceHistory performanceHistoryFromJson(const QJsonObject &object);

} // namespace protocol
