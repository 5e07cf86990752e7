// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/alerts/subjects.h"

using namespace Qt::StringLiterals;

namespace alerts {

namespace {

template<typename T>
QJsonValue orNull(const std::optional<T> &value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}

QJsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

/// A subject whose facts have the names of its kind before them.
Subject subject(const QString &kind, const QString &name, const QHash<QString, QJsonValue> &facts)
{
    Subject subject{.kind = kind, .name = name};
    for (auto it = facts.begin(); it != facts.end(); ++it) {
        subject.facts.insert(kind + u'.' + it.key(), it.value());
    }
    return subject;
}

Subject infrastructure(const QString &kind, const protocol::InfrastructureHealth &health)
{
    return subject(kind, kind,
                   {{u"status"_s, protocol::toText(health.status)},
                    {u"message"_s, textOrNull(health.message)}});
}

} // namespace

Subject subjectOf(const protocol::Worker &worker)
{
    return subject(u"worker"_s, worker.name,
                   {{u"name"_s, worker.name},
                    {u"status"_s, protocol::toText(worker.status)},
                    {u"critical"_s, worker.critical},
                    {u"builtin"_s, worker.builtin},
                    {u"restart_count"_s, worker.restartCount},
                    {u"max_restarts"_s, worker.maxRestarts},
                    {u"error"_s, orNull(worker.error)}});
}

Subject subjectOf(const protocol::Breaker &breaker)
{
    return subject(u"breaker"_s, breaker.name,
                   {{u"name"_s, breaker.name},
                    {u"state"_s, protocol::toText(breaker.state)},
                    {u"failure_count"_s, breaker.failureCount},
                    {u"total_calls"_s, breaker.totalCalls},
                    {u"rejected_calls"_s, breaker.rejectedCalls},
                    {u"last_error"_s, orNull(breaker.lastError)}});
}

Subject subjectOf(const protocol::AiServiceHealth &service)
{
    return subject(u"service"_s, service.name,
                   {{u"name"_s, service.name},
                    {u"status"_s, protocol::toText(service.status)},
                    {u"critical"_s, service.critical},
                    {u"response_time_ms"_s, orNull(service.responseTimeMs)},
                    {u"error"_s, orNull(service.error)}});
}

Subject subjectOf(const protocol::QueueStatus &queue)
{
    constexpr double whole = 100;
    const auto ifKnown = [&queue](qint64 count) {
        return queue.observedAt ? QJsonValue(count) : QJsonValue();
    };
    const bool isLimited = queue.observedAt && queue.capacity > 0;
    const double fill = isLimited
        ? whole * static_cast<double>(queue.waiting) / static_cast<double>(queue.capacity)
        : 0;
    return subject(u"queue"_s, queue.name,
                   {{u"name"_s, queue.name},
                    {u"waiting"_s, ifKnown(queue.waiting)},
                    {u"leased"_s, ifKnown(queue.leased)},
                    {u"dead"_s, ifKnown(queue.dead)},
                    {u"capacity"_s, queue.capacity > 0 ? QJsonValue(queue.capacity) : QJsonValue()},
                    {u"fill_percent"_s, isLimited ? QJsonValue(fill) : QJsonValue()},
                    {u"oldest_seconds"_s, orNull(queue.oldestSeconds)},
                    {u"drain_seconds"_s, orNull(queue.drainSeconds)}});
}

QList<Subject> subjectsOf(const protocol::FullHealth &health)
{
    return {infrastructure(u"store"_s, health.postgres), infrastructure(u"broker"_s, health.redis),
            subject(u"health"_s, u"health"_s,
                    {{u"status"_s, protocol::toText(health.status)},
                     {u"ready"_s, health.ready},
                     {u"message"_s, textOrNull(health.message)}})};
}

Subject subjectOf(const protocol::PipelineStatus &pipeline)
{
    const auto &watcher = pipeline.fileWatcher;
    return subject(
        u"pipeline"_s, u"pipeline"_s,
        {{u"mode"_s, protocol::toText(pipeline.degradation.mode)},
         {u"watcher_running"_s, watcher ? QJsonValue(watcher->running) : QJsonValue()},
         {u"watcher_error"_s, watcher ? orNull(watcher->error) : QJsonValue()},
         {u"pending_files"_s, watcher ? QJsonValue(watcher->pendingTasks) : QJsonValue()},
         {u"memory_queue_size"_s, pipeline.degradation.memoryQueueSize}});
}

Subject eventOf(const QJsonObject &line)
{
    QHash<QString, QJsonValue> facts;
    for (const QString &key :
         {u"event_id"_s, u"camera_id"_s, u"risk_score"_s, u"risk_level"_s, u"summary"_s}) {
        facts.insert(key, line.value(key));
    }
    return subject(u"event"_s, QString::number(line.value(u"event_id").toInteger()), facts);
}

Subject performanceOf(const QMap<QString, double> &figures)
{
    const Kind *kind = kindOf(u"performance");
    QHash<QString, QJsonValue> facts;
    for (auto it = figures.begin(); it != figures.end(); ++it) {
        if (kind && factOf(*kind, it.key())) {
            facts.insert(it.key(), it.value());
        }
    }
    return subject(u"performance"_s, u"performance"_s, facts);
}

QList<Subject> cameras(storage::Transaction &tx)
{
    QList<Subject> all;
    QSqlQuery &query =
        tx.exec(u"SELECT id, name, status, enabled FROM cameras WHERE deleted_at IS NULL"_s);
    while (query.next()) {
        const QString id = query.value(0).toString();
        all.append(subject(u"camera"_s, id,
                           {{u"id"_s, id},
                            {u"name"_s, query.value(1).toString()},
                            {u"status"_s, query.value(2).toString()},
                            {u"enabled"_s, query.value(3).toBool()}}));
    }
    return all;
}

} // namespace alerts
