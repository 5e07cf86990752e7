// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/monitoring/monitoringrules.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::Exporter;
using protocol::JobSummary;
using protocol::MonitoringHealth;
using protocol::MonitoringTargets;
using protocol::ScrapeTarget;
using protocol::TargetHealth;

namespace monitoring {

namespace {

struct KnownExporter
{
    QStringView name;
    QStringView endpoint;
};

/// Source: specification, "Known Exporters Tracked".
constexpr std::array<KnownExporter, 3> KnownExporters{{
    {u"redis-exporter", u"redis-exporter:9121"},
    {u"json-exporter", u"json-exporter:7979"},
    {u"blackbox-exporter", u"blackbox-exporter:9115"},
}};

QString unreachable(const QString &reason)
{
    return u"Prometheus server is not reachable: "_s % reason;
}

QList<Exporter> unknownExporters(const QString &error)
{
    QList<Exporter> exporters;
    for (const KnownExporter &known : KnownExporters) {
        exporters.append(
            {.name = known.name.toString(), .endpoint = known.endpoint.toString(), .error = error});
    }
    return exporters;
}

/// Nothing is known of the targets, for this one reason.
Observation without(MonitoringHealth health, const QString &reason)
{
    health.exporters = unknownExporters(reason);
    health.issues = {reason};
    return {.health = health, .targets = protocol::Error{protocol::ErrorKind::Unavailable, reason}};
}

MonitoringTargets documentOf(const QList<ActiveTarget> &active, protocol::WallTime at)
{
    MonitoringTargets document{.observedAt = at};
    document.targets.reserve(active.size());
    QSet<QString> jobs;
    for (const ActiveTarget &one : active) {
        document.targets.append(one.target);
        ++document.total;
        document.up += one.target.health == TargetHealth::Up ? 1 : 0;
        document.down += one.target.health == TargetHealth::Down ? 1 : 0;
        if (!jobs.contains(one.target.job)) {
            jobs.insert(one.target.job);
            document.jobs.append(one.target.job);
        }
    }
    return document;
}

QList<JobSummary> summaryOf(const QList<ScrapeTarget> &targets)
{
    QMap<QString, JobSummary> jobs;
    for (const ScrapeTarget &target : targets) {
        JobSummary &job = jobs[target.job];
        job.job = target.job;
        ++job.total;
        switch (target.health) {
        case TargetHealth::Up:
            ++job.up;
            break;
        case TargetHealth::Down:
            ++job.down;
            break;
        case TargetHealth::Unknown:
            ++job.unknown;
            break;
        }
    }
    return jobs.values();
}

bool isTargetOf(const KnownExporter &known, const ScrapeTarget &target)
{
    QString job = target.job;
    return job.replace(u'_', u'-') == known.name || target.instance == known.endpoint;
}

int badness(TargetHealth health)
{
    switch (health) {
    case TargetHealth::Up:
        return 0;
    case TargetHealth::Unknown:
        return 1;
    case TargetHealth::Down:
        return 2;
    }
    return 0;
}

// Of several targets that match, the one that is worst off is told: nothing is vouched for that is
// not so.
Exporter exporterOf(const KnownExporter &known, const QList<ScrapeTarget> &targets)
{
    const ScrapeTarget *worst = nullptr;
    for (const ScrapeTarget &target : targets) {
        if (isTargetOf(known, target)
            && (worst == nullptr || badness(target.health) > badness(worst->health))) {
            worst = &target;
        }
    }
    if (worst == nullptr) {
        return {.name = known.name.toString(),
                .endpoint = known.endpoint.toString(),
                .error = u"Not found among the targets of Prometheus"_s};
    }
    return {.name = known.name.toString(),
            .status = worst->health,
            .endpoint = worst->instance,
            .lastScrape = worst->lastScrape,
            .error = worst->lastError};
}

// The one that most of them have, the shortest of several.
std::optional<std::chrono::milliseconds> intervalOf(const QList<ActiveTarget> &active)
{
    QMap<std::chrono::milliseconds, int> counts;
    for (const ActiveTarget &one : active) {
        if (one.interval) {
            ++counts[*one.interval];
        }
    }
    const auto most = std::max_element(counts.begin(), counts.end());
    return most == counts.end() ? std::nullopt : std::optional(most.key());
}

protocol::MetricsCollection collectionOf(const QList<ActiveTarget> &active, int up)
{
    protocol::MetricsCollection collection{.collecting = up > 0};
    for (const ActiveTarget &one : active) {
        if (one.target.health == TargetHealth::Up) {
            collection.lastSuccessfulScrape =
                std::max(collection.lastSuccessfulScrape, one.target.lastScrape);
        }
    }
    if (const auto interval = intervalOf(active)) {
        const auto seconds = std::chrono::round<std::chrono::seconds>(*interval);
        collection.scrapeIntervalSeconds = static_cast<int>(std::max(seconds, 1s).count());
    }
    return collection;
}

QString issueOf(const JobSummary &job)
{
    return job.down == job.total
        ? u"Job '%1': all targets down (%2)"_s.arg(job.job).arg(job.total)
        : u"Job '%1': %2 of %3 targets down"_s.arg(job.job).arg(job.down).arg(job.total);
}

QString issueOf(const Exporter &exporter)
{
    const QString state = u"Exporter '%1': %2"_s.arg(
        exporter.name, exporter.status == TargetHealth::Down ? u"down"_s : u"status unknown"_s);
    return exporter.error ? QString(state % u": "_s % *exporter.error) : state;
}

QStringList issuesOf(const MonitoringHealth &health, const QString &seriesFault)
{
    QStringList issues;
    for (const JobSummary &job : health.targetsSummary) {
        if (job.down > 0) {
            issues.append(issueOf(job));
        }
    }
    for (const Exporter &exporter : health.exporters) {
        if (exporter.status != TargetHealth::Up) {
            issues.append(issueOf(exporter));
        }
    }
    if (!seriesFault.isEmpty()) {
        issues.append(u"The number of series cannot be had: "_s % seriesFault);
    }
    return issues;
}

std::optional<protocol::WallTime> sinceWhen(bool stands, std::optional<protocol::WallTime> earlier,
                                            std::optional<protocol::WallTime> now)
{
    return stands && earlier ? earlier : now;
}

const Exporter *sameExporter(const Exporter &exporter, const QList<Exporter> &among)
{
    const auto found = std::find_if(among.begin(), among.end(), [&exporter](const Exporter &other) {
        return other.name == exporter.name;
    });
    return found == among.end() ? nullptr : &*found;
}

/// The labels are what Prometheus itself tells targets apart by, job and instance among them.
QStringList identityOf(const ScrapeTarget &target)
{
    return target.labels.keys() + target.labels.values();
}

void carryTargets(MonitoringTargets &now, const protocol::Result<MonitoringTargets> &before)
{
    QHash<QStringList, const ScrapeTarget *> earlier;
    if (before) {
        for (const ScrapeTarget &target : before.value().targets) {
            earlier.insert(identityOf(target), &target);
        }
    }
    for (ScrapeTarget &target : now.targets) {
        const ScrapeTarget *same = earlier.value(identityOf(target));
        target.statusSince = same == nullptr
            ? now.observedAt
            : sinceWhen(same->health == target.health, same->statusSince, now.observedAt);
    }
}

} // namespace

Observation notAskedYet(const QString &url)
{
    return without({.prometheusUrl = url}, unreachable(u"it has not been asked yet"_s));
}

Observation observe(const Answers &answers, const QString &url, protocol::WallTime at)
{
    MonitoringHealth health{.prometheusUrl = url, .observedAt = at};
    if (const QString reason = faultOf(answers.ready); !reason.isEmpty()) {
        return without(health, unreachable(reason));
    }
    health.prometheusReachable = true;
    const auto active = targetsOf(answers.targets);
    if (!active) {
        return without(health,
                       u"The targets of Prometheus cannot be had: "_s % active.error().detail);
    }
    const MonitoringTargets targets = documentOf(active.value(), at);
    health.healthy = targets.down == 0 || targets.up > targets.down;
    health.targetsSummary = summaryOf(targets.targets);
    for (const KnownExporter &known : KnownExporters) {
        health.exporters.append(exporterOf(known, targets.targets));
    }
    health.metricsCollection = collectionOf(active.value(), targets.up);
    const auto series = seriesOf(answers.tsdb);
    if (series) {
        health.metricsCollection.totalSeries = series.value();
    }
    health.issues = issuesOf(health, series ? QString() : series.error().detail);
    return {.health = health, .targets = targets};
}

void carryStatusSince(Observation &now, const Observation &before)
{
    MonitoringHealth &health = now.health;
    const bool stands = before.health.observedAt && health.healthy == before.health.healthy;
    health.statusSince = sinceWhen(stands, before.health.statusSince, health.observedAt);
    for (Exporter &exporter : health.exporters) {
        const Exporter *earlier = sameExporter(exporter, before.health.exporters);
        exporter.statusSince = earlier == nullptr
            ? health.observedAt
            : sinceWhen(earlier->status == exporter.status, earlier->statusSince,
                        health.observedAt);
    }
    if (now.targets) {
        carryTargets(now.targets.value(), before.targets);
    }
}

} // namespace monitoring
