// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/eventroutes.h"

#include "backend/http/reply.h"
#include "backend/http/router.h"
#include "backend/pipeline/detectionroutes.h"
#include "backend/pipeline/eventchanges.h"
#include "backend/pipeline/eventlist.h"
#include "backend/pipeline/eventschemas.h"
#include "backend/pipeline/readroutes.h"
#include "backend/protocol/jsonwriter.h"
#include "backend/storage/storage.h"

using namespace Qt::StringLiterals;

namespace pipeline {

namespace {

namespace schema = protocol::schema;

using storage::Storage;
using storage::Transaction;

constexpr qint64 MaxRisk = 100;
constexpr qint64 MaxName = 128;
constexpr qint64 MaxReason = 500;

EventFilter eventFilter(const http::Request &request)
{
    const auto given = [&request](const QString &name) { return request.query.contains(name); };
    const auto minRisk = static_cast<int>(request.integer(u"min_risk"_s));
    return {.cameraId = request.text(u"camera_id"_s),
            .riskLevel = request.text(u"risk_level"_s),
            .minRisk = given(u"min_risk"_s) ? std::optional(minRisk) : std::nullopt,
            .reviewed =
                given(u"reviewed"_s) ? std::optional(request.boolean(u"reviewed"_s)) : std::nullopt,
            .since = request.time(u"since"_s),
            .until = request.time(u"until"_s),
            .objectType = request.text(u"object_type"_s),
            .text = request.text(u"text"_s),
            .cursor = request.text(u"cursor"_s),
            .limit = static_cast<int>(request.integer(u"limit"_s))};
}

void replyPatch(Storage &store, QObject *context, const http::Request &request,
                const http::ExchangePtr &exchange)
{
    EventChange change;
    if (const auto reviewed = request.json.constFind(u"reviewed"); reviewed != request.json.end()) {
        change.reviewed = reviewed->toBool();
    }
    if (const auto notes = request.json.constFind(u"notes"); notes != request.json.end()) {
        change.notes = notes->toString(u""_s); // null: none any more
    }
    const qint64 id = request.segment(u"id"_s).toLongLong();
    store.write<QByteArray>(
        context,
        [id, change](Transaction &tx) {
            if (const auto changed = changeEvent(tx, id, change); !changed) {
                tx.fail(changed.error());
            }
            const auto document = eventDocument(tx, id);
            if (!document) {
                tx.fail(document.error());
            }
            return document.value();
        },
        [exchange](const protocol::Result<QByteArray> &done) { http::reply(exchange, done); });
}

void replyDelete(Storage &store, QObject *context, const http::Request &request,
                 const http::ExchangePtr &exchange)
{
    const qint64 id = request.segment(u"id"_s).toLongLong();
    const QString text = request.text(u"reason"_s);
    const auto reason = text.isEmpty() ? std::nullopt : std::optional(text);
    store.write<protocol::Done>(
        context,
        [id, reason](Transaction &tx) {
            if (const auto deleted = deleteEvent(tx, id, reason); !deleted) {
                tx.fail(deleted.error());
            }
            return protocol::Done{};
        },
        [exchange, id](const protocol::Result<protocol::Done> &done) {
            if (!done) {
                http::replyError(exchange, done.error());
                return;
            }
            protocol::JsonWriter json;
            json.beginObject()
                .field(u"id", id)
                .field(u"message", u"Event %1 was deleted"_s.arg(id))
                .field(u"timestamp", protocol::Now::read().wall)
                .endObject();
            http::replyJson(exchange, 200, json.bytes());
        });
}

QList<http::Parameter> eventParameters()
{
    return http::pageParameters(http::textCursor()) + http::timeParameters()
        + QList<http::Parameter>{
            only(u"camera_id"_s, schema::text(1, MaxName), u"Only of this camera"_s),
            only(u"risk_level"_s, schema::words(riskLevels()), u"Only of this level"_s),
            only(u"min_risk"_s, schema::integer(0, MaxRisk), u"Only with at least this score"_s),
            only(u"reviewed"_s, schema::boolean(), u"Only those that are reviewed, or are not"_s),
            only(u"object_type"_s, schema::text(1, MaxName), u"Only with such a thing in them"_s),
            only(u"text"_s, schema::text(1, MaxName),
                 u"Only with this text in summary, reasoning or notes; a to z are the same as A "
                 "to Z"_s)};
}

void addEvents(http::Router &router, Storage &store, QObject *context)
{
    router.add(
        {.method = "GET",
         .path = u"/api/events"_s,
         .scope = http::Scope::Read,
         .source = http::Source::StoreAlone,
         .tag = u"events"_s,
         .summary = u"Security events, newest first"_s,
         .description = pageWords(),
         .parameters = eventParameters(),
         .answers = {oneOf(u"SecurityEvents"_s, u"One page"_s), http::failure(503, cannotRead())},
         .handler = [&store, context](const http::Request &request,
                                      const http::ExchangePtr &exchange) {
             replyPage(
                 store, context, request,
                 [filter = eventFilter(request)](Transaction &tx) {
                     return protocol::Result(eventsPage(tx, filter));
                 },
                 exchange);
         }});
    router.add({.method = "GET",
                .path = u"/api/events/{id}"_s,
                .scope = http::Scope::Read,
                .source = http::Source::StoreAlone,
                .tag = u"events"_s,
                .summary = u"A security event with its batch and detections"_s,
                .segments = idSegment(u"Of the event"_s),
                .answers = {oneOf(u"SecurityEventDetails"_s, u"The event"_s),
                            http::failure(404, u"There is no such event"_s),
                            http::failure(503, cannotRead())},
                .handler = [&store, context](const http::Request &request,
                                             const http::ExchangePtr &exchange) {
                    replyRead(
                        store, context,
                        [id = request.segment(u"id"_s).toLongLong()](Transaction &tx) {
                            return eventDocument(tx, id);
                        },
                        exchange);
                }});
}

void addEventChanges(http::Router &router, Storage &store, QObject *context)
{
    constexpr qint64 bodyLimit = 65'536;
    router.add({.method = "PATCH",
                .path = u"/api/events/{id}"_s,
                .scope = http::Scope::Operate,
                .tag = u"events"_s,
                .summary = u"Review a security event or note something on it"_s,
                .description = u"What is not given stays. Told as event.updated when it differs "
                               "from what was."_s,
                .segments = idSegment(u"Of the event"_s),
                .body = schema::closed(
                    {schema::optional(u"reviewed"_s, schema::boolean()),
                     schema::optional(u"notes"_s, schema::nullable(schema::text(0, MaxNotes)))}),
                .bodyLimit = bodyLimit,
                .answers = {oneOf(u"SecurityEventDetails"_s, u"The event as it is now"_s),
                            http::failure(404, u"There is no such event"_s),
                            http::failure(503, u"The store cannot be written"_s)},
                .handler = [&store, context](const http::Request &request,
                                             const http::ExchangePtr &exchange) {
                    replyPatch(store, context, request, exchange);
                }});
    router.add({.method = "DELETE",
                .path = u"/api/events/{id}"_s,
                .scope = http::Scope::Operate,
                .tag = u"events"_s,
                .summary = u"Delete a security event"_s,
                .description = u"Its detections stay. Told as event.deleted."_s,
                .segments = idSegment(u"Of the event"_s),
                .parameters = {only(u"reason"_s, schema::text(1, MaxReason),
                                    u"Why, for those who read of it"_s)},
                .answers = {oneOf(u"SecurityEventDeleted"_s, u"Done"_s),
                            http::failure(404, u"There is no such event"_s),
                            http::failure(503, u"The store cannot be written"_s)},
                .handler = [&store, context](const http::Request &request,
                                             const http::ExchangePtr &exchange) {
                    replyDelete(store, context, request, exchange);
                }});
}

} // namespace

void addEventRoutes(http::Router &router, Storage &store, QObject *context)
{
    defineEventSchemas(router);
    addEvents(router, store, context);
    addEventChanges(router, store, context);
    addDetectionRoutes(router, store, context);
}

} // namespace pipeline
