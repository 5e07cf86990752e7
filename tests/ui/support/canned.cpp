// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/canned.h"

#include "backend/protocol/jsonwriter.h"
#include "backend/protocol/names.h"
#include "tests/ui/support/fakebackend.h"

#include <QJsonArray>
#include <QJsonDocument>

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

Worker worker(const QString &name, bool critical, qint64 pid, minutes up)
{
    return {.name = name,
            .status = WorkerStatus::Running,
            .maxRestarts = 5,
            .lastStartedAt = ago(up),
            .critical = critical,
            .builtin = true,
            .pid = pid,
            .statusSince = ago(up),
            .statusText = u"idle, waiting for work"_s,
            .statusWord = u"running"_s};
}

Batch batch(const QString &camera, qint64 detections, seconds age, seconds quiet)
{
    return {.batchId = u"batch-"_s + camera,
            .cameraId = camera,
            .detectionCount = detections,
            .startedAt = ago(age),
            .ageSeconds = static_cast<double>(age.count()),
            .lastActivitySeconds = static_cast<double>(quiet.count())};
}

QJsonObject event(int id, const QString &camera, int score, const QString &summary, seconds before)
{
    return {{u"id"_s, id},
            {u"batch_id"_s, u"b%1"_s.arg(id)},
            {u"camera_id"_s, camera},
            {u"started_at"_s, toIso(ago(before + seconds(40)))},
            {u"ended_at"_s, toIso(ago(before))},
            {u"risk_score"_s, score},
            {u"risk_level"_s, riskLevel(score)},
            {u"summary"_s, summary},
            {u"detection_count"_s, 4},
            {u"reviewed"_s, false}};
}

QJsonObject change(int sequence, const QString &type, const QString &channel,
                   const QJsonObject &data, seconds before)
{
    return {{u"sequence"_s, sequence},
            {u"type"_s, type},
            {u"channel"_s, channel},
            {u"data"_s, data},
            {u"timestamp"_s, toIso(ago(before))},
            {u"cause"_s, 0}};
}

QJsonObject service(const QString &name, const QString &status, const QString &previous,
                    const QString &message)
{
    return {{u"service"_s, QString(u"worker:"_s + name)},
            {u"status"_s, status},
            {u"previous_status"_s, previous},
            {u"message"_s, message}};
}

QByteArray items(const QJsonArray &list)
{
    return QJsonDocument(QJsonObject{{u"items"_s, list},
                                     {u"total"_s, list.size()},
                                     {u"next_cursor"_s, QJsonValue::Null}})
        .toJson();
}

QByteArray cameraItems(int count)
{
    static const QStringList names{u"front_door"_s, u"backyard"_s, u"garage"_s,
                                   u"driveway"_s,   u"hall"_s,     u"east_gate"_s};
    QJsonArray list;
    for (int i = 0; i < count; ++i) {
        list.append(QJsonObject{{u"id"_s, names.at(i)},
                                {u"name"_s, names.at(i)},
                                {u"status"_s, u"online"_s},
                                {u"last_seen_at"_s, toIso(ago(seconds(4)))},
                                {u"enabled"_s, true}});
    }
    return items(list);
}

} // namespace

Canned healthy()
{
    Canned canned;
    canned.supervisor.running = true;
    canned.supervisor.workers = {worker(u"file_watcher"_s, true, 4211, minutes(372)),
                                 worker(u"detection_worker"_s, false, 4212, minutes(51)),
                                 worker(u"analysis_worker"_s, false, 4213, minutes(372)),
                                 worker(u"cleanup_service"_s, false, 4214, minutes(372)),
                                 worker(u"vision"_s, false, 4215, minutes(372))};
    canned.supervisor.workers[1].restartCount = 1;
    canned.supervisor.workers[1].lastCrashedAt = ago(minutes(51));
    canned.supervisor.workers[1].error = u"killed by signal 11 (SIGSEGV)"_s;
    canned.pipeline.fileWatcher =
        FileWatcherStatus{.running = true, .cameraRoot = u"/srv/cameras"_s, .pendingTasks = 3};
    canned.pipeline.batches = {batch(u"front_door"_s, 5, seconds(45), seconds(12)),
                               batch(u"backyard"_s, 3, seconds(25), seconds(5))};
    canned.pipeline.queues = {{.name = u"detection"_s, .waiting = 12},
                              {.name = u"analysis"_s, .waiting = 2}};
    canned.pipeline.degradation.availableFeatures = {u"detection"_s, u"analysis"_s,
                                                     u"entity_tracking"_s, u"enrichment"_s};
    canned.health = {.status = Health::Healthy,
                     .ready = true,
                     .message = u"All systems operational"_s,
                     .postgres = {u"postgres"_s, Health::Healthy, u"SQLite operational"_s, {}},
                     .redis = {u"redis"_s, Health::Healthy, u"Embedded queue operational"_s, {}},
                     .statusSince = ago(minutes(372)),
                     .version = u"0.1.0"_s};
    double responseTime = 8.2;
    for (const AiServiceName &name : AiServices) {
        canned.health.aiServices.append({.name = name.name.toString(),
                                         .displayName = name.displayName.toString(),
                                         .status = Health::Healthy,
                                         .url = u"http://127.0.0.1:8001"_s,
                                         .responseTimeMs = responseTime += 4.7,
                                         .critical = name.critical});
        canned.breakers.append({.name = name.name.toString(), .stateWord = u"closed"_s});
    }
    for (const Worker &one : canned.supervisor.workers) {
        canned.health.workers.append({one.name, true, one.critical});
    }
    canned.events = items(
        {event(77, u"front_door"_s, 72, u"Person at the door, stays 40 s, looks into the camera"_s,
               seconds(35)),
         event(76, u"backyard"_s, 34, u"Dog crosses the lawn"_s, seconds(300)),
         event(75, u"driveway"_s, 12, u"Car passes by"_s, seconds(900)),
         event(74, u"garage"_s, 88, u"Two people try the side door at night"_s, seconds(3600)),
         event(73, u"hall"_s, 5, u"Resident comes home"_s, seconds(5000))});
    canned.journal = items(
        {change(48211, u"event.created"_s, u"events"_s,
                {{u"event_id"_s, 77},
                 {u"camera_id"_s, u"front_door"_s},
                 {u"risk_score"_s, 72},
                 {u"summary"_s, u"Person at the door"_s}},
                seconds(35)),
         change(48205, u"detection.batch"_s, u"detections"_s,
                {{u"camera_id"_s, u"front_door"_s}, {u"detection_count"_s, 9}}, seconds(38)),
         change(48190, u"service.status_changed"_s, u"system"_s,
                service(u"detection_worker"_s, u"running"_s, u"restarting"_s, {}), seconds(3060)),
         change(48189, u"service.status_changed"_s, u"system"_s,
                service(u"detection_worker"_s, u"restarting"_s, u"crashed"_s, u"attempt 1"_s),
                seconds(3061)),
         change(48188, u"service.status_changed"_s, u"system"_s,
                service(u"detection_worker"_s, u"crashed"_s, u"running"_s,
                        u"killed by signal 11 (SIGSEGV)"_s),
                seconds(3062))});
    canned.cameras = cameraItems(6);
    addFlow(canned);
    return canned;
}

Canned broken()
{
    Canned canned = healthy();
    canned.alerts = alarmsOfAllKinds();
    Worker &watcher = canned.supervisor.workers[0];
    watcher = {.name = u"file_watcher"_s,
               .status = WorkerStatus::Failed,
               .restartCount = 5,
               .maxRestarts = 5,
               .lastStartedAt = ago(minutes(3)),
               .lastCrashedAt = ago(minutes(2)),
               .error = u"exited with code 3: cannot open /srv/cameras: Permission denied"_s,
               .critical = true,
               .builtin = true,
               .statusSince = ago(minutes(2)),
               .statusWord = u"failed"_s};
    Worker &cleanup = canned.supervisor.workers[3];
    cleanup.status = WorkerStatus::Crashed;
    cleanup.statusWord = u"crashed"_s;
    cleanup.restartCount = 3;
    cleanup.pid.reset();
    cleanup.error = u"killed by signal 9 (SIGKILL)"_s;
    cleanup.nextAttemptAt = Now::read().wall + seconds(8);
    cleanup.lastCrashedAt = ago(seconds(2));
    canned.supervisor.workers[2].status = WorkerStatus::Restarting;
    canned.supervisor.workers[2].statusWord = u"restarting"_s;
    canned.supervisor.workers[4].status = WorkerStatus::Stopped;
    canned.supervisor.workers[4].statusWord = u"stopped"_s;
    canned.supervisor.workers[4].pid.reset();
    canned.breakers[1].state = BreakerState::HalfOpen;
    canned.breakers[4].state = BreakerState::Open;
    canned.breakers[4].nextProbeAt = Now::read().wall + seconds(12);
    canned.health.status = Health::Unhealthy;
    canned.health.ready = false;
    canned.health.message = u"Critical services unhealthy"_s;
    canned.health.statusSince = ago(seconds(132));
    canned.health.workers[0].running = false;
    canned.health.workers[3].running = false;
    canned.health.aiServices[4].status = Health::Unhealthy;
    canned.health.aiServices[4].circuitState = BreakerState::Open;
    canned.health.aiServices[4].error = u"connection refused"_s;
    canned.health.aiServices[4].responseTimeMs.reset();
    canned.pipeline.degradation.mode = DegradationMode::Degraded;
    canned.pipeline.degradation.availableFeatures = {u"detection"_s, u"analysis"_s,
                                                     u"entity_tracking"_s};
    canned.pipeline.fileWatcher->pendingTasks = 431;
    canned.pipeline.queues[0].dead = 2;
    canned.pipeline.accounts = {
        {.stage = u"images"_s, .lost = {{u"duplicate"_s, 14}, {u"rejected"_s, 5}, {u"dead"_s, 2}}}};
    addTrouble(canned);
    return canned;
}

Canned empty()
{
    Canned canned;
    canned.supervisor.running = true;
    canned.health = healthy().health;
    canned.health.statusSince = ago(seconds(4));
    canned.health.workers.clear();
    canned.breakers = healthy().breakers;
    canned.pipeline.fileWatcher = FileWatcherStatus{.running = true};
    canned.events = items({});
    canned.journal = items({});
    canned.cameras = items({});
    canned.deadLetters = R"({"queues":{}})";
    return canned;
}

void fill(FakeBackend &backend, const Canned &canned, WallTime now)
{
    const auto text = [](auto &&write) {
        JsonWriter json;
        write(json);
        return json.bytes();
    };
    backend.set(u"/api/system/supervisor"_s,
                text([&](JsonWriter &json) { write(json, canned.supervisor, now); }));
    backend.set(u"/api/system/pipeline"_s,
                text([&](JsonWriter &json) { write(json, canned.pipeline, now); }));
    backend.set(u"/api/system/health/full"_s,
                text([&](JsonWriter &json) { write(json, canned.health, now); }),
                canned.health.status == Health::Unhealthy ? 503 : 200);
    backend.set(u"/api/system/circuit-breakers"_s,
                text([&](JsonWriter &json) { write(json, canned.breakers, now); }));
    backend.set(u"/api/events"_s, canned.events);
    backend.set(u"/api/journal"_s, canned.journal);
    backend.set(u"/api/cameras"_s, canned.cameras);
    fillLetters(backend, canned);
    fillAlarms(backend, canned, now);
    fillEvents(backend);
    fillWorkers(backend, canned);
}

} // namespace tests
