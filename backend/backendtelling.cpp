// SPDX-License-Identifier: GPL-3.0-or-later
// What the parts tell the world: journal lines and notices. Who tells what is wired in
// backendparts.cpp.
#include "backend/backendparts.h"
#include "backend/performance/figurerules.h"
#include "backend/protocol/jsonwriter.h"
#include "backend/protocol/names.h"

#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

QJsonValue timeOrNull(const std::optional<protocol::WallTime> &time)
{
    return time ? QJsonValue(protocol::toIso(*time)) : QJsonValue();
}

} // namespace

void BackendParts::workerChanged(const protocol::Worker &worker, protocol::WorkerStatus previous,
                                 const QString &message)
{
    changed(u"/api/system/supervisor"_s);
    if (worker.status == previous) {
        return;
    }
    const QString before =
        previous == protocol::WorkerStatus::Unknown ? QString() : protocol::toText(previous);
    const QString service = u"worker:"_s % worker.name;
    // A start and the giving up follow on a crash, and what comes of a start follows on it. A stop
    // is somebody's wish whenever it comes.
    const bool isMending = worker.status != protocol::WorkerStatus::Stopped
        && (previous == protocol::WorkerStatus::Crashed
            || previous == protocol::WorkerStatus::Restarting);
    const journal::Line line =
        tellService(service, protocol::toText(worker.status), before, message,
                    isMending ? m_lines.value(service) : journal::Line());
    refreshHealth(line);
    changed(u"/api/system/health/full"_s);
    changed(u"/api/system/pipeline"_s);
}

journal::Line BackendParts::tellService(const QString &service, const QString &status,
                                        const QString &previous, const QString &message,
                                        const journal::Line &cause)
{
    const auto orNull = [](const QString &text) {
        return text.isEmpty() ? QJsonValue() : QJsonValue(text);
    };
    const QJsonObject older{
        {u"service"_s, service}, {u"status"_s, status}, {u"message"_s, orNull(message)}};
    QJsonObject data = older;
    data.insert(u"previous_status"_s, orNull(previous));
    journal::Line line =
        m_journal.append({.type = u"service.status_changed"_s, .data = data}, cause);
    m_journal.append({.type = u"service_status"_s, .data = older}, line);
    m_lines.insert(service, line);
    return line;
}

void BackendParts::serviceChanged(const QString &service, protocol::Health now,
                                  protocol::Health before, const QString &message)
{
    // Before its first probe nobody knows how a service is; one without an address is switched off.
    const QString unknown = m_prober.address(service).isEmpty() ? u"disabled"_s : QString();
    const auto word = [&unknown](protocol::Health health) {
        return health == protocol::Health::Unknown ? unknown : protocol::toText(health);
    };
    journal::Line line;
    if (now != before) {
        line = tellService(service, word(now), word(before), message, causeFor(service));
    }
    refreshHealth(line);
    changed(u"/api/system/health/full"_s);
    changed(u"/api/system/pipeline"_s);
}

// A breaker that is not closed has spoken first: what it forbids counts as failing. An embedded
// service goes with its worker.
journal::Line BackendParts::causeFor(const QString &service) const
{
    if (m_breakers.stateOf(service) != protocol::BreakerState::Closed) {
        return m_lines.value(u"breaker:"_s % service);
    }
    const auto &known = m_config.ai.services;
    const bool isEmbedded = std::any_of(known.begin(), known.end(), [&service](const auto &one) {
        return one.name == service && one.url.isEmpty();
    });
    const QList<protocol::Worker> workers = m_supervisor.status().workers;
    const bool isDown = std::any_of(workers.begin(), workers.end(), [](const auto &worker) {
        return worker.name == protocol::VisionWorker
            && worker.status != protocol::WorkerStatus::Running;
    });
    return isEmbedded && isDown ? m_lines.value(u"worker:"_s % protocol::VisionWorker.toString())
                                : journal::Line();
}

// Each change follows on the one before. What opens it is told by the service's own line, unless
// that one says that the service is well: its work may fail while its health is good, and of the
// failure at hand nobody may have told yet.
journal::Line BackendParts::causeForBreaker(const QString &name, protocol::BreakerState from) const
{
    if (from != protocol::BreakerState::Closed) {
        return m_lines.value(u"breaker:"_s % name);
    }
    const QList<protocol::AiServiceHealth> services = m_prober.status();
    const bool isKnownToFail = std::any_of(services.begin(), services.end(), [&](const auto &one) {
        return one.name == name && one.status != protocol::Health::Healthy
            && one.status != protocol::Health::Unknown;
    });
    return isKnownToFail ? m_lines.value(name) : journal::Line();
}

void BackendParts::breakerChanged(const QString &name, protocol::BreakerState from,
                                  protocol::BreakerState to, const QString &reason)
{
    using protocol::BreakerState;
    const auto word = [](BreakerState state) {
        return state == BreakerState::Open    ? u"unhealthy"_s
            : state == BreakerState::HalfOpen ? u"degraded"_s
                                              : u"healthy"_s;
    };
    const bool isReset = reason == breakers::ResetReason;
    const QString sentence = u"circuit breaker %1"_s.arg(protocol::toText(to));
    tellService(u"breaker:"_s % name, word(to), word(from),
                reason.isEmpty() ? sentence : sentence % u": "_s % reason,
                isReset ? journal::Line() : causeForBreaker(name, from));
    tellBreakers();
    changed(u"/api/system/health/full"_s);
}

void BackendParts::refreshHealth(const journal::Line &cause)
{
    m_cause = cause;
    m_health.refresh();
    m_cause.reset();
}

/// The queue lies in it and goes with it.
void BackendParts::storeChanged(protocol::Health now, protocol::Health before,
                                const QString &message)
{
    m_cause = tellService(u"store"_s, protocol::toText(now), protocol::toText(before), message,
                          journal::Line());
}

void BackendParts::verdictChanged(protocol::Health now, protocol::Health before,
                                  const QJsonObject &components)
{
    // What else has changed each part tells for itself.
    if (now != before) {
        m_journal.append({.type = u"system.health_changed"_s,
                          .data = {{u"health"_s, protocol::toText(now)},
                                   {u"previous_health"_s, protocol::toText(before)},
                                   {u"components"_s, components}}},
                         m_cause);
    }
    changed(u"/api/system/health/full"_s);
    changed(u"/api/system/pipeline"_s); // a store that comes or goes is a queue that does
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
    const auto cameras = m_pipeline.cameras();
    const auto orNull = [&cameras](qint64 pipeline::CameraCounts::*count) {
        return cameras ? QJsonValue((*cameras).*count) : QJsonValue();
    };
    const protocol::FullHealth health = m_health.status();
    m_journal.append(
        {.type = u"system.status"_s,
         .data = {{u"gpu"_s, performance::gpuEvent(m_performance.latest())},
                  {u"cameras"_s,
                   QJsonObject{{u"active"_s, orNull(&pipeline::CameraCounts::active)},
                               {u"total"_s, orNull(&pipeline::CameraCounts::total)}}},
                  {u"queue"_s, QJsonObject{{u"pending"_s, pending}, {u"processing"_s, processing}}},
                  {u"health"_s, protocol::toText(health.status)}}});
}

void BackendParts::cleanupBegun(const protocol::CleanupJob &job)
{
    m_cleanupLine = m_journal.append({.type = u"job.started"_s,
                                      .data = {{u"job_id"_s, job.id},
                                               {u"job_type"_s, u"cleanup"_s},
                                               {u"started_at"_s, timeOrNull(job.startedAt)},
                                               {u"estimated_duration"_s, QJsonValue::Null}}});
}

void BackendParts::cleanupAdvanced(const protocol::CleanupJob &job)
{
    m_journal.append({.type = u"job.progress"_s,
                      .data = {{u"job_id"_s, job.id},
                               {u"job_type"_s, u"cleanup"_s},
                               {u"progress"_s, cleanup::percentOf(job)},
                               {u"message"_s, job.phase.value_or(QString())}}},
                     m_cleanupLine);
}

void BackendParts::cleanupEnded(const protocol::CleanupJob &job)
{
    if (job.state == protocol::CleanupState::Finished) {
        protocol::JsonWriter json;
        protocol::write(json, job);
        const QJsonObject whole = QJsonDocument::fromJson(json.bytes()).object();
        m_journal.append({.type = u"job.completed"_s,
                          .data = {{u"job_id"_s, job.id},
                                   {u"completed_at"_s, timeOrNull(job.finishedAt)},
                                   {u"result"_s, whole.value(u"result")}}},
                         m_cleanupLine);
    } else {
        m_journal.append({.type = u"job.failed"_s,
                          .data = {{u"job_id"_s, job.id},
                                   {u"failed_at"_s, timeOrNull(job.finishedAt)},
                                   {u"error"_s, job.error.value_or(QString())},
                                   {u"retryable"_s, true}}},
                         m_cleanupLine);
    }
    m_cleanupLine.reset();
}

void BackendParts::changed(const QString &resource)
{
    m_events.changed(resource);
    m_system.changed(resource);
}
