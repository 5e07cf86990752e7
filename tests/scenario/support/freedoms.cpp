// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/freedoms.h"

using namespace Qt::StringLiterals;

namespace scenario {

namespace {

const QStringList AiStates{u"healthy"_s, u"unhealthy"_s, u"degraded"_s, u"unknown"_s};
const QStringList TargetStates{u"up"_s, u"down"_s, u"unknown"_s};
const QStringList BreakerStates{u"closed"_s, u"open"_s, u"half_open"_s};

} // namespace

Freedom supervisorFreedom()
{
    return {.nullable = {u"workers[].last_started_at"_s},
            .words = {{u"workers[].status"_s,
                       {u"running"_s, u"stopped"_s, u"crashed"_s, u"restarting"_s, u"failed"_s}}}};
}

Freedom historyFreedom()
{
    return {
        .words = {{u"items[].status"_s, {u"success"_s, u"crashed"_s, u"failed"_s, u"manual"_s}}}};
}

Freedom pipelineFreedom()
{
    return {.nullable = {u"degradation.services[].last_check"_s},
            .words = {
                {u"file_watcher.observer_type"_s, {u"native"_s, u"polling"_s}},
                {u"degradation.mode"_s, {u"normal"_s, u"degraded"_s, u"minimal"_s, u"offline"_s}},
                {u"degradation.services[].status"_s, {u"healthy"_s, u"unhealthy"_s, u"unknown"_s}},
                {u"degradation.available_features[]"_s,
                 {u"detection"_s, u"analysis"_s, u"entity_tracking"_s, u"enrichment"_s}}}};
}

// The details of store and queue are those of the engines in use.
Freedom healthFreedom()
{
    const QStringList whole{u"healthy"_s, u"degraded"_s, u"unhealthy"_s};
    return {.nullable = {u"ai_services[].response_time_ms"_s, u"ai_services[].last_check"_s},
            .open = {u"postgres.details"_s, u"redis.details"_s},
            .words = {{u"status"_s, whole},
                      {u"postgres.status"_s, AiStates},
                      {u"redis.status"_s, AiStates},
                      {u"ai_services[].status"_s, AiStates},
                      {u"ai_services[].circuit_state"_s, BreakerStates},
                      {u"circuit_breakers.breakers.yolo26"_s, BreakerStates}}};
}

Freedom monitoringFreedom()
{
    return {.nullable = {u"exporters[].last_scrape"_s},
            .words = {{u"exporters[].status"_s, TargetStates}}};
}

Freedom targetsFreedom()
{
    return {.words = {{u"targets[].health"_s, TargetStates}}};
}

Freedom registryFreedom()
{
    return {.open = {u"event_types[].payload_schema.properties"_s, u"event_types[].example"_s},
            .words = {{u"event_types[].channel"_s,
                       {u"detections"_s, u"events"_s, u"alerts"_s, u"cameras"_s, u"jobs"_s,
                        u"system"_s}}}};
}

} // namespace scenario
