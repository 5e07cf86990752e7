// SPDX-License-Identifier: GPL-3.0-or-later
// The original's HTTP answers, key by key and type by type, in the order of its reference.
#include "tests/scenario/parentrows.h"

namespace scenario {

namespace {

const QByteArray MonitoringHealth = R"({
    "healthy": "bool", "prometheus_reachable": "bool", "prometheus_url": "text",
    "targets_summary": [{"job": "text", "total": "int", "up": "int", "down": "int",
                         "unknown": "int"}],
    "exporters": [{"name": "=redis-exporter|json-exporter|blackbox-exporter",
                   "status": "=up|down|unknown", "endpoint": "text", "last_scrape": "time?",
                   "error": "text?"}],
    "metrics_collection": {"collecting": "bool", "last_successful_scrape": "time?",
                           "scrape_interval_seconds": "int", "total_series": "int?"},
    "issues": ["text"], "timestamp": "time"})";

const QByteArray Supervisor = R"({
    "running": "bool", "worker_count": "int",
    "workers": [{"name": "text", "status": "=running|stopped|crashed|restarting|failed",
                 "restart_count": "int", "max_restarts": "int", "last_started_at": "time?",
                 "last_crashed_at": "time?", "error": "text?"}],
    "timestamp": "time"})";

const QByteArray History = R"({
    "items": [{"worker_name": "text", "timestamp": "time", "attempt": "int",
               "status": "=success|crashed|failed|manual", "error": "text?"}],
    "pagination": {"total": "int", "limit": "int", "offset": "int", "items_count": "int",
                   "has_more": "bool"}})";

const QByteArray Pipeline = R"({
    "file_watcher": {"?": true, "running": "bool", "camera_root": "text", "pending_tasks": "int",
                     "observer_type": "=native|polling"},
    "batch_aggregator": {"?": true, "active_batches": "int",
        "batches": [{"batch_id": "text", "camera_id": "text", "detection_count": "int",
                     "started_at": "number", "age_seconds": "number",
                     "last_activity_seconds": "number"}],
        "batch_window_seconds": "int", "idle_timeout_seconds": "int"},
    "degradation": {"?": true, "mode": "=normal|degraded|minimal|offline", "is_degraded": "bool",
        "redis_healthy": "bool", "memory_queue_size": "int", "fallback_queues": {"*": "int"},
        "services": [{"name": "text", "status": "=healthy|unhealthy|unknown", "last_check": "time?",
                      "consecutive_failures": "int", "error_message": "text?"}],
        "available_features": ["=detection|analysis|entity_tracking|enrichment"]},
    "timestamp": "time"})";

const QByteArray Registry = R"({
    "event_types": [{"type": "text",
                     "channel": "=detections|events|alerts|cameras|jobs|system?",
                     "description": "text", "deprecated": "bool", "payload_schema": "object",
                     "example": "object?"}],
    "channels": ["=detections|events|alerts|cameras|jobs|system"],
    "total_count": "int", "deprecated_count": "int"})";

const QByteArray FullHealth = R"({
    "status": "=healthy|degraded|unhealthy", "ready": "bool", "message": "text",
    "postgres": {"name": "=postgres", "status": "=healthy|unhealthy|degraded|unknown",
                 "message": "text", "details": "object?"},
    "redis": {"name": "=redis", "status": "=healthy|unhealthy|degraded|unknown",
              "message": "text", "details": "object?"},
    "ai_services": [{"name": "=yolo26|nemotron|florence|clip|enrichment", "display_name": "text",
                     "status": "=healthy|unhealthy|degraded|unknown", "url": "text",
                     "response_time_ms": "number?", "error": "text?",
                     "circuit_state": "=closed|open|half_open", "last_check": "time?"}],
    "circuit_breakers": {"total": "int", "open": "int", "half_open": "int", "closed": "int",
                         "breakers": {"*": "=closed|open|half_open"}},
    "workers": [{"name": "text", "running": "bool", "critical": "bool"}],
    "timestamp": "time", "version": "=0.1.0"})";

const QByteArray SocketHealth = R"({
    "event_broadcaster": {"?": true, "state": "=closed|open|half_open|unavailable",
                          "failure_count": "int", "is_degraded": "bool", "message": "text?"},
    "system_broadcaster": {"?": true, "state": "=closed|open|half_open|unavailable",
                           "failure_count": "int", "is_degraded": "bool", "message": "text?"},
    "timestamp": "time"})";

const QByteArray Breakers = R"({
    "circuit_breakers": {"*": {"name": "text", "state": "=closed|open|half_open",
        "failure_count": "int", "success_count": "int", "total_calls": "int",
        "rejected_calls": "int", "last_failure_time": "time?", "opened_at": "time?",
        "config": {"failure_threshold": "int", "recovery_timeout": "number",
                   "half_open_max_calls": "int", "success_threshold": "int"}}},
    "total_count": "int", "open_count": "int", "timestamp": "time"})";

const QByteArray Performance = R"({
    "timestamp": "time",
    "gpu": {"?": true, "name": "text", "utilization": "number?", "vram_used_gb": "number?",
            "vram_total_gb": "number?", "vram_percent": "number?", "temperature": "int?",
            "power_watts": "int?"},
    "ai_models": {"*": "object?"},
    "nemotron": {"?": true, "status": "=healthy|unhealthy|unreachable", "slots_active": "int?",
                 "slots_total": "int?", "context_size": "int?"},
    "inference": {"?": true,
        "yolo26_latency_ms": {"avg": "number?", "p95": "number?", "p99": "number?"},
        "nemotron_latency_ms": {"avg": "number?", "p95": "number?", "p99": "number?"},
        "pipeline_latency_ms": {"avg": "number?", "p95": "number?"},
        "throughput": {"images_per_min": "number?", "events_per_min": "number?"},
        "queues": {"detection": "int?", "analysis": "int?"}},
    "databases": {
        "postgresql": {"?": true, "status": "text?", "connections_active": "int?",
                       "connections_max": "int?", "cache_hit_ratio": "number?",
                       "transactions_per_min": "number?"},
        "redis": {"?": true, "status": "text?", "connected_clients": "int?",
                  "memory_mb": "number?", "hit_ratio": "number?", "blocked_clients": "int?"}},
    "host": {"?": true, "cpu_percent": "number?", "ram_used_gb": "number?",
             "ram_total_gb": "number?", "ram_percent": "number?", "disk_used_gb": "number?",
             "disk_total_gb": "number?", "disk_percent": "number?"},
    "containers": [{"name": "text", "status": "text", "health": "text"}],
    "alerts": [{"severity": "=warning|critical", "metric": "text", "value": "number",
                "threshold": "number", "message": "text"}]})";

const QByteArray Error = R"({"detail": "text"})";
const QByteArray Acted = R"({"success": "bool", "message": "text", "worker_name": "text"})";

QByteArray performanceHistory(const QByteArray &range)
{
    return R"({"snapshots": [)" + Performance + R"(], "time_range": "=)" + range
        + R"(", "count": "int"})";
}

} // namespace

QList<ParentRow> readingRows()
{
    return {
        {"GET", "/api/system/monitoring/health", 200, MonitoringHealth},
        // Nothing answers at the address of the test's Prometheus.
        {"GET", "/api/system/monitoring/targets", 503, Error},
        {"GET", "/api/system/supervisor", 200, Supervisor},
        {"GET", "/api/system/supervisor/status", 200, Supervisor},
        {"GET", "/api/system/supervisor?_=1735295400000", 200, Supervisor},
        {"GET", "/api/system/supervisor/restart-history", 200, History},
        {"GET", "/api/system/supervisor/restart-history?limit=50&offset=0", 200, History},
        {"GET", "/api/system/supervisor/restart-history?limit=1&offset=1", 200, History},
        {"GET", "/api/system/supervisor/restart-history?limit=100&offset=1000000", 200, History},
        {"GET", "/api/system/supervisor/restart-history?worker_name=file_watcher&limit=20", 200,
         History},
        {"GET", "/api/system/supervisor/restart-history?worker_name=nobody", 200, History},
        {"GET", "/api/system/pipeline", 200, Pipeline},
        {"GET", "/api/system/websocket/events", 200, Registry},
        {"GET", "/api/system/health/full", 200, FullHealth},
        {"GET", "/api/system/health/websocket", 200, SocketHealth},
        {"GET", "/api/system/circuit-breakers", 200, Breakers},
        {"GET", "/api/system/performance", 200, Performance},
        {"GET", "/api/system/performance/history", 200, performanceHistory("5m")},
        {"GET", "/api/system/performance/history?time_range=5m", 200, performanceHistory("5m")},
        {"GET", "/api/system/performance/history?time_range=15m", 200, performanceHistory("15m")},
        {"GET", "/api/system/performance/history?time_range=60m", 200, performanceHistory("60m")},
        {"GET", "/health", 200, R"({"status": "=alive"})"},
        {"GET", "/ready", 200, R"({"ready": "bool", "status": "=ready"})"},
    };
}

QList<ParentRow> actingRows()
{
    return {
        {"POST", "/api/system/supervisor/workers/cleanup_service/stop", 200, Acted},
        {"POST", "/api/system/supervisor/workers/cleanup_service/stop", 200, Acted},
        {"POST", "/api/system/supervisor/workers/cleanup_service/start", 200, Acted},
        {"POST", "/api/system/supervisor/workers/cleanup_service/start", 200, Acted},
        {"POST", "/api/system/supervisor/workers/cleanup_service/restart", 200, Acted},
        {"POST", "/api/system/supervisor/reset/cleanup_service", 200,
         R"({"success": "bool", "message": "text"})"},
        {"POST", "/api/system/circuit-breakers/yolo26/reset", 200,
         R"({"name": "=yolo26", "previous_state": "=closed|open|half_open", "new_state": "=closed",
             "message": "text"})"},
    };
}

QList<ParentRow> refusedRows()
{
    return {
        {"GET", "/api/system/nothing", 404, Error},
        {"DELETE", "/api/system/supervisor", 405, Error},
        {"GET", "/api/system/supervisor/workers/file_watcher/start", 405, Error},
        {"POST", "/api/system/supervisor/workers/nobody/start", 404, Error},
        {"POST", "/api/system/supervisor/workers/nobody/stop", 404, Error},
        {"POST", "/api/system/supervisor/workers/nobody/restart", 404, Error},
        {"POST", "/api/system/supervisor/workers/1st/start", 400, Error},
        {"POST", "/api/system/supervisor/workers/a-b/stop", 400, Error},
        {"POST", "/api/system/supervisor/workers/a%20b/restart", 400, Error},
        {"POST", "/api/system/supervisor/reset/nobody", 404, Error},
        {"POST", "/api/system/circuit-breakers/nobody/reset", 404, Error},
        {"POST", "/api/system/circuit-breakers/a.b/reset", 400, Error},
        {"GET", "/api/system/supervisor/restart-history?limit=0", 400, Error},
        {"GET", "/api/system/supervisor/restart-history?limit=101", 400, Error},
        {"GET", "/api/system/supervisor/restart-history?limit=ten", 400, Error},
        {"GET", "/api/system/supervisor/restart-history?offset=-1", 400, Error},
        {"GET", "/api/system/performance/history?time_range=1h", 400, Error},
    };
}

} // namespace scenario
