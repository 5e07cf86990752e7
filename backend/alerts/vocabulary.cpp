// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/alerts/vocabulary.h"

#include <algorithm>

namespace alerts {

namespace {

constexpr QStringView HealthWords = u"healthy|degraded|unhealthy|unknown";

Kind events()
{
    return {u"event",
            Number::Events,
            {{u"event_id", FactType::Number},
             {u"camera_id", FactType::Text},
             {u"risk_score", FactType::Number},
             {u"risk_level", FactType::Level, u"low|medium|high|critical"},
             {u"summary", FactType::Text}}};
}

Kind workers()
{
    return {u"worker",
            Number::Many,
            {{u"name", FactType::Text},
             {u"status", FactType::Word, u"running|stopped|crashed|restarting|failed"},
             {u"critical", FactType::Flag},
             {u"builtin", FactType::Flag},
             {u"restart_count", FactType::Number},
             {u"max_restarts", FactType::Number},
             {u"error", FactType::Text}}};
}

Kind breakers()
{
    return {u"breaker",
            Number::Many,
            {{u"name", FactType::Text},
             {u"state", FactType::Word, u"closed|open|half_open"},
             {u"failure_count", FactType::Number},
             {u"total_calls", FactType::Number},
             {u"rejected_calls", FactType::Number},
             {u"last_error", FactType::Text}}};
}

Kind services()
{
    return {u"service",
            Number::Many,
            {{u"name", FactType::Text},
             {u"status", FactType::Word, HealthWords},
             {u"critical", FactType::Flag},
             {u"response_time_ms", FactType::Number},
             {u"error", FactType::Text}}};
}

Kind cameras()
{
    return {u"camera",
            Number::Many,
            {{u"id", FactType::Text},
             {u"name", FactType::Text},
             {u"status", FactType::Word, u"online|offline|error|unknown"},
             {u"enabled", FactType::Flag}}};
}

Kind queues()
{
    return {u"queue",
            Number::Many,
            {{u"name", FactType::Text},
             {u"waiting", FactType::Number},
             {u"leased", FactType::Number},
             {u"dead", FactType::Number},
             {u"capacity", FactType::Number},
             {u"fill_percent", FactType::Number},
             {u"oldest_seconds", FactType::Number},
             {u"drain_seconds", FactType::Number}}};
}

Kind infrastructure(QStringView name)
{
    return {name,
            Number::One,
            {{u"status", FactType::Word, HealthWords}, {u"message", FactType::Text}}};
}

Kind health()
{
    return {u"health",
            Number::One,
            {{u"status", FactType::Word, HealthWords},
             {u"ready", FactType::Flag},
             {u"message", FactType::Text}}};
}

Kind pipeline()
{
    return {u"pipeline",
            Number::One,
            {{u"mode", FactType::Word, u"normal|degraded|minimal|offline"},
             {u"watcher_running", FactType::Flag},
             {u"watcher_error", FactType::Text},
             {u"pending_files", FactType::Number},
             {u"memory_queue_size", FactType::Number}}};
}

// The figures of GET /api/system/performance that have a threshold, in their units.
Kind performance()
{
    Kind kind{u"performance", Number::One};
    for (const QStringView name :
         {u"gpu_utilization", u"gpu_vram_percent", u"gpu_temperature", u"gpu_power_watts",
          u"yolo26_latency_p95_ms", u"nemotron_latency_p95_ms", u"pipeline_latency_p95_ms",
          u"postgresql_connections_percent", u"postgresql_cache_hit_percent", u"redis_memory_mb",
          u"redis_hit_percent", u"host_cpu_percent", u"host_ram_percent", u"host_disk_percent"}) {
        kind.facts.append({name, FactType::Number});
    }
    return kind;
}

} // namespace

const QList<Kind> &kinds()
{
    static const QList<Kind> all{events(),
                                 workers(),
                                 breakers(),
                                 services(),
                                 cameras(),
                                 queues(),
                                 infrastructure(u"store"),
                                 infrastructure(u"broker"),
                                 health(),
                                 pipeline(),
                                 performance()};
    return all;
}

const Kind *kindOf(QStringView name)
{
    const auto found = std::find_if(kinds().begin(), kinds().end(),
                                    [name](const Kind &kind) { return kind.name == name; });
    return found == kinds().end() ? nullptr : &*found;
}

const FactName *factOf(const Kind &kind, QStringView name)
{
    const auto found = std::find_if(kind.facts.begin(), kind.facts.end(),
                                    [name](const FactName &fact) { return fact.name == name; });
    return found == kind.facts.end() ? nullptr : &*found;
}

QStringList factNames()
{
    QStringList names;
    for (const Kind &kind : kinds()) {
        for (const FactName &fact : kind.facts) {
            names.append(kind.name.toString() + u'.' + fact.name);
        }
    }
    return names;
}

} // namespace alerts
