// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/cameraroutes.h"

#include "backend/http/reply.h"
#include "backend/http/router.h"
#include "backend/pipeline/pipeline.h"
#include "backend/protocol/jsonwriter.h"

using namespace Qt::StringLiterals;

namespace pipeline {

namespace {

namespace schema = protocol::schema;

void replyPatch(Pipeline &pipeline, const http::Request &request, const http::ExchangePtr &exchange)
{
    const QString id = request.segments.value(u"id"_s);
    const bool isEnabled = request.json.value(u"enabled").toBool();
    pipeline.setCameraEnabled(
        id, isEnabled, [exchange, id, isEnabled](const protocol::Result<protocol::Done> &done) {
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

} // namespace

void addCameraRoutes(http::Router &router, Pipeline &pipeline)
{
    router.add(
        {.method = "PATCH",
         .path = u"/api/cameras/{id}"_s,
         .scope = http::Scope::Operate,
         .tag = u"cameras"_s,
         .summary = u"Enable or disable a camera"_s,
         .body = schema::closed({{u"enabled"_s, schema::boolean()}}),
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
