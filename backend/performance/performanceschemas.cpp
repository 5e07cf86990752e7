// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/performance/performanceschemas.h"

#include "backend/http/router.h"

using namespace Qt::StringLiterals;
using namespace protocol::schema;

namespace performance {

namespace {

protocol::Schema amount()
{
    return nullable(number(0));
}

protocol::Schema percent()
{
    return nullable(number(0, 100));
}

protocol::Schema whole()
{
    return nullable(integer(0));
}

protocol::Schema gpu()
{
    return object({{u"name"_s, text()},
                   {u"utilization"_s, percent()},
                   {u"vram_used_gb"_s, amount()},
                   {u"vram_total_gb"_s, amount()},
                   {u"vram_percent"_s, percent()},
                   {u"temperature"_s, described(nullable(integer()), u"°C"_s)},
                   {u"power_watts"_s, whole()}});
}

protocol::Schema statusSince()
{
    return described(nullable(time()), u"Since when the status is what it is; null: not in use"_s);
}

void defineServices(http::Router &router)
{
    const auto status = words({u"healthy"_s, u"unhealthy"_s, u"unreachable"_s});
    router.define(u"NemotronFigures"_s,
                  object({{u"status"_s, status},
                          {u"slots_active"_s, whole()},
                          {u"slots_total"_s, whole()},
                          {u"context_size"_s, whole()},
                          {u"status_since"_s, statusSince()}}));
    router.define(u"AiModelFigures"_s,
                  object({{u"status"_s, status},
                          optional(u"vram_gb"_s, amount()),
                          optional(u"model"_s, nullable(text())),
                          optional(u"device"_s, nullable(text())),
                          optional(u"slots_active"_s, whole()),
                          optional(u"slots_total"_s, whole()),
                          optional(u"context_size"_s, whole()),
                          {u"status_since"_s, statusSince()}}));
}

void defineInference(http::Router &router)
{
    const auto latency = object({{u"avg"_s, amount()}, {u"p95"_s, amount()}, {u"p99"_s, amount()}});
    router.define(
        u"InferenceFigures"_s,
        object({{u"yolo26_latency_ms"_s, latency},
                {u"nemotron_latency_ms"_s, latency},
                {u"pipeline_latency_ms"_s,
                 described(object({{u"avg"_s, amount()}, {u"p95"_s, amount()}}),
                           u"From the acceptance of a batch's first image to its event"_s)},
                {u"throughput"_s,
                 object({{u"images_per_min"_s, amount()}, {u"events_per_min"_s, amount()}})},
                {u"queues"_s, object({{u"detection"_s, whole()}, {u"analysis"_s, whole()}})}}));
}

void defineDatabases(http::Router &router)
{
    const auto status = nullable(text());
    router.define(u"DatabaseFigures"_s,
                  object({{u"postgresql"_s,
                           object({{u"status"_s, status},
                                   {u"connections_active"_s, whole()},
                                   {u"connections_max"_s, whole()},
                                   {u"cache_hit_ratio"_s, percent()},
                                   {u"transactions_per_min"_s, amount()},
                                   {u"status_since"_s, statusSince()}})},
                          {u"redis"_s,
                           object({{u"status"_s, status},
                                   {u"connected_clients"_s, whole()},
                                   {u"memory_mb"_s, amount()},
                                   {u"hit_ratio"_s, percent()},
                                   {u"blocked_clients"_s, whole()},
                                   {u"status_since"_s, statusSince()}})},
                          optional(u"sqlite"_s,
                                   object({{u"status"_s, text()},
                                           {u"version"_s, text()},
                                           {u"size_bytes"_s, whole()},
                                           {u"wal_bytes"_s, whole()},
                                           {u"cache_hit_ratio"_s, percent()},
                                           {u"transactions_per_min"_s, amount()},
                                           {u"status_since"_s, statusSince()}})),
                          optional(u"embedded"_s,
                                   described(object({{u"status"_s, text()},
                                                     {u"waiting"_s, whole()},
                                                     {u"leased"_s, whole()},
                                                     {u"dead"_s, whole()},
                                                     {u"status_since"_s, statusSince()}}),
                                             u"The queue in the store"_s))}));
}

protocol::Schema host()
{
    return object({{u"cpu_percent"_s, percent()},
                   {u"ram_used_gb"_s, amount()},
                   {u"ram_total_gb"_s, amount()},
                   {u"ram_percent"_s, percent()},
                   {u"disk_used_gb"_s, amount()},
                   {u"disk_total_gb"_s, amount()},
                   {u"disk_percent"_s, percent()}});
}

protocol::Schema alert()
{
    return object({{u"severity"_s, words({u"warning"_s, u"critical"_s})},
                   {u"metric"_s, text()},
                   {u"value"_s, number()},
                   {u"threshold"_s, number()},
                   {u"message"_s, text()}});
}

protocol::Schema worker()
{
    return object({{u"name"_s, text()},
                   {u"pid"_s, whole()},
                   {u"cpu_percent"_s,
                    described(amount(), u"Of one core, with all processes below the worker"_s)},
                   {u"memory_mb"_s, described(amount(), u"Resident"_s)},
                   {u"processes"_s, whole()}});
}

} // namespace

void defineSchemas(http::Router &router)
{
    defineServices(router);
    defineInference(router);
    defineDatabases(router);
    router.define(
        u"Performance"_s,
        object({{u"timestamp"_s, time()},
                {u"gpu"_s, nullable(gpu())},
                {u"ai_models"_s,
                 described(mapOf(named(u"AiModelFigures"_s)), u"Of the services that there are"_s)},
                {u"nemotron"_s, nullable(named(u"NemotronFigures"_s))},
                {u"inference"_s, nullable(named(u"InferenceFigures"_s))},
                {u"databases"_s, named(u"DatabaseFigures"_s)},
                {u"host"_s, nullable(host())},
                {u"containers"_s, described(list(any()), u"There are none"_s)},
                {u"alerts"_s, list(alert())},
                {u"observed_at"_s, described(time(), u"When it was measured"_s)},
                optional(u"workers"_s,
                         described(list(worker()),
                                   u"In the history only the one that was asked for"_s))}));
    router.define(u"PerformanceHistory"_s,
                  object({{u"snapshots"_s, list(named(u"Performance"_s), 60)},
                          {u"time_range"_s, words({u"5m"_s, u"15m"_s, u"60m"_s})},
                          {u"count"_s, integer(0, 60)}}));
}

} // namespace performance
