// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/journal/eventsocketrules.h"

#include "backend/protocol/eventpattern.h"
#include "backend/protocol/jsonkeys.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace journal {

namespace {

constexpr qsizetype MaxPatterns = 100;
constexpr qsizetype MaxPatternLength = 128;
constexpr qsizetype QuotedLength = 100;

Mistake invalid(const QString &type, const QString &field, const QString &reason)
{
    return {.error = u"validation_error"_s,
            .message = u"%1: %2 %3"_s.arg(type, field, reason),
            .details = {{u"message_type"_s, type}, {u"field"_s, field}, {u"reason"_s, reason}}};
}

using Patterns = std::variant<Mistake, QStringList>;

Patterns patternsOf(const QString &type, const QJsonValue &events)
{
    const QString field = u"data.events"_s;
    const QJsonArray array = events.toArray();
    if (!events.isArray() || array.size() > MaxPatterns) {
        return invalid(type, field, u"must be a list of at most 100 patterns"_s);
    }
    QStringList patterns;
    for (const QJsonValueConstRef value : array) {
        const QString pattern = value.toString();
        if (pattern.isEmpty() || pattern.size() > MaxPatternLength) {
            return invalid(type, field, u"must hold texts of 1 to 128 characters"_s);
        }
        patterns.append(pattern.toLower());
    }
    return patterns;
}

ClientMessage readSubscribe(const QJsonObject &data)
{
    Patterns patterns = patternsOf(u"subscribe"_s, data.value(u"events"));
    if (auto *mistake = std::get_if<Mistake>(&patterns)) {
        return *mistake;
    }
    return Subscribe{std::get<QStringList>(patterns)};
}

ClientMessage readUnsubscribe(const QJsonObject &data)
{
    const QJsonValue events = data.value(u"events");
    if (events.isUndefined() || events.isNull()) {
        return Unsubscribe{};
    }
    Patterns patterns = patternsOf(u"unsubscribe"_s, events);
    if (auto *mistake = std::get_if<Mistake>(&patterns)) {
        return *mistake;
    }
    return Unsubscribe{std::get<QStringList>(patterns)};
}

/// A whole number that is not negative, from `data` or from beside `type`.
std::optional<qint64> sequenceOf(const QJsonObject &message, QStringView inData, QStringView beside)
{
    const QJsonObject data = message.value(u"data").toObject();
    const QJsonValue value = data.contains(inData) ? data.value(inData) : message.value(beside);
    const double number = value.toDouble(-1);
    if (!value.isDouble() || number < 0 || number > 9.0e15
        || number != static_cast<double>(value.toInteger())) {
        return std::nullopt;
    }
    return value.toInteger();
}

ClientMessage readByType(const QString &type, const QJsonObject &message)
{
    const QJsonObject data = message.value(u"data").toObject();
    if (type == u"ping") {
        return Ping{};
    }
    if (type == u"pong") {
        return Pong{};
    }
    if (type == u"subscribe") {
        return readSubscribe(data);
    }
    if (type == u"unsubscribe") {
        return readUnsubscribe(data);
    }
    if (type == u"authenticate") {
        const QString token = data.value(u"token").toString();
        return token.isEmpty() ? ClientMessage(invalid(type, u"data.token"_s, u"must be a text"_s))
                               : ClientMessage(Authenticate{token});
    }
    if (type == u"resync") {
        const auto last = sequenceOf(message, u"last_sequence", u"last_sequence");
        const QString channel = data.value(u"channel").toString().left(MaxPatternLength);
        return last ? ClientMessage(Resync{.lastSequence = *last, .channel = channel})
                    : invalid(type, u"data.last_sequence"_s, u"must be a whole number from 0 on"_s);
    }
    if (type == u"ack") {
        const auto seq = sequenceOf(message, u"seq", u"sequence");
        return seq ? ClientMessage(Acknowledge{*seq})
                   : invalid(type, u"data.seq"_s, u"must be a whole number from 0 on"_s);
    }
    return Mistake{.error = u"unknown_message_type"_s,
                   .message = u"Unknown message type: "_s % type.left(QuotedLength),
                   .details = {{u"supported_types"_s,
                                QJsonArray{u"subscribe"_s, u"unsubscribe"_s, u"resync"_s, u"ack"_s,
                                           u"ping"_s, u"pong"_s, u"authenticate"_s}}}};
}

} // namespace

void Subscription::subscribe(const QStringList &patterns)
{
    QStringList all = m_patterns.value_or(QStringList());
    for (const QString &pattern : patterns) {
        const QString lower = pattern.toLower();
        if (!all.contains(lower) && all.size() < MaxPatterns) {
            all.append(lower);
        }
    }
    m_patterns = all;
}

void Subscription::unsubscribe(const std::optional<QStringList> &patterns)
{
    if (!patterns) {
        m_patterns = QStringList();
        return;
    }
    if (!m_patterns) {
        return;
    }
    for (const QString &pattern : *patterns) {
        m_patterns->removeAll(pattern.toLower());
    }
}

bool Subscription::wants(const QString &type, bool isDeprecated) const
{
    if (isDeprecated) {
        return m_patterns && m_patterns->contains(type.toLower());
    }
    return wantsAny({type});
}

bool Subscription::wantsAny(const QStringList &names) const
{
    return !m_patterns
        || std::any_of(m_patterns->begin(), m_patterns->end(), [&](const QString &pattern) {
               return std::any_of(names.begin(), names.end(), [&](const QString &name) {
                   return protocol::matches(pattern, name);
               });
           });
}

ClientMessage readMessage(const QString &text)
{
    if (text.trimmed() == u"ping") {
        return Ping{};
    }
    QJsonParseError error{};
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8(), &error);
    if (error.error != QJsonParseError::NoError) {
        return Mistake{.error = u"invalid_json"_s,
                       .message = u"The message is not JSON: "_s % error.errorString(),
                       .details = {{u"raw_data_preview"_s, text.left(QuotedLength)}}};
    }
    if (const auto twice = protocol::keyTwice(text.toUtf8())) {
        return Mistake{.error = u"invalid_message_format"_s,
                       .message = u"The key '%1' is given more than once"_s.arg(
                           QString::fromUtf8(*twice).left(QuotedLength)),
                       .details = {{u"raw_data_preview"_s, text.left(QuotedLength)}}};
    }
    const QJsonObject message = document.object();
    const QJsonValue type = message.value(u"type");
    const QJsonValue data = message.value(u"data");
    if (!document.isObject() || type.toString().isEmpty()
        || !(data.isObject() || data.isNull() || data.isUndefined())) {
        return Mistake{.error = u"invalid_message_format"_s,
                       .message = u"The message must be an object with a text `type` and, where "
                                  "there is one, an object `data`"_s,
                       .details = {{u"raw_data_preview"_s, text.left(QuotedLength)}}};
    }
    return readByType(type.toString(), message);
}

bool NoticeRules::note(const QString &resource, protocol::SteadyTime now)
{
    Entry &entry = m_entries[resource];
    if (entry.waits || now < entry.next) {
        entry.waits = true;
        return false;
    }
    entry.next = now + Interval;
    return true;
}

QStringList NoticeRules::due(protocol::SteadyTime now)
{
    QStringList resources;
    for (auto it = m_entries.begin(); it != m_entries.end(); ++it) {
        if (it->waits && it->next <= now) {
            it->waits = false;
            it->next = now + Interval;
            resources.append(it.key());
        }
    }
    resources.sort();
    return resources;
}

std::optional<protocol::SteadyTime> NoticeRules::deadline() const
{
    std::optional<protocol::SteadyTime> next;
    for (const Entry &entry : m_entries) {
        if (entry.waits) {
            next = std::min(next.value_or(entry.next), entry.next);
        }
    }
    return next;
}

} // namespace journal
