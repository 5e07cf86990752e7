// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/cameraroutes.h"

#include "backend/http/reply.h"
#include "backend/http/router.h"
#include "backend/pipeline/cameralist.h"
#include "backend/pipeline/pipeline.h"
#include "backend/pipeline/readroutes.h"
#include "backend/protocol/jsonwriter.h"

using namespace Qt::StringLiterals;

namespace pipeline {

namespace {

namespace schema = protocol::schema;

constexpr qint64 MaxReason = 500;

void replyPatch(Pipeline &pipeline, const http::Request &request, const http::ExchangePtr &exchange)
{
    const QString id = request.segments.value(u"id"_s);
    const bool isEnabled = request.json.value(u"enabled").toBool();
    const QString reason = request.json.value(u"reason").toString();
    pipeline.setCameraEnabled(
        id,
        {.isEnabled = isEnabled, .reason = reason.isEmpty() ? std::nullopt : std::optional(reason)},
        [exchange, id, isEnabled](const protocol::Result<protocol::Done> &done) {
            if (!done) {
                http::replyError(exchange, done.error());
                return;
            }
            protocol::JsonWriter json;
            json.beginObject()
                .field(u"id", id)
                .field(u"enabled", isEnabled)
                .field(u"message",
                       (isEnabled ? u"Camera '%1' is enabled"_s : u"Camera '%1' is disabled"_s)
                           .arg(id))
                .field(u"timestamp", protocol::Now::read().wall)
                .endObject();
            http::replyJson(exchange, 200, json.bytes());
        });
}

/// The files that wait are not in the store.
QByteArray waitingText(const Pipeline &pipeline)
{
    QByteArray text;
    const QMap<QString, qint64> waiting = pipeline.waitingFiles();
    for (auto it = waiting.begin(); it != waiting.end(); ++it) {
        text += it.key().toUtf8() + '=' + QByteArray::number(*it) + '\n';
    }
    return text;
}

void addReading(http::Router &router, const Pipeline &pipeline, storage::Storage &store,
                QObject *context)
{
    const auto beside = [&pipeline] { return waitingText(pipeline); };
    router.add(
        {.method = "GET",
         .path = u"/api/cameras"_s,
         .scope = http::Scope::Read,
         .source = http::Source::StoreAlone,
         .beside = beside,
         .tag = u"cameras"_s,
         .summary = u"Cameras, by their folders"_s,
         .answers = {oneOf(u"Cameras"_s, u"All of them"_s), http::failure(503, cannotRead())},
         .handler = [&pipeline, &store, context](const http::Request &,
                                                 const http::ExchangePtr &exchange) {
             replyRead(
                 store, context,
                 [waiting = pipeline.waitingFiles()](storage::Transaction &tx) {
                     return protocol::Result(camerasPage(tx, waiting));
                 },
                 exchange);
         }});
    router.add({.method = "GET",
                .path = u"/api/cameras/{id}"_s,
                .scope = http::Scope::Read,
                .source = http::Source::StoreAlone,
                .beside = beside,
                .tag = u"cameras"_s,
                .summary = u"One camera"_s,
                .answers = {oneOf(u"Camera"_s, u"The camera"_s),
                            http::failure(404, u"There is no such camera"_s),
                            http::failure(503, cannotRead())},
                .handler = [&pipeline, &store, context](const http::Request &request,
                                                        const http::ExchangePtr &exchange) {
                    replyRead(
                        store, context,
                        [waiting = pipeline.waitingFiles(), id = request.segment(u"id"_s)](
                            storage::Transaction &tx) { return cameraDocument(tx, id, waiting); },
                        exchange);
                }});
}

} // namespace

void addCameraRoutes(http::Router &router, Pipeline &pipeline, storage::Storage &store,
                     QObject *context)
{
    addReading(router, pipeline, store, context);
    router.add(
        {.method = "PATCH",
         .path = u"/api/cameras/{id}"_s,
         .scope = http::Scope::Operate,
         .tag = u"cameras"_s,
         .summary = u"Enable or disable a camera"_s,
         .description =
             u"Its files wait while it is disabled, and its status is unknown then. `reason` is "
             "told as why it was disabled."_s,
         .body = schema::closed(
             {{u"enabled"_s, schema::boolean()},
              schema::optional(u"reason"_s, schema::nullable(schema::text(0, MaxReason)))}),
         .answers = {{.status = 200,
                      .description = u"Done"_s,
                      .schema = schema::named(u"CameraSwitched"_s)},
                     http::failure(404, u"There is no such camera"_s),
                     http::failure(503, u"The store cannot be written"_s)},
         .handler = [&pipeline](const http::Request &request, const http::ExchangePtr &exchange) {
             replyPatch(pipeline, request, exchange);
         }});
}

} // namespace pipeline
