// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/metrics/familyparts.h"

using namespace Qt::StringLiterals;

namespace metrics {

using prometheus::MetricFamily;

namespace {

// What they take, as of the last look at their processes.
void addUse(Families &all, const QList<protocol::WorkerFigures> &workers)
{
    constexpr double percent = 100.0;
    constexpr double bytesPerMb = 1024.0 * 1024.0;
    MetricFamily cpu = gauge("signalbox_worker_cpu_usage_cores",
                             "Processor time of the worker and all below it, in cores.");
    MetricFamily memory = gauge("signalbox_worker_resident_memory_bytes",
                                "Resident memory of the worker and all below it.");
    for (const protocol::WorkerFigures &worker : workers) {
        const Labels labels{{"worker", worker.name}};
        if (worker.cpuPercent) {
            add(cpu, labels, *worker.cpuPercent / percent);
        }
        if (worker.memoryMb) {
            add(memory, labels, *worker.memoryMb * bytesPerMb);
        }
    }
    take(all, {&cpu, &memory});
}

void addTotals(Families &all, const QList<supervisor::WorkerProcess> &workers)
{
    MetricFamily restarts = counter("signalbox_worker_restarts_total",
                                    "Automatic restarts that worked, since our start.");
    MetricFamily crashes =
        counter("signalbox_worker_crashes_total", "Crashes of the worker since our start.");
    for (const supervisor::WorkerProcess &worker : workers) {
        const Labels labels{{"worker", worker.name}};
        add(restarts, labels, static_cast<double>(worker.totals.restarts));
        add(crashes, labels, static_cast<double>(worker.totals.crashes));
    }
    take(all, {&restarts, &crashes});
}

} // namespace

void addWorkers(Families &all, const Snapshot &snapshot)
{
    using protocol::WorkerStatus;
    MetricFamily up = gauge("signalbox_worker_up", "Whether the worker runs (1) or not (0).");
    MetricFamily state =
        gauge("signalbox_worker_state", "1 for the state that the worker is in, else 0.");
    MetricFamily started = gauge("signalbox_worker_start_time_seconds",
                                 "When the worker was last started, in seconds since 1970.");
    for (const protocol::Worker &worker : snapshot.supervisor.workers) {
        const Labels labels{{"worker", worker.name}};
        add(up, labels, worker.status == WorkerStatus::Running ? 1.0 : 0.0);
        addStates(state, labels, worker.status,
                  {WorkerStatus::Stopped, WorkerStatus::Running, WorkerStatus::Crashed,
                   WorkerStatus::Restarting, WorkerStatus::Failed});
        if (worker.lastStartedAt) {
            add(started, labels, unixSeconds(*worker.lastStartedAt));
        }
    }
    addSingle(all,
              gauge("signalbox_supervisor_up", "Whether workers are supervised (1) or not (0)."),
              snapshot.supervisor.running ? 1 : 0);
    take(all, {&up, &state, &started});
    addTotals(all, snapshot.processes);
    if (snapshot.performance) {
        addUse(all, snapshot.performance->workers.value_or(QList<protocol::WorkerFigures>()));
    }
}

} // namespace metrics
