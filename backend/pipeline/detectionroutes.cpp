// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/detectionroutes.h"

#include "backend/http/reply.h"
#include "backend/http/router.h"
#include "backend/pipeline/detectionlist.h"
#include "backend/pipeline/readroutes.h"

using namespace Qt::StringLiterals;

namespace pipeline {

namespace {

namespace schema = protocol::schema;

using storage::Storage;
using storage::Transaction;

DetectionFilter detectionFilter(const http::Request &request)
{
    const auto given = [&request](const QString &name) { return request.query.contains(name); };
    const double confidence = request.text(u"min_confidence"_s).toDouble();
    return {.cameraId = request.text(u"camera_id"_s),
            .objectType = request.text(u"object_type"_s),
            .minConfidence = given(u"min_confidence"_s) ? std::optional(confidence) : std::nullopt,
            .since = request.time(u"since"_s),
            .until = request.time(u"until"_s),
            .eventId =
                given(u"event_id"_s) ? std::optional(request.integer(u"event_id"_s)) : std::nullopt,
            .batchId = request.text(u"batch_id"_s),
            .cursor = request.text(u"cursor"_s),
            .limit = static_cast<int>(request.integer(u"limit"_s))};
}

QList<http::Parameter> detectionParameters()
{
    return http::pageParameters(http::textCursor()) + http::timeParameters()
        + QList<http::Parameter>{
            only(u"camera_id"_s, schema::text(1, MaxName), u"Only of this camera"_s),
            only(u"object_type"_s, schema::text(1, MaxName), u"Only things of this type"_s),
            only(u"min_confidence"_s, schema::number(0, 1), u"Only at least so sure"_s),
            only(u"event_id"_s, schema::integer(1), u"Only of this security event"_s),
            only(u"batch_id"_s, schema::text(1, MaxName), u"Only of this batch"_s)};
}

} // namespace

void addDetectionRoutes(http::Router &router, Storage &store, QObject *context)
{
    router.add(
        {.method = "GET",
         .path = u"/api/detections"_s,
         .scope = http::Scope::Read,
         .source = http::Source::StoreAlone,
         .tag = u"detections"_s,
         .summary = u"What was detected, newest first"_s,
         .description = pageWords(),
         .parameters = detectionParameters(),
         .answers = {oneOf(u"Detections"_s, u"One page"_s), http::failure(503, cannotRead())},
         .handler = [&store, context](const http::Request &request,
                                      const http::ExchangePtr &exchange) {
             replyPage(
                 store, context, request,
                 [filter = detectionFilter(request)](Transaction &tx) {
                     return protocol::Result(detectionsPage(tx, filter));
                 },
                 exchange);
         }});
    router.add({.method = "GET",
                .path = u"/api/detections/{id}"_s,
                .scope = http::Scope::Read,
                .source = http::Source::StoreAlone,
                .tag = u"detections"_s,
                .summary = u"One detection"_s,
                .segments = idSegment(u"Of the detection"_s),
                .answers = {oneOf(u"Detection"_s, u"The detection"_s),
                            http::failure(404, u"There is no such detection"_s),
                            http::failure(503, cannotRead())},
                .handler = [&store, context](const http::Request &request,
                                             const http::ExchangePtr &exchange) {
                    replyRead(
                        store, context,
                        [id = request.segment(u"id"_s).toLongLong()](Transaction &tx) {
                            return detectionDocument(tx, id);
                        },
                        exchange);
                }});
}

} // namespace pipeline
