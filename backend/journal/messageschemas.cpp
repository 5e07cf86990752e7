// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/journal/messageschemas.h"

using namespace Qt::StringLiterals;
using namespace protocol::schema;

namespace journal {

namespace {

protocol::Schema sequence(const QString &description)
{
    return described(integer(0), description);
}

protocol::Schema patterns()
{
    constexpr qint64 mostPatterns = 100;
    constexpr qint64 longest = 128;
    return described(list(text(1, longest), mostPatterns),
                     u"Shell-style patterns of event types, such as alert.*"_s);
}

MessageSchema position(const QString &type, const QString &description)
{
    return {.type = type,
            .description = description,
            .schema = object(
                {{u"type"_s, words({type})},
                 {u"sequence"_s, sequence(u"Of the last event that this client was to get"_s)}})};
}

MessageSchema subscription(const QString &type)
{
    return {.type = type,
            .description = u"The patterns that hold from now on"_s,
            .schema = object({{u"type"_s, words({type})},
                              {u"action"_s, words({type})},
                              {u"events"_s, list(text())}})};
}

MessageSchema update(const QString &type, const QString &description)
{
    return {.type = type,
            .description = description,
            .schema = object({{u"type"_s, words({type})}, {u"data"_s, object({})}}),
            .isOnSystemOnly = true};
}

protocol::Schema wish(const QString &type, const protocol::Schema &data)
{
    return object({{u"type"_s, words({type})}, {u"data"_s, data}});
}

protocol::Schema errorSchema()
{
    return object({{u"type"_s, words({u"error"_s})},
                   {u"error"_s,
                    words({u"invalid_json"_s, u"invalid_message_format"_s,
                           u"unknown_message_type"_s, u"validation_error"_s, u"too_slow"_s})},
                   {u"message"_s, text()},
                   {u"details"_s, nullable(object({}))}});
}

protocol::Schema connectedSchema()
{
    return object(
        {{u"type"_s, words({u"connected"_s})},
         {u"message"_s, text()},
         {u"connection_id"_s, text()},
         {u"sequence"_s, sequence(u"Of the newest event"_s)},
         {u"oldest"_s, sequence(u"Of the oldest event that can be had"_s)},
         {u"journal"_s, described(text(), u"Sequences of one journal belong together"_s)}});
}

protocol::Schema resyncAckSchema()
{
    return object(
        {{u"type"_s, words({u"resync_ack"_s})},
         {u"last_sequence"_s, sequence(u"Everything up to it has come"_s)},
         {u"complete"_s,
          described(boolean(), u"false: events are gone for good, read everything anew"_s)},
         {u"oldest_sequence"_s, sequence(u"Of the oldest event that can be had"_s)},
         optional(u"channel"_s, described(text(), u"What the resync named"_s))});
}

} // namespace

QList<MessageSchema> serverMessages()
{
    return {
        {.type = u"connected"_s,
         .description = u"The first message of a connection"_s,
         .schema = connectedSchema()},
        position(u"ping"_s, u"Every 30 s; answer it with a pong"_s),
        position(u"pong"_s, u"The answer to a ping"_s),
        subscription(u"subscribed"_s),
        subscription(u"unsubscribed"_s),
        {.type = u"authenticated"_s,
         .description = u"The token is valid"_s,
         .schema = object({{u"type"_s, words({u"authenticated"_s})},
                           {u"scope"_s, words({u"read"_s, u"operate"_s, u"admin"_s})}})},
        {.type = u"resync_ack"_s,
         .description = u"The end of a replay"_s,
         .schema = resyncAckSchema()},
        {.type = u"changed"_s,
         .description = u"A GET of the resource would now answer differently"_s,
         .schema = object({{u"type"_s, words({u"changed"_s})},
                           {u"resource"_s, text()},
                           {u"sequence"_s, integer(0)}})},
        {.type = u"error"_s,
         .description = u"What was wrong with a message; after too_slow the connection is closed"_s,
         .schema = errorSchema()},
        update(u"performance_update"_s, u"As GET /api/system/performance; every 5 s"_s),
        update(u"circuit_breaker_update"_s, u"States and counts of all breakers"_s),
    };
}

QList<MessageSchema> clientMessages()
{
    constexpr qint64 mostExact = 9'000'000'000'000'000;
    const auto number = integer(0, mostExact);
    const auto plain = [](const QString &type) {
        return object({{u"type"_s, words({type})}, optional(u"data"_s, nullable(object({})))});
    };
    return {
        {.type = u"subscribe"_s,
         .description = u"Only events that match one of the patterns; adds to earlier ones"_s,
         .schema = wish(u"subscribe"_s, object({{u"events"_s, patterns()}}))},
        {.type = u"unsubscribe"_s,
         .description = u"Takes exactly these patterns back; without a list, all"_s,
         .schema =
             object({{u"type"_s, words({u"unsubscribe"_s})},
                     optional(u"data"_s,
                              nullable(object({optional(u"events"_s, nullable(patterns()))})))})},
        {.type = u"resync"_s,
         .description = u"Replays the events after that sequence"_s,
         .schema = wish(u"resync"_s,
                        object({{u"last_sequence"_s, number}, optional(u"channel"_s, text())}))},
        {.type = u"ack"_s,
         .description = u"Tells how far the client has read"_s,
         .schema = wish(u"ack"_s, object({{u"seq"_s, number}}))},
        {.type = u"ping"_s, .description = u"Asks for a pong"_s, .schema = plain(u"ping"_s)},
        {.type = u"pong"_s, .description = u"Answers a ping"_s, .schema = plain(u"pong"_s)},
        {.type = u"authenticate"_s,
         .description = u"Within 10 s where a token is needed"_s,
         .schema = wish(u"authenticate"_s, object({{u"token"_s, text(1)}}))},
    };
}

} // namespace journal
