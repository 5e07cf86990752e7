// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/deadletter.h"

#include "backend/protocol/json.h"
#include "backend/protocol/jsonwriter.h"

#include <QJsonArray>

namespace protocol {

namespace {

std::optional<int> statusOf(const QJsonObject &object)
{
    const QJsonValue value = object.value(u"http_status");
    return value.isDouble() ? std::optional(value.toInt()) : std::nullopt;
}

void write(JsonWriter &json, const FailedAttempt &attempt)
{
    json.beginObject()
        .field(u"at", attempt.at)
        .field(u"reason", attempt.reason)
        .field(u"error_type", attempt.errorType)
        .field(u"http_status", attempt.httpStatus)
        .endObject();
}

void write(JsonWriter &json, const DeadLetter &letter)
{
    json.beginObject()
        .field(u"id", letter.id)
        .field(u"queue_name", letter.queueName)
        .field(u"original_job", QJsonValue(letter.originalJob))
        .field(u"error", letter.error)
        .field(u"attempt_count", letter.attemptCount)
        .field(u"first_failed_at", letter.firstFailedAt)
        .field(u"last_failed_at", letter.lastFailedAt)
        .field(u"error_type", letter.errorType)
        .field(u"http_status", letter.httpStatus)
        .key(u"history")
        .beginArray();
    for (const FailedAttempt &attempt : letter.history) {
        write(json, attempt);
    }
    json.endArray().endObject();
}

FailedAttempt attemptFromJson(const QJsonObject &object)
{
    return {.at = timeOf(object, u"at"),
            .reason = object.value(u"reason").toString(),
            .errorType = textOf(object, u"error_type"),
            .httpStatus = statusOf(object)};
}

DeadLetter letterFromJson(const QJsonObject &object)
{
    DeadLetter letter{.id = object.value(u"id").toInteger(),
                      .queueName = object.value(u"queue_name").toString(),
                      .originalJob = object.value(u"original_job").toObject(),
                      .error = object.value(u"error").toString(),
                      .attemptCount = object.value(u"attempt_count").toInt(),
                      .firstFailedAt = timeOf(object, u"first_failed_at"),
                      .lastFailedAt = timeOf(object, u"last_failed_at"),
                      .errorType = textOf(object, u"error_type"),
                      .httpStatus = statusOf(object)};
    letter.history = attemptsFromJson(object.value(u"history").toArray());
    return letter;
}

} // namespace

QList<FailedAttempt> attemptsFromJson(const QJsonArray &array)
{
    QList<FailedAttempt> attempts;
    for (const auto &value : array) {
        attempts.append(attemptFromJson(value.toObject()));
    }
    return attempts;
}

void write(JsonWriter &json, const DeadLetterPage &page)
{
    json.beginObject().key(u"items").beginArray();
    for (const DeadLetter &letter : page.items) {
        write(json, letter);
    }
    json.endArray().field(u"next_cursor", page.nextCursor).endObject();
}

DeadLetterPage deadLetterPageFromJson(const QJsonObject &object)
{
    DeadLetterPage page{.nextCursor = textOf(object, u"next_cursor")};
    const QJsonArray items = object.value(u"items").toArray();
    for (const auto &value : items) {
        page.items.append(letterFromJson(value.toObject()));
    }
    return page;
}

} // namespace protocol
