// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/monitoring.h"

#include "backend/protocol/enumtable.h"
#include "backend/protocol/json.h"
#include "backend/protocol/jsonwriter.h"

#include <QJsonArray>

namespace protocol {

namespace {

constexpr std::array<EnumWord<TargetHealth>, 3> TargetWords{{
    {TargetHealth::Unknown, u"unknown"},
    {TargetHealth::Up, u"up"},
    {TargetHealth::Down, u"down"},
}};

constexpr std::array<QStringView, 2> FirstLabels{u"job", u"instance"};

void writeLabels(JsonWriter &json, const QMap<QString, QString> &labels)
{
    json.key(u"labels").beginObject();
    for (const QStringView name : FirstLabels) {
        if (const auto found = labels.constFind(name.toString()); found != labels.constEnd()) {
            json.field(name, found.value());
        }
    }
    for (auto label = labels.begin(); label != labels.end(); ++label) {
        if (std::find(FirstLabels.begin(), FirstLabels.end(), label.key()) == FirstLabels.end()) {
            json.field(label.key(), label.value());
        }
    }
    json.endObject();
}

void write(JsonWriter &json, const ScrapeTarget &target)
{
    json.beginObject()
        .field(u"job", target.job)
        .field(u"instance", target.instance)
        .field(u"health", toText(target.health));
    writeLabels(json, target.labels);
    json.field(u"last_scrape", target.lastScrape)
        .field(u"last_error", target.lastError)
        .field(u"scrape_duration_seconds", target.scrapeDurationSeconds)
        .field(u"status_since", target.statusSince)
        .endObject();
}

ScrapeTarget targetFromJson(const QJsonObject &object)
{
    ScrapeTarget target{
        .job = object.value(u"job").toString(),
        .instance = object.value(u"instance").toString(),
        .health = targetHealth(object.value(u"health").toString()),
        .lastScrape = timeOf(object, u"last_scrape"),
        .lastError = textOf(object, u"last_error"),
        .scrapeDurationSeconds = numberOf(object, u"scrape_duration_seconds"),
        .statusSince = timeOf(object, u"status_since"),
    };
    const QJsonObject labels = object.value(u"labels").toObject();
    for (auto label = labels.begin(); label != labels.end(); ++label) {
        target.labels.insert(label.key(), label.value().toString());
    }
    return target;
}

void write(JsonWriter &json, const JobSummary &job)
{
    json.beginObject()
        .field(u"job", job.job)
        .field(u"total", job.total)
        .field(u"up", job.up)
        .field(u"down", job.down)
        .field(u"unknown", job.unknown)
        .endObject();
}

JobSummary summaryFromJson(const QJsonObject &object)
{
    return {.job = object.value(u"job").toString(),
            .total = object.value(u"total").toInt(),
            .up = object.value(u"up").toInt(),
            .down = object.value(u"down").toInt(),
            .unknown = object.value(u"unknown").toInt()};
}

void write(JsonWriter &json, const Exporter &exporter)
{
    json.beginObject()
        .field(u"name", exporter.name)
        .field(u"status", toText(exporter.status))
        .field(u"endpoint", exporter.endpoint)
        .field(u"last_scrape", exporter.lastScrape)
        .field(u"error", exporter.error)
        .field(u"status_since", exporter.statusSince)
        .endObject();
}

Exporter exporterFromJson(const QJsonObject &object)
{
    return {.name = object.value(u"name").toString(),
            .status = targetHealth(object.value(u"status").toString()),
            .endpoint = object.value(u"endpoint").toString(),
            .lastScrape = timeOf(object, u"last_scrape"),
            .error = textOf(object, u"error"),
            .statusSince = timeOf(object, u"status_since")};
}

void write(JsonWriter &json, const MetricsCollection &collection)
{
    json.beginObject()
        .field(u"collecting", collection.collecting)
        .field(u"last_successful_scrape", collection.lastSuccessfulScrape)
        .field(u"scrape_interval_seconds", collection.scrapeIntervalSeconds)
        .field(u"total_series", collection.totalSeries)
        .endObject();
}

MetricsCollection collectionFromJson(const QJsonObject &object)
{
    return {.collecting = object.value(u"collecting").toBool(),
            .lastSuccessfulScrape = timeOf(object, u"last_successful_scrape"),
            .scrapeIntervalSeconds = object.value(u"scrape_interval_seconds").toInt(),
            .totalSeries = integerOf(object, u"total_series")};
}

template<typename Value>
void writeAll(JsonWriter &json, QStringView key, const QList<Value> &values)
{
    json.key(key).beginArray();
    for (const Value &value : values) {
        write(json, value);
    }
    json.endArray();
}

void writeAll(JsonWriter &json, QStringView key, const QStringList &texts)
{
    json.key(key).beginArray();
    for (const QString &text : texts) {
        json.value(text);
    }
    json.endArray();
}

template<typename Value>
QList<Value> readAll(const QJsonValue &array, Value (*read)(const QJsonObject &))
{
    QList<Value> values;
    const QJsonArray all = array.toArray();
    for (const auto &value : all) {
        values.append(read(value.toObject()));
    }
    return values;
}

QStringList readTexts(const QJsonValue &array)
{
    QStringList texts;
    const QJsonArray all = array.toArray();
    for (const auto &text : all) {
        texts.append(text.toString());
    }
    return texts;
}

} // namespace

QString toText(TargetHealth health)
{
    return wordOf(TargetWords, health);
}

TargetHealth targetHealth(QStringView text)
{
    return valueOf(TargetWords, text);
}

void write(JsonWriter &json, const MonitoringTargets &targets, WallTime timestamp)
{
    json.beginObject();
    writeAll(json, u"targets", targets.targets);
    json.field(u"total", targets.total).field(u"up", targets.up).field(u"down", targets.down);
    writeAll(json, u"jobs", targets.jobs);
    json.field(u"timestamp", timestamp).field(u"observed_at", targets.observedAt).endObject();
}

MonitoringTargets monitoringTargetsFromJson(const QJsonObject &object)
{
    return {.targets = readAll(object.value(u"targets"), targetFromJson),
            .total = object.value(u"total").toInt(),
            .up = object.value(u"up").toInt(),
            .down = object.value(u"down").toInt(),
            .jobs = readTexts(object.value(u"jobs")),
            .timestamp = timeOf(object, u"timestamp"),
            .observedAt = timeOf(object, u"observed_at")};
}

void write(JsonWriter &json, const MonitoringHealth &health, WallTime timestamp)
{
    json.beginObject()
        .field(u"healthy", health.healthy)
        .field(u"prometheus_reachable", health.prometheusReachable)
        .field(u"prometheus_url", health.prometheusUrl);
    writeAll(json, u"targets_summary", health.targetsSummary);
    writeAll(json, u"exporters", health.exporters);
    json.key(u"metrics_collection");
    write(json, health.metricsCollection);
    writeAll(json, u"issues", health.issues);
    json.field(u"timestamp", timestamp)
        .field(u"observed_at", health.observedAt)
        .field(u"status_since", health.statusSince)
        .endObject();
}

MonitoringHealth monitoringHealthFromJson(const QJsonObject &object)
{
    return {.healthy = object.value(u"healthy").toBool(),
            .prometheusReachable = object.value(u"prometheus_reachable").toBool(),
            .prometheusUrl = object.value(u"prometheus_url").toString(),
            .targetsSummary = readAll(object.value(u"targets_summary"), summaryFromJson),
            .exporters = readAll(object.value(u"exporters"), exporterFromJson),
            .metricsCollection = collectionFromJson(object.value(u"metrics_collection").toObject()),
            .issues = readTexts(object.value(u"issues")),
            .timestamp = timeOf(object, u"timestamp"),
            .observedAt = timeOf(object, u"observed_at"),
            .statusSince = timeOf(object, u"status_since")};
}

} // namespace protocol
