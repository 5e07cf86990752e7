// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlverbtable.h"

#include "app/ctltext.h"

#include <array>

namespace app {

namespace {

constexpr QStringView FullHealthPath = u"/api/system/health/full";
constexpr QStringView SupervisorPath = u"/api/system/supervisor";

constexpr std::array<Column, 6> TargetColumns{{{u"JOB", u"job"},
                                               {u"INSTANCE", u"instance", true},
                                               {u"HEALTH", u"health"},
                                               {u"LAST SCRAPE", u"last_scrape"},
                                               {u"SECONDS", u"scrape_duration_seconds"},
                                               {u"ERROR", u"last_error", true}}};

constexpr std::array<Column, 9> HistoryColumns{
    {{u"TIME", u"timestamp"},
     {u"CPU %", u"host.cpu_percent"},
     {u"RAM GB", u"host.ram_used_gb"},
     {u"DISK %", u"host.disk_percent"},
     {u"GPU %", u"gpu.utilization"},
     {u"IMAGES/MIN", u"inference.throughput.images_per_min"},
     {u"EVENTS/MIN", u"inference.throughput.events_per_min"},
     {u"DETECTION", u"inference.queues.detection"},
     {u"ANALYSIS", u"inference.queues.analysis"}}};

constexpr std::array<Verb, 17> Verbs{{
    {.name = u"status",
     .path = FullHealthPath,
     .options = u"wait",
     .sheet = statusSheet,
     .help = u"the whole in a few lines",
     .goal = Goal::Healthy},
    {.name = u"health",
     .path = FullHealthPath,
     .options = u"wait",
     .sheet = healthSheet,
     .help = u"every component; ends with 4 when the whole is unhealthy",
     .goal = Goal::Healthy,
     .judges = true},
    {.name = u"workers",
     .alias = u"workers list",
     .path = SupervisorPath,
     .sheet = workersSheet,
     .help = u"the supervised workers"},
    {.name = u"workers show",
     .words = u"NAME",
     .path = u"/api/system/supervisor/workers/{}",
     .help = u"a worker with its definition and newest restarts"},
    {.name = u"workers start",
     .alias = u"start",
     .words = u"NAME",
     .method = Method::Post,
     .path = u"/api/system/supervisor/workers/{}/start",
     .options = u"wait",
     .sheet = messageSheet,
     .help = u"start a worker",
     .goal = Goal::Running},
    {.name = u"workers stop",
     .alias = u"stop",
     .words = u"NAME",
     .method = Method::Post,
     .path = u"/api/system/supervisor/workers/{}/stop",
     .options = u"wait",
     .sheet = messageSheet,
     .help = u"stop a worker",
     .goal = Goal::Stopped},
    {.name = u"workers restart",
     .alias = u"restart",
     .words = u"NAME",
     .method = Method::Post,
     .path = u"/api/system/supervisor/workers/{}/restart",
     .options = u"wait",
     .sheet = messageSheet,
     .help = u"restart a worker",
     .goal = Goal::Running},
    {.name = u"workers reset",
     .alias = u"reset",
     .words = u"NAME",
     .method = Method::Post,
     .path = u"/api/system/supervisor/reset/{}",
     .options = u"wait",
     .sheet = messageSheet,
     .help = u"set a worker's restart count to 0",
     .goal = Goal::Running},
    {.name = u"workers logs",
     .alias = u"logs",
     .words = u"NAME",
     .path = u"/api/system/supervisor/workers/{}/logs",
     .options = u"tail follow",
     .sheet = logsSheet,
     .help = u"the last lines that a worker wrote",
     .task = Task::FollowLines},
    {.name = u"history",
     .path = u"/api/system/supervisor/restart-history",
     .options = u"worker limit offset",
     .sheet = historySheet,
     .help = u"restarts, newest first"},
    {.name = u"breakers",
     .alias = u"breakers list",
     .path = u"/api/system/circuit-breakers",
     .sheet = breakersSheet,
     .help = u"the circuit breakers"},
    {.name = u"breakers reset",
     .alias = u"breaker-reset",
     .words = u"NAME",
     .method = Method::Post,
     .path = u"/api/system/circuit-breakers/{}/reset",
     .sheet = messageSheet,
     .help = u"close a circuit breaker"},
    {.name = u"pipeline",
     .path = u"/api/system/pipeline",
     .sheet = pipelineSheet,
     .help = u"file watcher, batches, degradation"},
    {.name = u"performance",
     .path = u"/api/system/performance",
     .help = u"load of host, GPU, services, stores and workers"},
    {.name = u"performance history",
     .path = u"/api/system/performance/history",
     .options = u"range",
     .listing = {u"snapshots", HistoryColumns},
     .help = u"the same, of the last minutes; oldest first"},
    {.name = u"monitoring",
     .alias = u"monitoring health",
     .path = u"/api/system/monitoring/health",
     .sheet = monitoringSheet,
     .help = u"Prometheus and its exporters; ends with 4 when they are unhealthy",
     .judges = true},
    {.name = u"monitoring targets",
     .path = u"/api/system/monitoring/targets",
     .listing = {u"targets", TargetColumns},
     .help = u"what Prometheus watches"},
}};

} // namespace

std::span<const Verb> systemVerbs()
{
    return Verbs;
}

} // namespace app
