// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/health.h"

#include <QByteArray>
#include <QString>

#include <chrono>
#include <optional>

namespace services {

/// How a GET of a service's /health ended.
enum class ProbeEnd
{
    Answered,
    Refused,
    TimedOut,
    TooLarge,
    Failed
};

/// What one probe brought home.
struct ProbeAnswer
{
    ProbeEnd end = ProbeEnd::Failed;
    int httpStatus = 0;
    QByteArray body = {};
    QString errorText = {}; ///< of the network layer, for ProbeEnd::Failed
    std::optional<double> elapsedMs = {};
    std::chrono::milliseconds timeout{5000};
};

/// What a service tells of itself beside its health; nothing for what it does not say.
struct SelfDescription
{
    bool answered = false; ///< there was an answer at all
    std::optional<double> vramGb = {};
    std::optional<QString> model = {};
    std::optional<QString> device = {};

    bool operator==(const SelfDescription &) const = default;
};

/// What it means.
struct ProbeVerdict
{
    protocol::Health status = protocol::Health::Unknown;
    std::optional<QString> error = {};
    std::optional<double> responseTimeMs = {}; ///< two decimals; only when there was an answer
    bool success = false; ///< what the breaker is told

    bool operator==(const ProbeVerdict &) const = default;
};

/// HTTP 200 is healthy, unless its JSON says status "degraded" or model_loaded false: degraded. An
/// answer of 200 that is no JSON object cannot be vouched for: degraded. Any other status is "HTTP
/// <code>", unhealthy; likewise "Connection refused", "Timeout after 5.0s", an answer without end
/// and other failures of the network.
ProbeVerdict judge(const ProbeAnswer &answer);

SelfDescription describe(const ProbeAnswer &answer);

} // namespace services
