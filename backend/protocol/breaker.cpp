// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/breaker.h"

#include "backend/protocol/enumtable.h"
#include "backend/protocol/json.h"
#include "backend/protocol/jsonwriter.h"

#include <algorithm>

namespace protocol {

namespace {

constexpr std::array<EnumWord<BreakerState>, 3> StateWords{{
    {BreakerState::Closed, u"closed"},
    {BreakerState::Open, u"open"},
    {BreakerState::HalfOpen, u"half_open"},
}};

} // namespace

QString toText(BreakerState state)
{
    return wordOf(StateWords, state);
}

BreakerState breakerState(QStringView text)
{
    return valueOf(StateWords, text);
}

void write(JsonWriter &json, const Breaker &breaker)
{
    json.beginObject()
        .field(u"name", breaker.name)
        .field(u"state", toText(breaker.state))
        .field(u"failure_count", breaker.failureCount)
        .field(u"success_count", breaker.successCount)
        .field(u"total_calls", breaker.totalCalls)
        .field(u"rejected_calls", breaker.rejectedCalls)
        .field(u"last_failure_time", breaker.lastFailureTime)
        .field(u"opened_at", breaker.openedAt)
        .key(u"config")
        .beginObject()
        .field(u"failure_threshold", breaker.config.failureThreshold)
        .field(u"recovery_timeout", breaker.config.recoveryTimeoutSeconds)
        .field(u"half_open_max_calls", breaker.config.halfOpenMaxCalls)
        .field(u"success_threshold", breaker.config.successThreshold)
        .endObject()
        .field(u"state_since", breaker.stateSince)
        .field(u"next_probe_at", breaker.nextProbeAt)
        .field(u"last_error", breaker.lastError)
        .field(u"failed_calls", breaker.failedCalls)
        .endObject();
}

Breaker breakerFromJson(const QJsonObject &object)
{
    const QJsonObject config = object.value(u"config").toObject();
    return {
        .name = object.value(u"name").toString(),
        .state = breakerState(object.value(u"state").toString()),
        .failureCount = object.value(u"failure_count").toInt(),
        .successCount = object.value(u"success_count").toInt(),
        .totalCalls = object.value(u"total_calls").toInteger(),
        .rejectedCalls = object.value(u"rejected_calls").toInteger(),
        .failedCalls = object.value(u"failed_calls").toInteger(),
        .lastFailureTime = timeOf(object, u"last_failure_time"),
        .openedAt = timeOf(object, u"opened_at"),
        .config = {.failureThreshold = config.value(u"failure_threshold").toInt(),
                   .recoveryTimeoutSeconds = config.value(u"recovery_timeout").toDouble(),
                   .halfOpenMaxCalls = config.value(u"half_open_max_calls").toInt(),
                   .successThreshold = config.value(u"success_threshold").toInt()},
        .stateSince = timeOf(object, u"state_since"),
        .nextProbeAt = timeOf(object, u"next_probe_at"),
        .lastError = textOf(object, u"last_error"),
        .stateWord = object.value(u"state").toString(),
    };
}

void write(JsonWriter &json, const QList<Breaker> &breakers, WallTime timestamp)
{
    json.beginObject().key(u"circuit_breakers").beginObject();
    for (const Breaker &breaker : breakers) {
        json.key(breaker.name);
        write(json, breaker);
    }
    const auto open = std::count_if(breakers.begin(), breakers.end(), [](const Breaker &breaker) {
        return breaker.state == BreakerState::Open;
    });
    json.endObject()
        .field(u"total_count", breakers.size())
        .field(u"open_count", open)
        .field(u"timestamp", timestamp)
        .endObject();
}

QList<Breaker> breakersFromJson(const QJsonObject &object)
{
    QList<Breaker> breakers;
    const QJsonObject map = object.value(u"circuit_breakers").toObject();
    for (const auto &breaker : map) {
        breakers.append(breakerFromJson(breaker.toObject()));
    }
    return breakers;
}

} // namespace protocol
