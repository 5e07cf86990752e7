// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace protocol {

class JsonWriter;

/// Source: event registry, alert.created. Unknown stands for a value of a newer peer.
enum class AlertSeverity
{
    Unknown,
    Low,
    Medium,
    High,
    Critical
};

QString toText(AlertSeverity severity);
AlertSeverity alertSeverity(QStringView text);

/// critical and high are 1, medium is 2, low is 3.
int priorityOf(AlertSeverity severity);

/// Source: event registry, alert.created.
enum class AlertStatus
{
    Unknown,
    Pending,
    Delivered, ///< told to somebody who listens
    Acknowledged,
    Dismissed,
    Resolved
};

QString toText(AlertStatus status);
AlertStatus alertStatus(QStringView text);

/// True while it is neither dismissed nor resolved.
bool isActive(AlertStatus status);

/// One alert as GET /api/alerts tells it: somebody should look at something.
struct Alert
{
    QString id = {};
    std::optional<qint64> eventId = {}; ///< the security event that it is about; nothing: another
    std::optional<QString> ruleId = {}; ///< the name of the rule
    AlertSeverity severity = AlertSeverity::Unknown;
    QString message = {};
    AlertStatus status = AlertStatus::Unknown;
    QString subjectKind = {}; ///< event, worker, breaker, …
    QString subject = {}; ///< its name among those of its kind
    qint64 count = 1; ///< how often it came while it was the same alert
    std::optional<WallTime> createdAt = {};
    std::optional<WallTime> updatedAt = {};
    std::optional<WallTime> lastSeenAt = {}; ///< when it came last
    std::optional<WallTime> clearedAt = {}; ///< when its condition was seen to be over
    std::optional<WallTime> acknowledgedAt = {};
    std::optional<QString> acknowledgedBy = {};
    std::optional<QString> acknowledgedReason = {};
    std::optional<WallTime> endedAt = {}; ///< dismissed or resolved
    std::optional<QString> endedBy = {}; ///< nothing: by itself
    std::optional<QString> endedReason = {};

    bool operator==(const Alert &) const = default;
};

void write(JsonWriter &json, const Alert &alert);
Alert alertFromJson(const QJsonObject &object);

/// GET /api/alerts: one page, newest first.
struct AlertPage
{
    QList<Alert> items = {};
    std::optional<QString> nextCursor = {};
    std::optional<qint64> total = {}; ///< after the filter; nothing beyond 10,000
    std::optional<qint64> totalAtLeast = {}; ///< the same, and 10,000 where there are more
    std::optional<WallTime> timestamp = {};

    bool operator==(const AlertPage &) const = default;
};

void write(JsonWriter &json, const AlertPage &page, WallTime timestamp);
AlertPage alertPageFromJson(const QJsonObject &object);

/// What one rule sees of one subject.
struct AlertSight
{
    QString subject = {};
    std::optional<bool> holds = {}; ///< nothing: it cannot be known at present
    std::optional<WallTime> since = {}; ///< of a condition that holds
    std::optional<QString> alertId = {}; ///< the alert that stands for it

    bool operator==(const AlertSight &) const = default;
};

/// One rule in GET /api/alerts/rules.
struct AlertRule
{
    QString name = {};
    QString when = {};
    QString about = {}; ///< the kind of its subjects
    AlertSeverity severity = AlertSeverity::Unknown;
    double forSeconds = 0;
    QString message = {};
    bool enabled = true;
    QString origin = {}; ///< builtin | changed | configured
    qint64 subjects = 0; ///< how many there are to look at
    QList<AlertSight> sees = {}; ///< those for which it holds first; some, if many

    bool operator==(const AlertRule &) const = default;
};

void write(JsonWriter &json, const QList<AlertRule> &rules, WallTime timestamp);
QList<AlertRule> alertRulesFromJson(const QJsonObject &object);

} // namespace protocol
