// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"

#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>

namespace protocol {

class JsonWriter;

/// Source: specification, "Worker Status Values". Unknown stands for a value of a newer peer.
enum class WorkerStatus
{
    Unknown,
    Stopped,
    Running,
    Crashed,
    Restarting,
    Failed
};

QString toText(WorkerStatus status);
WorkerStatus workerStatus(QStringView text);

/// One supervised worker as GET /api/system/supervisor tells it. The first seven are the
/// specification's keys, the others are added.
struct Worker
{
    QString name = {};
    WorkerStatus status = WorkerStatus::Unknown;
    int restartCount = 0; ///< automatic restarts so far
    int maxRestarts = 0;
    std::optional<WallTime> lastStartedAt = {};
    std::optional<WallTime> lastCrashedAt = {};
    std::optional<QString> error = {}; ///< the last crash's reason in words
    bool critical = false;
    bool builtin = false;
    std::optional<qint64> pid = {};
    std::optional<WallTime> nextAttemptAt = {}; ///< when the backoff is over; only while crashed
    std::optional<WallTime> statusSince = {};
    std::optional<QString> statusText = {}; ///< what the program itself said last (STATUS=)
    QString statusWord = {}; ///< the status as the peer wrote it, kept when it is Unknown

    bool operator==(const Worker &) const = default;
};

void write(JsonWriter &json, const Worker &worker);
/// Its keys, into an object that is begun.
void writeFields(JsonWriter &json, const Worker &worker);
Worker workerFromJson(const QJsonObject &object);

/// GET /api/system/supervisor.
struct SupervisorStatus
{
    bool running = false;
    QList<Worker> workers = {};
    std::optional<WallTime> timestamp = {};

    bool operator==(const SupervisorStatus &) const = default;
};

void write(JsonWriter &json, const SupervisorStatus &status, WallTime timestamp);
SupervisorStatus supervisorStatusFromJson(const QJsonObject &object);

/// Source: specification, "Restart Event Status Values".
enum class RestartOutcome
{
    Unknown,
    Success,
    Crashed,
    Failed,
    Manual
};

QString toText(RestartOutcome outcome);
RestartOutcome restartOutcome(QStringView text);

/// One line of the restart history.
struct RestartEvent
{
    QString workerName = {};
    std::optional<WallTime> timestamp = {};
    int attempt = 0;
    RestartOutcome status = RestartOutcome::Unknown;
    std::optional<QString> error = {};

    bool operator==(const RestartEvent &) const = default;
};

void write(JsonWriter &json, const RestartEvent &event);
RestartEvent restartEventFromJson(const QJsonObject &object);

/// GET /api/system/supervisor/restart-history: one page, newest first.
struct RestartHistory
{
    QList<RestartEvent> items = {};
    qint64 total = 0; ///< after the filter
    int limit = 50;
    qint64 offset = 0;

    bool hasMore() const { return offset + items.size() < total; }

    bool operator==(const RestartHistory &) const = default;
};

void write(JsonWriter &json, const RestartHistory &history);
RestartHistory restartHistoryFromJson(const QJsonObject &object);

} // namespace protocol
