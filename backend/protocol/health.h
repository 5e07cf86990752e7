// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/breaker.h"
#include "backend/protocol/clock.h"

#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QString>

#include <optional>

namespace protocol {

class JsonWriter;

/// The word for one component and for the whole. Unknown counts as not healthy.
enum class Health
{
    Unknown,
    Healthy,
    Degraded,
    Unhealthy
};

QString toText(Health health);
Health health(QStringView text);

/// The store ("postgres") or the queue ("redis"), whichever engine serves them.
struct InfrastructureHealth
{
    QString name = {};
    Health status = Health::Unknown;
    QString message = {};
    QJsonObject details = {}; ///< engine, version, embedded
    std::optional<WallTime> statusSince = {};

    bool operator==(const InfrastructureHealth &) const = default;
};

/// One AI service in GET /api/system/health/full.
struct AiServiceHealth
{
    QString name = {};
    QString displayName = {};
    Health status = Health::Unknown;
    QString url = {};
    std::optional<double> responseTimeMs = {};
    std::optional<QString> error = {};
    BreakerState circuitState = BreakerState::Closed;
    std::optional<WallTime> lastCheck = {};
    bool critical = false;
    std::optional<WallTime> statusSince = {}; ///< nothing before the first probe

    bool operator==(const AiServiceHealth &) const = default;
};

/// One worker in GET /api/system/health/full.
struct WorkerHealth
{
    QString name = {};
    bool running = false;
    bool critical = false;

    bool operator==(const WorkerHealth &) const = default;
};

/// GET /api/system/health/full.
struct FullHealth
{
    Health status = Health::Unknown;
    bool ready = false;
    QString message = {};
    InfrastructureHealth postgres = {};
    InfrastructureHealth redis = {};
    QList<AiServiceHealth> aiServices = {};
    QMap<QString, BreakerState> breakers = {};
    QList<WorkerHealth> workers = {};
    std::optional<WallTime> statusSince = {}; ///< added: since when the verdict stands
    std::optional<WallTime> timestamp = {};
    QString version = {};

    bool operator==(const FullHealth &) const = default;
};

void write(JsonWriter &json, const FullHealth &health, WallTime timestamp);
FullHealth fullHealthFromJson(const QJsonObject &object);

} // namespace protocol
