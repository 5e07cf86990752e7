// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"

#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>

namespace protocol {

class JsonWriter;

/// Unknown stands for a value of a newer peer.
enum class BreakerState
{
    Unknown,
    Closed,
    Open,
    HalfOpen
};

QString toText(BreakerState state); ///< closed | open | half_open
BreakerState breakerState(QStringView text);

/// The settings of one breaker; defaults are those of [breakers].
struct BreakerConfig
{
    int failureThreshold = 5; ///< failures in a row that open it
    double recoveryTimeoutSeconds = 30; ///< open for so long, then half-open by itself
    int halfOpenMaxCalls = 3; ///< trials at the same time
    int successThreshold = 2; ///< successful trials that close it

    bool operator==(const BreakerConfig &) const = default;
};

/// One breaker as GET /api/system/circuit-breakers tells it. Keys after config are added.
struct Breaker
{
    QString name = {};
    BreakerState state = BreakerState::Closed;
    int failureCount = 0;
    int successCount = 0;
    qint64 totalCalls = 0; ///< traffic and trials
    qint64 rejectedCalls = 0;
    qint64 failedCalls = 0; ///< calls and probes whose failure counted (added key)
    std::optional<WallTime> lastFailureTime = {};
    std::optional<WallTime> openedAt = {};
    BreakerConfig config = {};
    std::optional<WallTime> stateSince = {};
    std::optional<WallTime> nextProbeAt = {}; ///< when an open one turns half-open
    std::optional<QString> lastError = {};
    QString stateWord = {}; ///< the state as the peer wrote it

    bool operator==(const Breaker &) const = default;
};

void write(JsonWriter &json, const Breaker &breaker);
Breaker breakerFromJson(const QJsonObject &object);

/// GET /api/system/circuit-breakers: a map by name on the wire, here in the order of the AI
/// services.
void write(JsonWriter &json, const QList<Breaker> &breakers, WallTime timestamp);
QList<Breaker> breakersFromJson(const QJsonObject &object);

} // namespace protocol
