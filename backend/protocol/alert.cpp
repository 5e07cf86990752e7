// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/alert.h"

#include "backend/protocol/enumtable.h"
#include "backend/protocol/json.h"
#include "backend/protocol/jsonwriter.h"

#include <QJsonArray>

namespace protocol {

namespace {

constexpr std::array<EnumWord<AlertSeverity>, 4> SeverityWords{{
    {AlertSeverity::Low, u"low"},
    {AlertSeverity::Medium, u"medium"},
    {AlertSeverity::High, u"high"},
    {AlertSeverity::Critical, u"critical"},
}};

constexpr std::array<EnumWord<AlertStatus>, 5> StatusWords{{
    {AlertStatus::Pending, u"pending"},
    {AlertStatus::Delivered, u"delivered"},
    {AlertStatus::Acknowledged, u"acknowledged"},
    {AlertStatus::Dismissed, u"dismissed"},
    {AlertStatus::Resolved, u"resolved"},
}};

void write(JsonWriter &json, const AlertSight &sight)
{
    json.beginObject()
        .field(u"subject", sight.subject)
        .field(u"holds", sight.holds)
        .field(u"since", sight.since)
        .field(u"alert_id", sight.alertId)
        .endObject();
}

void write(JsonWriter &json, const AlertRule &rule)
{
    json.beginObject()
        .field(u"name", rule.name)
        .field(u"when", rule.when)
        .field(u"about", rule.about)
        .field(u"severity", toText(rule.severity))
        .field(u"priority", priorityOf(rule.severity))
        .field(u"for_seconds", rule.forSeconds)
        .field(u"message", rule.message)
        .field(u"enabled", rule.enabled)
        .field(u"origin", rule.origin)
        .field(u"subjects", rule.subjects)
        .key(u"sees")
        .beginArray();
    for (const AlertSight &sight : rule.sees) {
        write(json, sight);
    }
    json.endArray().endObject();
}

AlertSight sightFromJson(const QJsonObject &object)
{
    const QJsonValue holds = object.value(u"holds");
    return {.subject = object.value(u"subject").toString(),
            .holds = holds.isBool() ? std::optional(holds.toBool()) : std::nullopt,
            .since = timeOf(object, u"since"),
            .alertId = textOf(object, u"alert_id")};
}

AlertRule ruleFromJson(const QJsonObject &object)
{
    AlertRule rule{.name = object.value(u"name").toString(),
                   .when = object.value(u"when").toString(),
                   .about = object.value(u"about").toString(),
                   .severity = alertSeverity(object.value(u"severity").toString()),
                   .forSeconds = object.value(u"for_seconds").toDouble(),
                   .message = object.value(u"message").toString(),
                   .enabled = object.value(u"enabled").toBool(),
                   .origin = object.value(u"origin").toString(),
                   .subjects = object.value(u"subjects").toInteger()};
    const QJsonArray sees = object.value(u"sees").toArray();
    for (const auto &sight : sees) {
        rule.sees.append(sightFromJson(sight.toObject()));
    }
    return rule;
}

} // namespace

QString toText(AlertSeverity severity)
{
    return wordOf(SeverityWords, severity);
}

AlertSeverity alertSeverity(QStringView text)
{
    return valueOf(SeverityWords, text);
}

int priorityOf(AlertSeverity severity)
{
    constexpr int first = 1;
    constexpr int second = 2;
    constexpr int third = 3;
    switch (severity) {
    case AlertSeverity::Critical:
    case AlertSeverity::High:
        return first;
    case AlertSeverity::Medium:
        return second;
    case AlertSeverity::Low:
    case AlertSeverity::Unknown:
        break;
    }
    return third;
}

QString toText(AlertStatus status)
{
    return wordOf(StatusWords, status);
}

AlertStatus alertStatus(QStringView text)
{
    return valueOf(StatusWords, text);
}

bool isActive(AlertStatus status)
{
    return status == AlertStatus::Pending || status == AlertStatus::Delivered
        || status == AlertStatus::Acknowledged;
}

void write(JsonWriter &json, const Alert &alert)
{
    json.beginObject()
        .field(u"id", alert.id)
        .field(u"event_id", alert.eventId)
        .field(u"rule_id", alert.ruleId)
        .field(u"severity", toText(alert.severity))
        .field(u"priority", priorityOf(alert.severity))
        .field(u"message", alert.message)
        .field(u"status", toText(alert.status))
        .field(u"subject_kind", alert.subjectKind)
        .field(u"subject", alert.subject)
        .field(u"count", alert.count)
        .field(u"created_at", alert.createdAt)
        .field(u"updated_at", alert.updatedAt)
        .field(u"last_seen_at", alert.lastSeenAt)
        .field(u"cleared_at", alert.clearedAt)
        .field(u"acknowledged_at", alert.acknowledgedAt)
        .field(u"acknowledged_by", alert.acknowledgedBy)
        .field(u"acknowledged_reason", alert.acknowledgedReason)
        .field(u"ended_at", alert.endedAt)
        .field(u"ended_by", alert.endedBy)
        .field(u"ended_reason", alert.endedReason)
        .endObject();
}

Alert alertFromJson(const QJsonObject &object)
{
    return {.id = object.value(u"id").toString(),
            .eventId = integerOf(object, u"event_id"),
            .ruleId = textOf(object, u"rule_id"),
            .severity = alertSeverity(object.value(u"severity").toString()),
            .message = object.value(u"message").toString(),
            .status = alertStatus(object.value(u"status").toString()),
            .subjectKind = object.value(u"subject_kind").toString(),
            .subject = object.value(u"subject").toString(),
            .count = object.value(u"count").toInteger(),
            .createdAt = timeOf(object, u"created_at"),
            .updatedAt = timeOf(object, u"updated_at"),
            .lastSeenAt = timeOf(object, u"last_seen_at"),
            .clearedAt = timeOf(object, u"cleared_at"),
            .acknowledgedAt = timeOf(object, u"acknowledged_at"),
            .acknowledgedBy = textOf(object, u"acknowledged_by"),
            .acknowledgedReason = textOf(object, u"acknowledged_reason"),
            .endedAt = timeOf(object, u"ended_at"),
            .endedBy = textOf(object, u"ended_by"),
            .endedReason = textOf(object, u"ended_reason")};
}

void write(JsonWriter &json, const AlertPage &page, WallTime timestamp)
{
    json.beginObject().key(u"items").beginArray();
    for (const Alert &alert : page.items) {
        write(json, alert);
    }
    json.endArray()
        .field(u"next_cursor", page.nextCursor)
        .field(u"total", page.total)
        .field(u"total_at_least", page.totalAtLeast)
        .field(u"timestamp", timestamp)
        .endObject();
}

AlertPage alertPageFromJson(const QJsonObject &object)
{
    AlertPage page{.nextCursor = textOf(object, u"next_cursor"),
                   .total = integerOf(object, u"total"),
                   .totalAtLeast = integerOf(object, u"total_at_least"),
                   .timestamp = timeOf(object, u"timestamp")};
    const QJsonArray items = object.value(u"items").toArray();
    for (const auto &item : items) {
        page.items.append(alertFromJson(item.toObject()));
    }
    return page;
}

void write(JsonWriter &json, const QList<AlertRule> &rules, WallTime timestamp)
{
    json.beginObject().key(u"rules").beginArray();
    for (const AlertRule &rule : rules) {
        write(json, rule);
    }
    json.endArray().field(u"timestamp", timestamp).endObject();
}

QList<AlertRule> alertRulesFromJson(const QJsonObject &object)
{
    QList<AlertRule> rules;
    const QJsonArray array = object.value(u"rules").toArray();
    for (const auto &rule : array) {
        rules.append(ruleFromJson(rule.toObject()));
    }
    return rules;
}

} // namespace protocol
