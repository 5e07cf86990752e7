// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/metrics/familyparts.h"

using namespace Qt::StringLiterals;

namespace metrics {

using prometheus::MetricFamily;

namespace {

void addBreakers(Families &all, const QList<protocol::Breaker> &breakers)
{
    using protocol::BreakerState;
    MetricFamily state =
        gauge("signalbox_breaker_state", "1 for the state that the breaker is in, else 0.");
    MetricFamily calls = counter("signalbox_breaker_calls_total",
                                 "Calls and trials that the breaker was asked for.");
    MetricFamily failures =
        counter("signalbox_breaker_failures_total", "Failures of calls and probes that counted.");
    MetricFamily rejected =
        counter("signalbox_breaker_rejected_calls_total", "Calls that the breaker refused.");
    for (const protocol::Breaker &breaker : breakers) {
        const Labels labels{{"breaker", breaker.name}};
        addStates(state, labels, breaker.state,
                  {BreakerState::Closed, BreakerState::Open, BreakerState::HalfOpen});
        add(calls, labels, static_cast<double>(breaker.totalCalls));
        add(failures, labels, static_cast<double>(breaker.failedCalls));
        add(rejected, labels, static_cast<double>(breaker.rejectedCalls));
    }
    take(all, {&state, &calls, &failures, &rejected});
}

void addServices(Families &all, const QList<protocol::ServiceStatus> &status)
{
    MetricFamily services =
        gauge("signalbox_service_up", "Whether the last probe of the AI service succeeded.");
    for (const protocol::ServiceStatus &service : status) {
        // Of one that was never probed, nothing is known.
        if (service.lastCheck) {
            add(services, {{"service", service.name}}, service.status == u"healthy" ? 1.0 : 0.0);
        }
    }
    all.push_back(std::move(services));
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
        if (!queue.observedAt) {
            continue; // not counted yet
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
    take(all, {&jobs, &oldest, &capacity, &drain});
}

void addTimes(Families &all, const QList<pipeline::StageTimes> &times)
{
    MetricFamily latency =
        histogram("signalbox_stage_latency_seconds",
                  "From the beginning of the stage to its commit; of the pipeline, from the "
                  "acceptance of an image to its event.");
    for (const pipeline::StageTimes &stage : times) {
        add(latency, {{"stage", stage.stage}}, stage.durations, protocol::StageBounds);
    }
    take(all, {&latency});
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
    take(all, {&in, &out, &waiting, &lost});
}

} // namespace

void addPipeline(Families &all, const Snapshot &snapshot)
{
    addBreakers(all, snapshot.breakers);
    const protocol::PipelineStatus &pipeline = snapshot.pipeline;
    using protocol::DegradationMode;
    MetricFamily mode =
        gauge("signalbox_degradation_state", "1 for the mode of the pipeline, else 0.");
    addStates(mode, {}, pipeline.degradation.mode,
              {DegradationMode::Normal, DegradationMode::Degraded, DegradationMode::Minimal,
               DegradationMode::Offline});
    all.push_back(std::move(mode));

    addServices(all, pipeline.degradation.services);
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
    addTimes(all, snapshot.times);
    addClosed(all, pipeline.closedBatches);
}

} // namespace metrics
