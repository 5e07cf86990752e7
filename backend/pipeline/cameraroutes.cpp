// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/cameraroutes.h"

#include "backend/http/reply.h"
#include "backend/http/router.h"
#include "backend/pipeline/pipeline.h"
#include "backend/protocol/jsonwriter.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace pipeline {

namespace {

protocol::Error badBody(const QString &detail)
{
    return {protocol::ErrorKind::BadRequest, detail};
}

/// The wish in a body; nothing but {"enabled": true | false} is one.
protocol::Result<bool> wishIn(const QByteArray &body)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(body, &error);
    if (error.error != QJsonParseError::NoError) {
        return badBody(u"Invalid body: "_s % error.errorString());
    }
    if (!document.isObject()) {
        return badBody(u"Invalid body: must be a JSON object"_s);
    }
    const QJsonObject object = document.object();
    for (auto it = object.begin(); it != object.end(); ++it) {
        constexpr qsizetype mostShown = 64;
        if (it.key() != u"enabled") {
            return badBody(u"Invalid body: unknown key '%1'"_s.arg(it.key().left(mostShown)));
        }
    }
    const QJsonValue enabled = object.value(u"enabled");
    if (!enabled.isBool()) {
        return badBody(u"Invalid body: 'enabled' must be true or false"_s);
    }
    return enabled.toBool();
}

void replyPatch(Pipeline &pipeline, const http::Request &request, const http::ExchangePtr &exchange)
{
    const auto wish = wishIn(request.body);
    if (!wish) {
        http::replyError(exchange, wish.error());
        return;
    }
    const QString id = request.segments.value(u"id"_s);
    const bool isEnabled = wish.value();
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
         .summary = u"Enable or disable a camera"_s,
         .handler = [&pipeline](const http::Request &request, const http::ExchangePtr &exchange) {
             replyPatch(pipeline, request, exchange);
         }});
}

} // namespace pipeline
