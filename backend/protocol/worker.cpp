// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/worker.h"

#include "backend/protocol/enumtable.h"
#include "backend/protocol/json.h"
#include "backend/protocol/jsonwriter.h"

#include <QJsonArray>

namespace protocol {

namespace {

constexpr std::array<EnumWord<WorkerStatus>, 5> StatusWords{{
    {WorkerStatus::Running, u"running"},
    {WorkerStatus::Stopped, u"stopped"},
    {WorkerStatus::Crashed, u"crashed"},
    {WorkerStatus::Restarting, u"restarting"},
    {WorkerStatus::Failed, u"failed"},
}};

constexpr std::array<EnumWord<RestartOutcome>, 4> OutcomeWords{{
    {RestartOutcome::Success, u"success"},
    {RestartOutcome::Crashed, u"crashed"},
    {RestartOutcome::Failed, u"failed"},
    {RestartOutcome::Manual, u"manual"},
}};

} // namespace

QString toText(WorkerStatus status)
{
    return wordOf(StatusWords, status);
}

WorkerStatus workerStatus(QStringView text)
{
    return valueOf(StatusWords, text);
}

QString toText(RestartOutcome outcome)
{
    return wordOf(OutcomeWords, outcome);
}

RestartOutcome restartOutcome(QStringView text)
{
    return valueOf(OutcomeWords, text);
}

void write(JsonWriter &json, const Worker &worker)
{
    json.beginObject();
    writeFields(json, worker);
    json.endObject();
}

void writeFields(JsonWriter &json, const Worker &worker)
{
    json.field(u"name", worker.name)
        .field(u"status", toText(worker.status))
        .field(u"restart_count", worker.restartCount)
        .field(u"max_restarts", worker.maxRestarts)
        .field(u"last_started_at", worker.lastStartedAt)
        .field(u"last_crashed_at", worker.lastCrashedAt)
        .field(u"error", worker.error)
        .field(u"critical", worker.critical)
        .field(u"builtin", worker.builtin)
        .field(u"pid", worker.pid)
        .field(u"next_attempt_at", worker.nextAttemptAt)
        .field(u"status_since", worker.statusSince)
        .field(u"status_text", worker.statusText);
}

Worker workerFromJson(const QJsonObject &object)
{
    return {
        .name = object.value(u"name").toString(),
        .status = workerStatus(object.value(u"status").toString()),
        .restartCount = object.value(u"restart_count").toInt(),
        .maxRestarts = object.value(u"max_restarts").toInt(),
        .lastStartedAt = timeOf(object, u"last_started_at"),
        .lastCrashedAt = timeOf(object, u"last_crashed_at"),
        .error = textOf(object, u"error"),
        .critical = object.value(u"critical").toBool(),
        .builtin = object.value(u"builtin").toBool(),
        .pid = integerOf(object, u"pid"),
        .nextAttemptAt = timeOf(object, u"next_attempt_at"),
        .statusSince = timeOf(object, u"status_since"),
        .statusText = textOf(object, u"status_text"),
        .statusWord = object.value(u"status").toString(),
    };
}

void write(JsonWriter &json, const SupervisorStatus &status, WallTime timestamp)
{
    json.beginObject()
        .field(u"running", status.running)
        .field(u"worker_count", status.workers.size())
        .key(u"workers")
        .beginArray();
    for (const Worker &worker : status.workers) {
        write(json, worker);
    }
    json.endArray().field(u"timestamp", timestamp).endObject();
}

SupervisorStatus supervisorStatusFromJson(const QJsonObject &object)
{
    SupervisorStatus status{.running = object.value(u"running").toBool(),
                            .workers = {},
                            .timestamp = timeOf(object, u"timestamp")};
    const QJsonArray workers = object.value(u"workers").toArray();
    for (const auto &worker : workers) {
        status.workers.append(workerFromJson(worker.toObject()));
    }
    return status;
}

void write(JsonWriter &json, const RestartEvent &event)
{
    json.beginObject()
        .field(u"worker_name", event.workerName)
        .field(u"timestamp", event.timestamp)
        .field(u"attempt", event.attempt)
        .field(u"status", toText(event.status))
        .field(u"error", event.error)
        .endObject();
}

RestartEvent restartEventFromJson(const QJsonObject &object)
{
    return {
        .workerName = object.value(u"worker_name").toString(),
        .timestamp = timeOf(object, u"timestamp"),
        .attempt = object.value(u"attempt").toInt(),
        .status = restartOutcome(object.value(u"status").toString()),
        .error = textOf(object, u"error"),
    };
}

void write(JsonWriter &json, const RestartHistory &history)
{
    json.beginObject().key(u"items").beginArray();
    for (const RestartEvent &event : history.items) {
        write(json, event);
    }
    json.endArray()
        .key(u"pagination")
        .beginObject()
        .field(u"total", history.total)
        .field(u"limit", history.limit)
        .field(u"offset", history.offset)
        .field(u"items_count", history.items.size())
        .field(u"has_more", history.hasMore())
        .endObject()
        .endObject();
}

RestartHistory restartHistoryFromJson(const QJsonObject &object)
{
    const QJsonObject pagination = object.value(u"pagination").toObject();
    RestartHistory history{.items = {},
                           .total = pagination.value(u"total").toInteger(),
                           .limit = pagination.value(u"limit").toInt(),
                           .offset = pagination.value(u"offset").toInteger()};
    const QJsonArray items = object.value(u"items").toArray();
    for (const auto &item : items) {
        history.items.append(restartEventFromJson(item.toObject()));
    }
    return history;
}

} // namespace protocol
