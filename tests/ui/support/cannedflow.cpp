// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/canned.h"
#include "tests/ui/support/fakebackend.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace tests {

using namespace Qt::StringLiterals;
using namespace protocol;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

WallTime ago(std::chrono::milliseconds span)
{
    return Now::read().wall - span;
}

QJsonObject letter(int id, const QString &queue, const QString &error, const QString &type,
                   minutes before)
{
    const QJsonArray history{
        QJsonObject{{u"at"_s, toIso(ago(before + minutes(2)))}, {u"reason"_s, error}},
        QJsonObject{{u"at"_s, toIso(ago(before))}, {u"reason"_s, error}}};
    return {{u"id"_s, id},
            {u"queue_name"_s, queue},
            {u"original_job"_s, QJsonObject{{u"image_id"_s, id}}},
            {u"error"_s, error},
            {u"attempt_count"_s, 3},
            {u"first_failed_at"_s, toIso(ago(before + minutes(2)))},
            {u"last_failed_at"_s, toIso(ago(before))},
            {u"error_type"_s, type},
            {u"http_status"_s, type == u"http" ? QJsonValue(500) : QJsonValue()},
            {u"history"_s, history}};
}

QByteArray page(const QJsonArray &items)
{
    return QJsonDocument(QJsonObject{{u"items"_s, items}, {u"next_cursor"_s, QJsonValue::Null}})
        .toJson();
}

QJsonObject transition(int sequence, const QString &to, const QString &from, const QString &message,
                       seconds before)
{
    return {{u"sequence"_s, sequence},
            {u"type"_s, u"service.status_changed"_s},
            {u"channel"_s, u"system"_s},
            {u"data"_s,
             QJsonObject{{u"service"_s, u"breaker:enrichment"_s},
                         {u"status"_s, to},
                         {u"previous_status"_s, from},
                         {u"message"_s, message}}},
            {u"timestamp"_s, toIso(ago(before))},
            {u"cause"_s, 0}};
}

/// Puts newer events in front of those of the journal.
void addToJournal(Canned &canned, const QJsonArray &newer)
{
    QJsonObject body = QJsonDocument::fromJson(canned.journal).object();
    QJsonArray items = newer;
    for (const auto &item : body.value(u"items").toArray()) {
        items.append(item);
    }
    body.insert(u"items"_s, items);
    canned.journal = QJsonDocument(body).toJson();
}

} // namespace

void addFlow(Canned &canned)
{
    canned.pipeline.queues[0].capacity = 1000;
    canned.pipeline.queues[0].oldestSeconds = 4.2;
    canned.pipeline.stages = {{.stage = u"intake"_s,
                               .windowSeconds = 300,
                               .inPerMinute = 24,
                               .outPerMinute = 24,
                               .samples = 120,
                               .p50Ms = 6,
                               .p95Ms = 11,
                               .p99Ms = 19},
                              {.stage = u"detection"_s,
                               .windowSeconds = 300,
                               .inPerMinute = 24,
                               .outPerMinute = 22.4,
                               .samples = 112,
                               .p50Ms = 42,
                               .p95Ms = 95,
                               .p99Ms = 310},
                              {.stage = u"analysis"_s,
                               .windowSeconds = 300,
                               .inPerMinute = 1.2,
                               .outPerMinute = 1.2,
                               .samples = 6,
                               .p50Ms = 900,
                               .p95Ms = 1400,
                               .p99Ms = 1500}};
    canned.pipeline.closedBatches = {{u"timeout"_s, 14}, {u"idle"_s, 61}, {u"max_size"_s, 2}};
    canned.pipeline.accounts = {{.stage = u"images"_s, .in = 32, .out = 31, .waiting = 1}};
    for (const AiServiceHealth &service : canned.health.aiServices) {
        canned.pipeline.degradation.services.append(
            {.name = service.name, .status = u"healthy"_s, .lastCheck = ago(seconds(3))});
    }
    for (Breaker &breaker : canned.breakers) {
        breaker.stateSince = ago(minutes(372));
        breaker.totalCalls = 1204;
    }
    canned.deadLetters = R"({"queues":{"detection":0}})";
}

void addTrouble(Canned &canned)
{
    Breaker &enrichment = canned.breakers[4];
    enrichment.stateWord = u"open"_s;
    enrichment.failureCount = 5;
    enrichment.rejectedCalls = 31;
    enrichment.stateSince = ago(seconds(252));
    enrichment.openedAt = enrichment.stateSince;
    enrichment.lastFailureTime = enrichment.stateSince;
    enrichment.lastError = u"connection refused"_s;
    canned.breakers[1].stateWord = u"half_open"_s;
    canned.breakers[1].successCount = 1;
    canned.breakers[1].stateSince = ago(seconds(9));
    StageAccount &images = canned.pipeline.accounts[0];
    images.in = 52;
    images.out = 30;
    canned.pipeline.degradation.memoryQueueSize = 17;
    canned.pipeline.degradation.fallbackQueues = {{u"analysis"_s, 4}, {u"detection"_s, 0}};
    canned.pipeline.degradation.services[4].status = u"unhealthy"_s;
    canned.pipeline.degradation.services[4].consecutiveFailures = 9;
    canned.deadLetters = R"({"queues":{"detection":2,"analysis":1}})";
    canned.letters = {
        {u"detection"_s,
         page({letter(812, u"detection"_s, u"the service answered 500: CUDA out of memory"_s,
                      u"http"_s, minutes(4)),
               letter(790, u"detection"_s, u"the image ended its worker three times"_s, u"crash"_s,
                      minutes(51))})},
        {u"analysis"_s,
         page({letter(41, u"analysis"_s, u"no JSON in the answer of the model"_s, u"shape"_s,
                      minutes(8))})}};
    addToJournal(
        canned,
        {transition(48230, u"unhealthy"_s, u"degraded"_s, u"a trial failed: connection refused"_s,
                    seconds(252)),
         transition(48229, u"degraded"_s, u"unhealthy"_s, u"recovery time over"_s, seconds(253)),
         transition(48228, u"unhealthy"_s, u"healthy"_s,
                    u"5 failures in a row: connection refused"_s, seconds(284))});
}

void fillLetters(FakeBackend &backend, const Canned &canned)
{
    backend.set(u"/api/dlq"_s, canned.deadLetters.value_or(R"({"detail":"Not found"})"),
                canned.deadLetters ? 200 : 404);
    for (auto it = canned.letters.begin(); it != canned.letters.end(); ++it) {
        backend.set(u"/api/dlq/"_s + it.key(), it.value());
    }
}

} // namespace tests
