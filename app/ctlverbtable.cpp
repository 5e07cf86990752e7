// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlcleanup.h"
#include "app/ctltext.h"
#include "app/ctlverbs.h"

#include <array>

namespace app {

namespace {

constexpr QStringView FullHealthPath = u"/api/system/health/full";
constexpr QStringView CleanupStatusPath = u"/api/system/cleanup/status";

constexpr std::array<Verb, 20> Verbs{{
    {u"status",
     Words::None,
     Method::Get,
     FullHealthPath,
     {},
     statusText,
     u"the whole in a few lines"},
    {u"health",
     Words::None,
     Method::Get,
     FullHealthPath,
     {},
     healthText,
     u"every component; ends with 4 when the whole is unhealthy"},
    {u"workers",
     Words::None,
     Method::Get,
     u"/api/system/supervisor",
     {},
     workersText,
     u"the supervised workers"},
    {u"start",
     Words::Name,
     Method::Post,
     u"/api/system/supervisor/workers/{name}/start",
     {},
     messageText,
     u"start a worker"},
    {u"stop",
     Words::Name,
     Method::Post,
     u"/api/system/supervisor/workers/{name}/stop",
     {},
     messageText,
     u"stop a worker"},
    {u"restart",
     Words::Name,
     Method::Post,
     u"/api/system/supervisor/workers/{name}/restart",
     {},
     messageText,
     u"restart a worker"},
    {u"reset",
     Words::Name,
     Method::Post,
     u"/api/system/supervisor/reset/{name}",
     {},
     messageText,
     u"set a worker's restart count to 0"},
    {u"history", Words::None, Method::Get, u"/api/system/supervisor/restart-history",
     u"worker limit offset", historyText, u"restarts, newest first"},
    {u"logs", Words::Name, Method::Get, u"/api/system/supervisor/workers/{name}/logs", u"tail",
     logsText, u"the last lines that a worker wrote"},
    {u"pipeline",
     Words::None,
     Method::Get,
     u"/api/system/pipeline",
     {},
     pipelineText,
     u"file watcher, batches, degradation"},
    {u"breakers",
     Words::None,
     Method::Get,
     u"/api/system/circuit-breakers",
     {},
     breakersText,
     u"the circuit breakers"},
    {u"breaker-reset",
     Words::Name,
     Method::Post,
     u"/api/system/circuit-breakers/{name}/reset",
     {},
     messageText,
     u"close a circuit breaker"},
    {u"events",
     Words::None,
     Method::Get,
     u"/api/system/websocket/events",
     {},
     eventsText,
     u"the types of events on the WebSocket"},
    {u"dlq", Words::QueueOrNone, Method::Get, u"/api/dlq/{name}", u"limit cursor", deadLettersText,
     u"the jobs that were given up: how many, or those of QUEUE"},
    {u"dlq-replay",
     Words::QueueAndId,
     Method::Post,
     u"/api/dlq/{name}/{id}/replay",
     {},
     messageText,
     u"let a given-up job, or all of them, wait again"},
    {u"dlq-discard",
     Words::QueueAndId,
     Method::Delete,
     u"/api/dlq/{name}/{id}",
     {},
     messageText,
     u"remove a given-up job, or all of them"},
    {u"cleanup",
     Words::None,
     Method::Get,
     CleanupStatusPath,
     {},
     cleanupText,
     u"when what is old is removed, and the job at work or last one"},
    {u"cleanup-run", Words::None, Method::Post, u"/api/system/cleanup", u"dry-run detach",
     cleanupJobText, u"remove what is older than the retention; follows the job to its end",
     CleanupStatusPath},
    {u"cleanup-orphans", Words::None, Method::Post, u"/api/system/cleanup/orphaned-files",
     u"dry-run delete detach", cleanupJobText,
     u"look for files that nothing knows; follows the job to its end", CleanupStatusPath},
    {u"cleanup-cancel",
     Words::None,
     Method::Delete,
     u"/api/system/cleanup",
     {},
     cleanupJobText,
     u"end the job at work after its batch"},
}};

} // namespace

std::span<const Verb> verbs()
{
    return Verbs;
}

bool readsHealth(const Verb &verb)
{
    return verb.path == FullHealthPath;
}

} // namespace app
