// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QString>

#include <optional>

namespace protocol {

class JsonWriter;

/// One job queue (added key "queues").
struct QueueStatus
{
    QString name = {};
    qint64 waiting = 0;
    qint64 leased = 0;
    qint64 dead = 0;
    qint64 capacity = 0; ///< with so many waiting, nothing new is taken in; 0: without a limit
    std::optional<double> oldestSeconds = {}; ///< age of the oldest waiting job
    std::optional<double> drainSeconds = {}; ///< until it is empty at the present speed; nothing
                                             ///< when it does not shrink or nothing waits
    std::optional<WallTime> observedAt = {}; ///< when the jobs were counted

    bool operator==(const QueueStatus &) const = default;
};

/// What went into one stage, what came out, what waits and was lost for a reason (added key
/// "accounts"): in = out + waiting + all that was lost, at any moment.
struct StageAccount
{
    QString stage = {};
    qint64 in = 0;
    qint64 out = 0;
    qint64 waiting = 0;
    QMap<QString, qint64> lost = {}; ///< by reason

    bool operator==(const StageAccount &) const = default;
};

/// How one stage has moved in the last minutes (added key "stages").
struct StageFlow
{
    QString stage = {}; ///< intake | detection | analysis
    double windowSeconds = 0; ///< what the figures are about: so far back
    std::optional<double> inPerMinute = {};
    std::optional<double> outPerMinute = {};
    qint64 samples = 0; ///< what the percentiles are taken from
    std::optional<double> p50Ms = {}; ///< from the beginning of the stage to its commit
    std::optional<double> p95Ms = {};
    std::optional<double> p99Ms = {};
    std::optional<double> avgMs = {};

    bool operator==(const StageFlow &) const = default;
};

void writeCounts(JsonWriter &json, const QMap<QString, qint64> &counts);
QMap<QString, qint64> countsFromJson(const QJsonObject &object);

/// Each writes its own key and what belongs to it.
void writeQueues(JsonWriter &json, const QList<QueueStatus> &queues);
void writeAccounts(JsonWriter &json, const QList<StageAccount> &accounts);
void writeStages(JsonWriter &json, const QList<StageFlow> &stages);

QList<QueueStatus> queuesFromJson(const QJsonObject &object);
QList<StageAccount> accountsFromJson(const QJsonArray &array);
QList<StageFlow> stagesFromJson(const QJsonArray &array);

} // namespace protocol
