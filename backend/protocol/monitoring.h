// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"

#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace protocol {

class JsonWriter;

/// What Prometheus says of one target. Unknown: it was not scraped yet, or nobody can tell.
enum class TargetHealth
{
    Unknown,
    Up,
    Down
};

QString toText(TargetHealth health); ///< up | down | unknown
TargetHealth targetHealth(QStringView text);

/// One target in GET /api/system/monitoring/targets.
struct ScrapeTarget
{
    QString job = {};
    QString instance = {};
    TargetHealth health = TargetHealth::Unknown;
    QMap<QString, QString> labels = {}; ///< written with job and instance first
    std::optional<WallTime> lastScrape = {}; ///< nothing: never scraped
    std::optional<QString> lastError = {};
    std::optional<double> scrapeDurationSeconds = {};
    std::optional<WallTime> statusSince = {}; ///< added: since when it is seen like that

    bool operator==(const ScrapeTarget &) const = default;
};

/// GET /api/system/monitoring/targets. Targets that are neither up nor down are the rest of total.
struct MonitoringTargets
{
    QList<ScrapeTarget> targets = {};
    int total = 0;
    int up = 0;
    int down = 0;
    QStringList jobs = {}; ///< each once, in the order of the targets
    std::optional<WallTime> timestamp = {};
    std::optional<WallTime> observedAt = {}; ///< added: when Prometheus was asked

    bool operator==(const MonitoringTargets &) const = default;
};

/// How the targets of one job are.
struct JobSummary
{
    QString job = {};
    int total = 0;
    int up = 0;
    int down = 0;
    int unknown = 0;

    bool operator==(const JobSummary &) const = default;
};

/// One of the three exporters that the specification tracks.
struct Exporter
{
    QString name = {};
    TargetHealth status = TargetHealth::Unknown;
    QString endpoint = {}; ///< the target's instance, else where it usually is
    std::optional<WallTime> lastScrape = {};
    std::optional<QString> error = {};
    std::optional<WallTime> statusSince = {}; ///< added: since when it is seen like that

    bool operator==(const Exporter &) const = default;
};

/// Whether figures come in.
struct MetricsCollection
{
    bool collecting = false; ///< at least one target is up
    std::optional<WallTime> lastSuccessfulScrape = {};
    int scrapeIntervalSeconds = 15;
    std::optional<qint64> totalSeries = {};

    bool operator==(const MetricsCollection &) const = default;
};

/// GET /api/system/monitoring/health.
struct MonitoringHealth
{
    bool healthy = false;
    bool prometheusReachable = false;
    QString prometheusUrl = {};
    QList<JobSummary> targetsSummary = {}; ///< by the name of the job
    QList<Exporter> exporters = {};
    MetricsCollection metricsCollection = {};
    QStringList issues = {}; ///< for people; empty when all is well
    std::optional<WallTime> timestamp = {};
    std::optional<WallTime> observedAt = {}; ///< added: when Prometheus was asked; nothing: never
    std::optional<WallTime> statusSince = {}; ///< added: since when `healthy` is what it is

    bool operator==(const MonitoringHealth &) const = default;
};

void write(JsonWriter &json, const MonitoringTargets &targets, WallTime timestamp);
MonitoringTargets monitoringTargetsFromJson(const QJsonObject &object);

void write(JsonWriter &json, const MonitoringHealth &health, WallTime timestamp);
MonitoringHealth monitoringHealthFromJson(const QJsonObject &object);

} // namespace protocol
