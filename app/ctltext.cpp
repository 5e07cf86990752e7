// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctltext.h"

#include "app/ctlcells.h"
#include "app/ctllist.h"
#include "backend/protocol/breaker.h"
#include "backend/protocol/health.h"
#include "backend/protocol/worker.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace app {

namespace {

QString countText(const QMap<QString, protocol::BreakerState> &breakers,
                  protocol::BreakerState state)
{
    const auto count = std::count(breakers.begin(), breakers.end(), state);
    return u"%1 %2"_s.arg(count).arg(protocol::toText(state));
}

void addWatcher(QList<QStringList> &rows, const QJsonObject &watcher)
{
    if (watcher.isEmpty()) {
        rows.append({u"file watcher"_s, dash()});
        return;
    }
    rows.append({u"file watcher"_s,
                 u"%1, %2 waiting, %3 (%4)"_s.arg(
                     watcher.value(u"running").toBool() ? u"running"_s : u"not running"_s,
                     number(watcher.value(u"pending_tasks")),
                     orDash(watcher.value(u"camera_root").toString()),
                     orDash(watcher.value(u"observer_type").toString()))});
    const QString error = watcher.value(u"error").toString();
    if (!error.isEmpty()) {
        rows.append({u"  fault"_s, error});
    }
}

/// What feeds a queue that has no room left, waits.
QString fullness(const QJsonObject &queue)
{
    const qint64 capacity = queue.value(u"capacity").toInteger();
    return capacity > 0 && queue.value(u"waiting").toInteger() >= capacity ? u", full"_s
                                                                           : QString();
}

/// What waits, is in hand and was given up, where a queue is told of.
void addQueues(QList<QStringList> &rows, const QJsonObject &queues)
{
    for (auto it = queues.begin(); it != queues.end(); ++it) {
        const QJsonObject queue = it.value().toObject();
        rows.append({u"queue "_s + it.key(),
                     u"%1 waiting, %2 in hand, %3 dead"_s.arg(number(queue.value(u"waiting")),
                                                              number(queue.value(u"leased")),
                                                              number(queue.value(u"dead")))
                         + fullness(queue)});
    }
}

/// What each stage lost, by reason; a reason that was never met is left out.
void addLosses(QList<QStringList> &rows, const QJsonArray &accounts)
{
    for (const QJsonValue value : accounts) {
        const QJsonObject account = value.toObject();
        const QJsonObject lost = account.value(u"lost").toObject();
        QStringList reasons;
        for (auto it = lost.begin(); it != lost.end(); ++it) {
            if (it.value().toDouble() > 0) {
                reasons.append(u"%1 %2"_s.arg(number(it.value()), it.key()));
            }
        }
        rows.append({u"lost "_s + orDash(account.value(u"stage").toString()),
                     reasons.isEmpty() ? u"0"_s : reasons.join(u", "_s)});
    }
}

void addBatches(QList<QStringList> &rows, const QJsonObject &aggregator)
{
    rows.append({u"open batches"_s, number(aggregator.value(u"active_batches"))});
    const QJsonArray batches = aggregator.value(u"batches").toArray();
    for (const QJsonValue value : batches) {
        const QJsonObject batch = value.toObject();
        rows.append(
            {u"  "_s + orDash(batch.value(u"camera_id").toString()),
             u"%1 detections, %2 s of %3 s, idle %4 s of %5 s"_s.arg(
                 number(batch.value(u"detection_count")), number(batch.value(u"age_seconds")),
                 number(aggregator.value(u"batch_window_seconds")),
                 number(batch.value(u"last_activity_seconds")),
                 number(aggregator.value(u"idle_timeout_seconds")))});
    }
}

void addDegradation(QList<QStringList> &rows, const QJsonObject &degradation)
{
    rows.append({u"mode"_s, orDash(degradation.value(u"mode").toString())});
    QStringList features;
    const QJsonArray available = degradation.value(u"available_features").toArray();
    for (const QJsonValue feature : available) {
        features.append(feature.toString());
    }
    rows.append({u"features"_s, orDash(features.join(u", "_s))});
    const QJsonArray services = degradation.value(u"services").toArray();
    for (const QJsonValue value : services) {
        const QJsonObject service = value.toObject();
        rows.append(
            {u"  "_s + orDash(service.value(u"name").toString()),
             u"%1, %2 failures in a row"_s.arg(orDash(service.value(u"status").toString()),
                                               number(service.value(u"consecutive_failures")))});
    }
}

} // namespace

Sheet statusSheet(const QJsonObject &answer)
{
    const protocol::FullHealth health = protocol::fullHealthFromJson(answer);
    const auto running = std::count_if(health.workers.begin(), health.workers.end(),
                                       [](const auto &worker) { return worker.running; });
    const auto serving =
        std::count_if(health.aiServices.begin(), health.aiServices.end(), [](const auto &service) {
            return service.status == protocol::Health::Healthy;
        });
    using protocol::BreakerState;
    return {fields({
        {u"status"_s,
         u"%1: %2"_s.arg(orDash(answer.value(u"status").toString()), orDash(health.message))},
        {u"workers"_s, u"%1 of %2 running"_s.arg(running).arg(health.workers.size())},
        {u"AI services"_s, u"%1 of %2 healthy"_s.arg(serving).arg(health.aiServices.size())},
        {u"breakers"_s,
         countText(health.breakers, BreakerState::Closed) + u", "_s
             + countText(health.breakers, BreakerState::Open) + u", "_s
             + countText(health.breakers, BreakerState::HalfOpen)},
        {u"version"_s, orDash(health.version)},
    })};
}

Sheet healthSheet(const QJsonObject &answer)
{
    const protocol::FullHealth health = protocol::fullHealthFromJson(answer);
    QList<QStringList> rows{{u"COMPONENT"_s, u"STATUS"_s, u"DETAIL"_s}};
    rows.append({u"all"_s, orDash(answer.value(u"status").toString()), orDash(health.message)});
    for (const auto &part : {health.postgres, health.redis}) {
        rows.append({orDash(part.name), protocol::toText(part.status), orDash(part.message)});
    }
    for (const auto &service : health.aiServices) {
        const QString time =
            service.responseTimeMs ? u"%1 ms"_s.arg(*service.responseTimeMs) : dash();
        rows.append({orDash(service.name), protocol::toText(service.status),
                     service.error ? *service.error : time});
    }
    for (const auto &worker : health.workers) {
        rows.append({orDash(worker.name), worker.running ? u"running"_s : u"not running"_s,
                     worker.critical ? u"critical"_s : dash()});
    }
    return {table(rows)};
}

Sheet workersSheet(const QJsonObject &answer)
{
    const protocol::SupervisorStatus status = protocol::supervisorStatusFromJson(answer);
    if (!status.running) {
        return {lines({u"the supervisor is not running"_s})};
    }
    QList<QStringList> rows{
        {u"NAME"_s, u"STATUS"_s, u"RESTARTS"_s, u"PID"_s, u"STARTED"_s, u"ERROR"_s}};
    for (const protocol::Worker &worker : status.workers) {
        rows.append({orDash(worker.name), orDash(worker.statusWord),
                     u"%1/%2"_s.arg(worker.restartCount).arg(worker.maxRestarts),
                     worker.pid ? QString::number(*worker.pid) : dash(),
                     stamp(worker.lastStartedAt), orDash(worker.error.value_or(QString()))});
    }
    return {table(rows)};
}

Sheet historySheet(const QJsonObject &answer)
{
    const protocol::RestartHistory history = protocol::restartHistoryFromJson(answer);
    QList<QStringList> rows{{u"TIME"_s, u"WORKER"_s, u"ATTEMPT"_s, u"STATUS"_s, u"ERROR"_s}};
    for (const protocol::RestartEvent &event : history.items) {
        rows.append({stamp(event.timestamp), orDash(event.workerName),
                     QString::number(event.attempt), protocol::toText(event.status),
                     orDash(event.error.value_or(QString()))});
    }
    return {table(rows), lines({u"%1 of %2"_s.arg(history.items.size()).arg(history.total)})};
}

Sheet logsSheet(const QJsonObject &answer)
{
    QStringList text;
    const QJsonArray written = answer.value(u"lines").toArray();
    for (const QJsonValue value : written) {
        const QJsonObject line = value.toObject();
        text += u"%1 %2 %3"_s.arg(orDash(line.value(u"timestamp").toString()),
                                  orDash(line.value(u"stream").toString()),
                                  line.value(u"text").toString());
    }
    return {lines(text)};
}

Sheet pipelineSheet(const QJsonObject &answer)
{
    QList<QStringList> rows;
    addWatcher(rows, answer.value(u"file_watcher").toObject());
    addLosses(rows, answer.value(u"accounts").toArray());
    addQueues(rows, answer.value(u"queues").toObject());
    addBatches(rows, answer.value(u"batch_aggregator").toObject());
    addDegradation(rows, answer.value(u"degradation").toObject());
    return {fields(rows)};
}

Sheet breakersSheet(const QJsonObject &answer)
{
    QList<QStringList> rows{
        {u"NAME"_s, u"STATE"_s, u"FAILURES"_s, u"CALLS"_s, u"REJECTED"_s, u"LAST ERROR"_s}};
    for (const protocol::Breaker &breaker : protocol::breakersFromJson(answer)) {
        rows.append({orDash(breaker.name), orDash(breaker.stateWord),
                     QString::number(breaker.failureCount), QString::number(breaker.totalCalls),
                     QString::number(breaker.rejectedCalls),
                     orDash(breaker.lastError.value_or(QString()))});
    }
    return {table(rows)};
}

Sheet eventTypesSheet(const QJsonObject &answer)
{
    QList<QStringList> rows{{u"TYPE"_s, u"CHANNEL"_s, u"DESCRIPTION"_s}};
    const QJsonArray types = answer.value(u"event_types").toArray();
    for (const QJsonValue value : types) {
        const QJsonObject type = value.toObject();
        const QString old = type.value(u"deprecated").toBool() ? u" (deprecated)"_s : QString();
        rows.append({orDash(type.value(u"type").toString()),
                     orDash(type.value(u"channel").toString()),
                     orDash(type.value(u"description").toString()) + old});
    }
    return {table(rows)};
}

Sheet messageSheet(const QJsonObject &answer)
{
    const QString message = answer.value(u"message").toString();
    return message.isEmpty() ? detailSheet(answer) : Sheet{lines({message})};
}

} // namespace app
