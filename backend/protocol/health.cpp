// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/health.h"

#include "backend/protocol/enumtable.h"
#include "backend/protocol/json.h"
#include "backend/protocol/jsonwriter.h"
#include "backend/protocol/names.h"

#include <QJsonArray>

#include <algorithm>

namespace protocol {

namespace {

constexpr std::array<EnumWord<Health>, 4> HealthWords{{
    {Health::Healthy, u"healthy"},
    {Health::Degraded, u"degraded"},
    {Health::Unhealthy, u"unhealthy"},
    {Health::Unknown, u"unknown"},
}};

void write(JsonWriter &json, const InfrastructureHealth &part)
{
    json.beginObject()
        .field(u"name", part.name)
        .field(u"status", toText(part.status))
        .field(u"message", part.message)
        .field(u"details", part.details.isEmpty() ? QJsonValue() : QJsonValue(part.details))
        .field(u"status_since", part.statusSince)
        .endObject();
}

void write(JsonWriter &json, const AiServiceHealth &service)
{
    json.beginObject()
        .field(u"name", service.name)
        .field(u"display_name", service.displayName)
        .field(u"status", toText(service.status))
        .field(u"url", service.url)
        .field(u"response_time_ms", service.responseTimeMs)
        .field(u"error", service.error)
        .field(u"circuit_state", toText(service.circuitState))
        .field(u"last_check", service.lastCheck)
        .field(u"critical", service.critical)
        .field(u"observed_at", service.lastCheck)
        .field(u"status_since", service.statusSince)
        .endObject();
}

void writeBreakers(JsonWriter &json, const QMap<QString, BreakerState> &breakers)
{
    const auto count = [&](BreakerState state) {
        return std::count(breakers.begin(), breakers.end(), state);
    };
    json.beginObject()
        .field(u"total", breakers.size())
        .field(u"open", count(BreakerState::Open))
        .field(u"half_open", count(BreakerState::HalfOpen))
        .field(u"closed", count(BreakerState::Closed))
        .key(u"breakers")
        .beginObject();
    // The specification's order is that of its services, not that of the alphabet.
    for (const AiServiceName &service : AiServices) {
        const auto found = breakers.constFind(service.name.toString());
        if (found != breakers.cend()) {
            json.field(service.name, toText(*found));
        }
    }
    json.endObject().endObject();
}

InfrastructureHealth infrastructureFromJson(const QJsonObject &object)
{
    return {.name = object.value(u"name").toString(),
            .status = health(object.value(u"status").toString()),
            .message = object.value(u"message").toString(),
            .details = object.value(u"details").toObject(),
            .statusSince = timeOf(object, u"status_since")};
}

AiServiceHealth serviceFromJson(const QJsonObject &object)
{
    return {.name = object.value(u"name").toString(),
            .displayName = object.value(u"display_name").toString(),
            .status = health(object.value(u"status").toString()),
            .url = object.value(u"url").toString(),
            .responseTimeMs = numberOf(object, u"response_time_ms"),
            .error = textOf(object, u"error"),
            .circuitState = breakerState(object.value(u"circuit_state").toString()),
            .lastCheck = timeOf(object, u"last_check"),
            .critical = object.value(u"critical").toBool(),
            .statusSince = timeOf(object, u"status_since")};
}

} // namespace

QString toText(Health health)
{
    return wordOf(HealthWords, health);
}

Health health(QStringView text)
{
    return valueOf(HealthWords, text);
}

void write(JsonWriter &json, const FullHealth &health, WallTime timestamp)
{
    json.beginObject()
        .field(u"status", toText(health.status))
        .field(u"ready", health.ready)
        .field(u"message", health.message)
        .key(u"postgres");
    write(json, health.postgres);
    json.key(u"redis");
    write(json, health.redis);
    json.key(u"ai_services").beginArray();
    for (const AiServiceHealth &service : health.aiServices) {
        write(json, service);
    }
    json.endArray().key(u"circuit_breakers");
    writeBreakers(json, health.breakers);
    json.key(u"workers").beginArray();
    for (const WorkerHealth &worker : health.workers) {
        json.beginObject()
            .field(u"name", worker.name)
            .field(u"running", worker.running)
            .field(u"critical", worker.critical)
            .endObject();
    }
    json.endArray()
        .field(u"status_since", health.statusSince)
        .field(u"timestamp", timestamp)
        .field(u"version", health.version)
        .endObject();
}

FullHealth fullHealthFromJson(const QJsonObject &object)
{
    FullHealth full{.status = health(object.value(u"status").toString()),
                    .ready = object.value(u"ready").toBool(),
                    .message = object.value(u"message").toString(),
                    .postgres = infrastructureFromJson(object.value(u"postgres").toObject()),
                    .redis = infrastructureFromJson(object.value(u"redis").toObject()),
                    .statusSince = timeOf(object, u"status_since"),
                    .timestamp = timeOf(object, u"timestamp"),
                    .version = object.value(u"version").toString()};
    const QJsonArray services = object.value(u"ai_services").toArray();
    for (const auto &service : services) {
        full.aiServices.append(serviceFromJson(service.toObject()));
    }
    const QJsonObject breakers = object.value(u"circuit_breakers")[u"breakers"].toObject();
    for (auto it = breakers.begin(); it != breakers.end(); ++it) {
        full.breakers.insert(it.key(), breakerState(it.value().toString()));
    }
    const QJsonArray workers = object.value(u"workers").toArray();
    for (const auto &value : workers) {
        const QJsonObject worker = value.toObject();
        full.workers.append({.name = worker.value(u"name").toString(),
                             .running = worker.value(u"running").toBool(),
                             .critical = worker.value(u"critical").toBool()});
    }
    return full;
}

} // namespace protocol
