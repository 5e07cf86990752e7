// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/metrics/families.h"

#include <chrono>
#include <utility>

using namespace Qt::StringLiterals;

namespace metrics {

namespace {

using prometheus::MetricFamily;
using prometheus::MetricType;

using Families = std::vector<MetricFamily>;
using Labels = std::vector<std::pair<const char *, QString>>;

MetricFamily gauge(const char *name, const char *help)
{
    return {.name = name, .help = help, .type = MetricType::Gauge, .metric = {}};
}

MetricFamily counter(const char *name, const char *help)
{
    return {.name = name, .help = help, .type = MetricType::Counter, .metric = {}};
}

void add(MetricFamily &family, const Labels &labels, double value)
{
    prometheus::ClientMetric metric;
    for (const auto &[name, text] : labels) {
        metric.label.push_back({name, text.toStdString()});
    }
    if (family.type == MetricType::Counter) {
        metric.counter.value = value;
    } else {
        metric.gauge.value = value;
    }
    family.metric.push_back(std::move(metric));
}

template<typename Number>
void addSingle(Families &all, MetricFamily family, Number value)
{
    add(family, {}, static_cast<double>(value));
    all.push_back(std::move(family));
}

// One series a state, 1 for the one that holds: Prometheus knows no words as values.
template<typename State>
void addStates(MetricFamily &family, const char *label, const QString &name, State now,
               std::initializer_list<State> states)
{
    for (const State state : states) {
        Labels labels;
        if (label) {
            labels.emplace_back(label, name);
        }
        labels.emplace_back("state", toText(state));
        add(family, labels, state == now ? 1 : 0);
    }
}

double unixSeconds(protocol::WallTime time)
{
    return std::chrono::duration<double>(time.time_since_epoch()).count();
}

void addProgram(Families &all, const Snapshot &snapshot)
{
    MetricFamily build = gauge("signalbox_build_info", "The version that runs; always 1.");
    add(build, {{"version", snapshot.version}}, 1);
    all.push_back(std::move(build));
    addSingle(all,
              gauge("process_start_time_seconds",
                    "Start time of the process since unix epoch in seconds."),
              unixSeconds(snapshot.startedAt));
}

void addWorkers(Families &all, const protocol::SupervisorStatus &supervisor)
{
    using protocol::WorkerStatus;
    MetricFamily up = gauge("signalbox_worker_up", "Whether the worker runs (1) or not (0).");
    MetricFamily state =
        gauge("signalbox_worker_state", "1 for the state that the worker is in, else 0.");
    MetricFamily restarts =
        counter("signalbox_worker_restarts_total",
                "Automatic restarts of the worker since they were last counted from 0.");
    MetricFamily started = gauge("signalbox_worker_start_time_seconds",
                                 "When the worker was last started, in seconds since 1970.");
    for (const protocol::Worker &worker : supervisor.workers) {
        const Labels labels{{"worker", worker.name}};
        add(up, labels, worker.status == WorkerStatus::Running ? 1 : 0);
        addStates(state, "worker", worker.name, worker.status,
                  {WorkerStatus::Stopped, WorkerStatus::Running, WorkerStatus::Crashed,
                   WorkerStatus::Restarting, WorkerStatus::Failed});
        add(restarts, labels, worker.restartCount);
        if (worker.lastStartedAt) {
            add(started, labels, unixSeconds(*worker.lastStartedAt));
        }
    }
    addSingle(all,
              gauge("signalbox_supervisor_up", "Whether workers are supervised (1) or not (0)."),
              supervisor.running ? 1 : 0);
    for (MetricFamily *family : {&up, &state, &restarts, &started}) {
        all.push_back(std::move(*family));
    }
}

void addBreakers(Families &all, const QList<protocol::Breaker> &breakers)
{
    using protocol::BreakerState;
    MetricFamily state =
        gauge("signalbox_breaker_state", "1 for the state that the breaker is in, else 0.");
    MetricFamily calls = counter("signalbox_breaker_calls_total",
                                 "Calls and trials that the breaker was asked for.");
    MetricFamily rejected =
        counter("signalbox_breaker_rejected_calls_total", "Calls that the breaker refused.");
    for (const protocol::Breaker &breaker : breakers) {
        const Labels labels{{"breaker", breaker.name}};
        addStates(state, "breaker", breaker.name, breaker.state,
                  {BreakerState::Closed, BreakerState::Open, BreakerState::HalfOpen});
        add(calls, labels, static_cast<double>(breaker.totalCalls));
        add(rejected, labels, static_cast<double>(breaker.rejectedCalls));
    }
    for (MetricFamily *family : {&state, &calls, &rejected}) {
        all.push_back(std::move(*family));
    }
}

void addQueues(Families &all, const QList<protocol::QueueStatus> &queues)
{
    MetricFamily jobs = gauge("signalbox_queue_jobs",
                              "Jobs that wait, are in hand (leased) or were given up (dead).");
    MetricFamily oldest =
        gauge("signalbox_queue_oldest_job_age_seconds", "How long the oldest job has waited.");
    MetricFamily capacity = gauge("signalbox_queue_capacity_jobs",
                                  "With so many waiting jobs, what feeds the queue holds back.");
    MetricFamily drain =
        gauge("signalbox_queue_drain_seconds", "Until the queue is empty at its present speed.");
    for (const protocol::QueueStatus &queue : queues) {
        if (queue.capacity > 0) {
            add(capacity, {{"queue", queue.name}}, static_cast<double>(queue.capacity));
        }
        if (queue.drainSeconds) {
            add(drain, {{"queue", queue.name}}, *queue.drainSeconds);
        }
        for (const auto &[state, count] :
             {std::pair(u"waiting"_s, queue.waiting), std::pair(u"leased"_s, queue.leased),
              std::pair(u"dead"_s, queue.dead)}) {
            add(jobs, {{"queue", queue.name}, {"state", state}}, static_cast<double>(count));
        }
        if (queue.oldestSeconds) {
            add(oldest, {{"queue", queue.name}}, *queue.oldestSeconds);
        }
    }
    for (MetricFamily *family : {&jobs, &oldest, &capacity, &drain}) {
        all.push_back(std::move(*family));
    }
}

// A label "quantile" is for summaries, which count since ever; these are of the last minutes.
void addFlow(Families &all, const QList<protocol::StageFlow> &stages)
{
    constexpr double millisecondsPerSecond = 1000.0;
    MetricFamily latency = gauge("signalbox_stage_latency_seconds",
                                 "From the beginning of the stage to its commit, last 5 minutes.");
    for (const protocol::StageFlow &stage : stages) {
        for (const auto &[percent, ms] :
             {std::pair(u"50"_s, stage.p50Ms), std::pair(u"95"_s, stage.p95Ms),
              std::pair(u"99"_s, stage.p99Ms)}) {
            if (ms) {
                add(latency, {{"stage", stage.stage}, {"percentile", percent}},
                    *ms / millisecondsPerSecond);
            }
        }
    }
    all.push_back(std::move(latency));
}

void addClosed(Families &all, const QMap<QString, qint64> &closedBatches)
{
    MetricFamily closed =
        counter("signalbox_batches_closed_total", "Batches closed since the start, by reason.");
    for (auto it = closedBatches.begin(); it != closedBatches.end(); ++it) {
        add(closed, {{"reason", it.key()}}, static_cast<double>(it.value()));
    }
    all.push_back(std::move(closed));
}

void addAccounts(Families &all, const QList<protocol::StageAccount> &accounts)
{
    MetricFamily in = counter("signalbox_stage_in_total", "What came into the stage.");
    MetricFamily out = counter("signalbox_stage_out_total", "What the stage has done.");
    MetricFamily waiting = gauge("signalbox_stage_waiting", "What the stage has yet to do.");
    MetricFamily lost =
        counter("signalbox_stage_lost_total", "What the stage has not done, by reason.");
    for (const protocol::StageAccount &account : accounts) {
        const Labels labels{{"stage", account.stage}};
        add(in, labels, static_cast<double>(account.in));
        add(out, labels, static_cast<double>(account.out));
        add(waiting, labels, static_cast<double>(account.waiting));
        for (auto it = account.lost.begin(); it != account.lost.end(); ++it) {
            add(lost, {{"stage", account.stage}, {"reason", it.key()}},
                static_cast<double>(it.value()));
        }
    }
    for (MetricFamily *family : {&in, &out, &waiting, &lost}) {
        all.push_back(std::move(*family));
    }
}

void addPipeline(Families &all, const protocol::PipelineStatus &pipeline)
{
    using protocol::DegradationMode;
    MetricFamily mode =
        gauge("signalbox_degradation_state", "1 for the mode of the pipeline, else 0.");
    addStates(mode, nullptr, {}, pipeline.degradation.mode,
              {DegradationMode::Normal, DegradationMode::Degraded, DegradationMode::Minimal,
               DegradationMode::Offline});
    all.push_back(std::move(mode));

    MetricFamily services =
        gauge("signalbox_service_up", "Whether the last probe of the AI service succeeded.");
    for (const protocol::ServiceStatus &service : pipeline.degradation.services) {
        // Of one that was never probed, nothing is known.
        if (service.lastCheck) {
            add(services, {{"service", service.name}}, service.status == u"healthy" ? 1 : 0);
        }
    }
    all.push_back(std::move(services));
    addSingle(all, gauge("signalbox_batches_open", "Batches that still take detections."),
              pipeline.batches.size());
    if (pipeline.fileWatcher) {
        addSingle(all,
                  gauge("signalbox_file_watcher_pending_files",
                        "Files seen and not yet accepted or refused."),
                  pipeline.fileWatcher->pendingTasks);
        addSingle(all,
                  counter("signalbox_file_watcher_overflows_total",
                          "Times that inotify had more to tell than it could keep; all of the "
                          "folders were looked at after each."),
                  pipeline.fileWatcher->overflows);
    }
    addQueues(all, pipeline.queues);
    addAccounts(all, pipeline.accounts);
    addFlow(all, pipeline.stages);
    addClosed(all, pipeline.closedBatches);
}

void addDoor(Families &all, const Snapshot &snapshot)
{
    const http::Counters &door = snapshot.door;
    addSingle(all, gauge("signalbox_http_connections", "Connections that are open."),
              snapshot.connections);
    addSingle(all, counter("signalbox_http_connections_accepted_total", "Connections let in."),
              door.accepted);
    addSingle(all,
              counter("signalbox_http_connections_refused_total",
                      "Connections refused because there were too many."),
              door.refusedFull);
    addSingle(all,
              counter("signalbox_http_connections_evicted_total",
                      "Idle connections closed to make room for new ones."),
              door.evicted);
    addSingle(all,
              counter("signalbox_http_requests_served_total", "Requests that a handler answered."),
              door.served);
    addSingle(
        all,
        counter("signalbox_http_requests_refused_total", "Requests refused by their head alone."),
        door.refused);
    addSingle(all,
              counter("signalbox_http_deadlines_missed_total",
                      "Connections cut because the other side was too slow."),
              door.deadlines);
    addSingle(all,
              counter("signalbox_http_desyncs_total",
                      "Requests that were parsed in two ways and cut; more than 0 is an alarm."),
              door.desync);
}

} // namespace

std::vector<MetricFamily> families(const Snapshot &snapshot)
{
    Families all;
    addProgram(all, snapshot);
    addWorkers(all, snapshot.supervisor);
    addBreakers(all, snapshot.breakers);
    addPipeline(all, snapshot.pipeline);
    addDoor(all, snapshot);
    std::erase_if(all, [](const MetricFamily &family) { return family.metric.empty(); });
    return all;
}

} // namespace metrics
