// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>

namespace protocol {

class JsonWriter;

/// One failed attempt of a job.
struct FailedAttempt
{
    std::optional<WallTime> at = {};
    QString reason = {};
    std::optional<QString> errorType = {};
    std::optional<int> httpStatus = {};

    bool operator==(const FailedAttempt &) const = default;
};

/// A job that was given up. Source of the words: P 3.2.
struct DeadLetter
{
    qint64 id = 0;
    QString queueName = {}; ///< detection | analysis
    QJsonObject originalJob = {};
    QString error = {}; ///< of the last attempt
    int attemptCount = 0; ///< since it was last replayed
    std::optional<WallTime> firstFailedAt = {};
    std::optional<WallTime> lastFailedAt = {};
    std::optional<QString> errorType = {}; ///< of the last attempt, one word
    std::optional<int> httpStatus = {}; ///< that the service gave then
    QList<FailedAttempt> history = {}; ///< oldest first, those before a replay too

    bool operator==(const DeadLetter &) const = default;
};

/// The history as it is kept and sent.
QList<FailedAttempt> attemptsFromJson(const QJsonArray &array);

/// GET /api/dlq/{queue}: newest job first.
struct DeadLetterPage
{
    QList<DeadLetter> items = {};
    std::optional<QString> nextCursor = {};

    bool operator==(const DeadLetterPage &) const = default;
};

void write(JsonWriter &json, const DeadLetterPage &page);
DeadLetterPage deadLetterPageFromJson(const QJsonObject &object);

} // namespace protocol
