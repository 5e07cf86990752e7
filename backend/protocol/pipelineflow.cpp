// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/pipelineflow.h"

#include "backend/protocol/json.h"
#include "backend/protocol/jsonwriter.h"

namespace protocol {

void writeCounts(JsonWriter &json, const QMap<QString, qint64> &counts)
{
    json.beginObject();
    for (auto it = counts.begin(); it != counts.end(); ++it) {
        json.field(it.key(), it.value());
    }
    json.endObject();
}

QMap<QString, qint64> countsFromJson(const QJsonObject &object)
{
    QMap<QString, qint64> counts;
    for (auto it = object.begin(); it != object.end(); ++it) {
        counts.insert(it.key(), it.value().toInteger());
    }
    return counts;
}

void writeQueues(JsonWriter &json, const QList<QueueStatus> &queues)
{
    json.key(u"queues").beginObject();
    for (const QueueStatus &queue : queues) {
        json.key(queue.name)
            .beginObject()
            .field(u"waiting", queue.waiting)
            .field(u"leased", queue.leased)
            .field(u"dead", queue.dead)
            .field(u"capacity", queue.capacity)
            .field(u"oldest_seconds", queue.oldestSeconds)
            .field(u"drain_seconds", queue.drainSeconds)
            .field(u"observed_at", queue.observedAt)
            .endObject();
    }
    json.endObject();
}

void writeAccounts(JsonWriter &json, const QList<StageAccount> &accounts)
{
    json.key(u"accounts").beginArray();
    for (const StageAccount &account : accounts) {
        json.beginObject()
            .field(u"stage", account.stage)
            .field(u"in", account.in)
            .field(u"out", account.out)
            .field(u"waiting", account.waiting)
            .key(u"lost");
        writeCounts(json, account.lost);
        json.endObject();
    }
    json.endArray();
}

void writeStages(JsonWriter &json, const QList<StageFlow> &stages)
{
    json.key(u"stages").beginArray();
    for (const StageFlow &stage : stages) {
        json.beginObject()
            .field(u"stage", stage.stage)
            .field(u"window_seconds", QJsonValue(stage.windowSeconds))
            .field(u"in_per_minute", stage.inPerMinute)
            .field(u"out_per_minute", stage.outPerMinute)
            .field(u"samples", stage.samples)
            .key(u"latency_ms")
            .beginObject()
            .field(u"p50", stage.p50Ms)
            .field(u"p95", stage.p95Ms)
            .field(u"p99", stage.p99Ms)
            .field(u"avg", stage.avgMs)
            .endObject()
            .endObject();
    }
    json.endArray();
}

QList<QueueStatus> queuesFromJson(const QJsonObject &object)
{
    QList<QueueStatus> queues;
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QJsonObject queue = it.value().toObject();
        queues.append({.name = it.key(),
                       .waiting = queue.value(u"waiting").toInteger(),
                       .leased = queue.value(u"leased").toInteger(),
                       .dead = queue.value(u"dead").toInteger(),
                       .capacity = queue.value(u"capacity").toInteger(),
                       .oldestSeconds = numberOf(queue, u"oldest_seconds"),
                       .drainSeconds = numberOf(queue, u"drain_seconds"),
                       .observedAt = timeOf(queue, u"observed_at")});
    }
    return queues;
}

QList<StageAccount> accountsFromJson(const QJsonArray &array)
{
    QList<StageAccount> accounts;
    for (const auto &value : array) {
        const QJsonObject account = value.toObject();
        accounts.append({.stage = account.value(u"stage").toString(),
                         .in = account.value(u"in").toInteger(),
                         .out = account.value(u"out").toInteger(),
                         .waiting = account.value(u"waiting").toInteger(),
                         .lost = countsFromJson(account.value(u"lost").toObject())});
    }
    return accounts;
}

QList<StageFlow> stagesFromJson(const QJsonArray &array)
{
    QList<StageFlow> stages;
    for (const auto &value : array) {
        const QJsonObject stage = value.toObject();
        const QJsonObject latency = stage.value(u"latency_ms").toObject();
        stages.append({.stage = stage.value(u"stage").toString(),
                       .windowSeconds = stage.value(u"window_seconds").toDouble(),
                       .inPerMinute = numberOf(stage, u"in_per_minute"),
                       .outPerMinute = numberOf(stage, u"out_per_minute"),
                       .samples = stage.value(u"samples").toInteger(),
                       .p50Ms = numberOf(latency, u"p50"),
                       .p95Ms = numberOf(latency, u"p95"),
                       .p99Ms = numberOf(latency, u"p99"),
                       .avgMs = numberOf(latency, u"avg")});
    }
    return stages;
}

} // namespace protocol
