// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/cannedmachine.h"

#include "backend/protocol/jsonwriter.h"
#include "tests/ui/support/fakebackend.h"

namespace tests {

using namespace Qt::StringLiterals;
using namespace protocol;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

ScrapeTarget target(const QString &job, const QString &instance, WallTime scraped, double took)
{
    return {.job = job,
            .instance = instance,
            .health = TargetHealth::Up,
            .labels = {{u"job"_s, job}, {u"instance"_s, instance}},
            .lastScrape = scraped,
            .scrapeDurationSeconds = took};
}

Exporter exporter(const QString &name, int port, WallTime scraped)
{
    return {.name = name,
            .status = TargetHealth::Up,
            .endpoint = name + u':' + QString::number(port),
            .lastScrape = scraped};
}

} // namespace

Prometheus wellMonitored(WallTime now)
{
    Prometheus all;
    all.health = {.healthy = true,
                  .prometheusReachable = true,
                  .prometheusUrl = u"http://prometheus:9090"_s,
                  .targetsSummary = {{u"backend"_s, 1, 1, 0, 0},
                                     {u"blackbox-exporter"_s, 1, 1, 0, 0},
                                     {u"json-exporter"_s, 1, 1, 0, 0},
                                     {u"prometheus"_s, 1, 1, 0, 0},
                                     {u"redis-exporter"_s, 1, 1, 0, 0}},
                  .exporters = {exporter(u"redis-exporter"_s, 9121, now - seconds(7)),
                                exporter(u"json-exporter"_s, 7979, now - seconds(4)),
                                exporter(u"blackbox-exporter"_s, 9115, now - seconds(11))},
                  .metricsCollection = {.collecting = true,
                                        .lastSuccessfulScrape = now - seconds(4),
                                        .scrapeIntervalSeconds = 15,
                                        .totalSeries = 15000},
                  .observedAt = now - seconds(2),
                  .statusSince = now - minutes(372)};
    all.targets = MonitoringTargets{
        .targets = {target(u"backend"_s, u"backend:8000"_s, now - seconds(9), 0.045),
                    target(u"redis-exporter"_s, u"redis-exporter:9121"_s, now - seconds(7), 0.012),
                    target(u"json-exporter"_s, u"json-exporter:7979"_s, now - seconds(4), 2.4),
                    target(u"blackbox-exporter"_s, u"blackbox-exporter:9115"_s, now - seconds(11),
                           0.2),
                    target(u"prometheus"_s, u"localhost:9090"_s, now - seconds(6), 0.006)},
        .total = 5,
        .up = 5,
        .jobs = {u"backend"_s, u"redis-exporter"_s, u"json-exporter"_s, u"blackbox-exporter"_s,
                 u"prometheus"_s},
        .observedAt = now - seconds(2)};
    return all;
}

Prometheus partlyDown(WallTime now)
{
    Prometheus all = wellMonitored(now);
    const QString refused = u"Get \"http://redis-exporter:9121/metrics\": dial tcp: connection "
                            "refused"_s;
    ScrapeTarget &redis = all.targets->targets[1];
    redis.health = TargetHealth::Down;
    redis.lastError = refused;
    all.targets->targets[0].lastScrape = now - minutes(4);
    all.targets->targets[2].scrapeDurationSeconds = 9.1;
    all.targets->targets.append(
        {.job = u"nodes"_s, .instance = u"gpu-box:9100"_s, .labels = {{u"job"_s, u"nodes"_s}}});
    all.targets->total = 6;
    all.targets->up = 4;
    all.targets->down = 1;
    all.health.targetsSummary[4] = {u"redis-exporter"_s, 1, 0, 1, 0};
    all.health.targetsSummary.insert(3, {u"nodes"_s, 1, 0, 0, 1});
    all.health.exporters[0].status = TargetHealth::Down;
    all.health.exporters[0].error = refused;
    all.health.issues = {u"Job 'redis-exporter': all targets down (1)"_s,
                         u"Exporter 'redis-exporter': down: "_s + refused};
    return all;
}

Prometheus outOfReach(WallTime now)
{
    const QString reason = u"Prometheus server is not reachable: connection refused"_s;
    Prometheus all;
    all.health = {.prometheusUrl = u"http://prometheus:9090"_s,
                  .exporters = {{.name = u"redis-exporter"_s,
                                 .endpoint = u"redis-exporter:9121"_s,
                                 .error = reason}},
                  .issues = {reason},
                  .observedAt = now - seconds(1),
                  .statusSince = now - seconds(90)};
    return all;
}

void fill(FakeBackend &backend, const Prometheus &prometheus, WallTime now)
{
    JsonWriter health;
    write(health, prometheus.health, now);
    backend.set(u"/api/system/monitoring/health"_s, health.bytes());
    if (!prometheus.targets) {
        backend.set(u"/api/system/monitoring/targets"_s,
                    R"({"detail":"Prometheus server is not reachable: connection refused"})", 503);
        return;
    }
    JsonWriter targets;
    write(targets, *prometheus.targets, now);
    backend.set(u"/api/system/monitoring/targets"_s, targets.bytes());
}

} // namespace tests
