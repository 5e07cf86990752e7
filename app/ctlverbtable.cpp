// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctltext.h"
#include "app/ctlverbs.h"

#include <array>

namespace app {

namespace {

constexpr QStringView FullHealthPath = u"/api/system/health/full";

constexpr std::array<Verb, 18> Verbs{{
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
    {u"cameras",
     Words::None,
     Method::Get,
     u"/api/cameras",
     {},
     camerasText,
     u"the cameras, and when each was last seen"},
    {u"set-aside", Words::None, Method::Get, u"/api/intake/set-aside", u"kind limit cursor",
     setAsideText, u"files that were not taken in, and why; newest first"},
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
