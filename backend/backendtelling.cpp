// SPDX-License-Identifier: GPL-3.0-or-later
// What the parts tell the world: journal lines and notices. Who tells what is wired in
// backendparts.cpp.
#include "backend/backendparts.h"
#include "backend/protocol/jsonwriter.h"

#include <algorithm>

using namespace Qt::StringLiterals;

void BackendParts::workerChanged(const protocol::Worker &worker, protocol::WorkerStatus previous,
                                 const QString &message)
{
    changed(u"/api/system/supervisor"_s);
    if (worker.status == previous) {
        return;
    }
    const QString before =
        previous == protocol::WorkerStatus::Unknown ? QString() : protocol::toText(previous);
    tellService(u"worker:"_s % worker.name, protocol::toText(worker.status), before, message);
    m_health.refresh();
    changed(u"/api/system/health/full"_s);
    changed(u"/api/system/pipeline"_s);
}

void BackendParts::tellService(const QString &service, const QString &status,
                               const QString &previous, const QString &message)
{
    const auto orNull = [](const QString &text) {
        return text.isEmpty() ? QJsonValue() : QJsonValue(text);
    };
    const QJsonObject older{
        {u"service"_s, service}, {u"status"_s, status}, {u"message"_s, orNull(message)}};
    QJsonObject data = older;
    data.insert(u"previous_status"_s, orNull(previous));
    m_journal.append({.type = u"service.status_changed"_s, .data = data});
    m_journal.append({.type = u"service_status"_s, .data = older});
}

void BackendParts::serviceChanged(const QString &service, protocol::Health now,
                                  protocol::Health before, const QString &message)
{
    const auto word = [](protocol::Health health) {
        return health == protocol::Health::Unknown ? u"disabled"_s : protocol::toText(health);
    };
    if (now != before) {
        tellService(service, word(now), word(before), message);
    }
    m_health.refresh();
    changed(u"/api/system/health/full"_s);
    changed(u"/api/system/pipeline"_s);
}

void BackendParts::tellBreakers()
{
    const QList<protocol::Breaker> all = m_breakers.status();
    const auto count = [&all](protocol::BreakerState state) {
        return std::count_if(all.begin(), all.end(),
                             [state](const auto &breaker) { return breaker.state == state; });
    };
    protocol::JsonWriter json;
    json.beginObject()
        .field(u"type", u"circuit_breaker_update"_s)
        .key(u"data")
        .beginObject()
        .field(u"timestamp", protocol::Now::read().wall)
        .key(u"summary")
        .beginObject()
        .field(u"total", all.size())
        .field(u"open", count(protocol::BreakerState::Open))
        .field(u"half_open", count(protocol::BreakerState::HalfOpen))
        .field(u"closed", count(protocol::BreakerState::Closed))
        .endObject()
        .key(u"breakers")
        .beginObject();
    for (const protocol::Breaker &breaker : all) {
        json.key(breaker.name)
            .beginObject()
            .field(u"state", protocol::toText(breaker.state))
            .field(u"failure_count", breaker.failureCount)
            .field(u"success_count", breaker.successCount)
            .field(u"last_failure_time", breaker.lastFailureTime)
            .endObject();
    }
    json.endObject().endObject().endObject();
    m_system.push(json.bytes());
}

void BackendParts::tellSystemStatus()
{
    const protocol::Now now = protocol::Now::read();
    const protocol::PipelineStatus status = m_pipeline.status(now);
    qint64 pending = 0;
    qint64 processing = 0;
    for (const protocol::QueueStatus &queue : status.queues) {
        pending += queue.waiting;
        processing += queue.leased;
    }
    const protocol::FullHealth health = m_health.status();
    m_journal.append(
        {.type = u"system.status"_s,
         .data = {{u"gpu"_s, QJsonObject()},
                  {u"cameras"_s, QJsonObject()},
                  {u"queue"_s, QJsonObject{{u"pending"_s, pending}, {u"processing"_s, processing}}},
                  {u"health"_s, protocol::toText(health.status)}}});
}

void BackendParts::changed(const QString &resource)
{
    m_events.changed(resource);
    m_system.changed(resource);
}
