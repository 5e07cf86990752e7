// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/sceneroutes.h"

#include "backend/http/router.h"
#include "backend/pipeline/readroutes.h"
#include "backend/pipeline/scenestore.h"

using namespace Qt::StringLiterals;

namespace pipeline {

namespace {

namespace schema = protocol::schema;

SceneFilter filterOf(const http::Request &request)
{
    return {.cameraId = request.text(u"camera_id"_s),
            .changeType = request.text(u"change_type"_s),
            .since = request.time(u"since"_s),
            .until = request.time(u"until"_s),
            .cursor = request.text(u"cursor"_s),
            .limit = static_cast<int>(request.integer(u"limit"_s))};
}

void defineSceneSchemas(http::Router &router)
{
    using namespace protocol::schema;
    router.define(u"SceneChange"_s,
                  object({{u"id"_s, integer(1)},
                          {u"camera_id"_s, text()},
                          {u"detected_at"_s, time()},
                          {u"change_type"_s, words(sceneChanges())},
                          {u"similarity_score"_s,
                           described(number(0, 1), u"With what the camera showed before"_s)}}));
    router.define(u"SceneChanges"_s,
                  object({{u"items"_s, list(named(u"SceneChange"_s))},
                          {u"next_cursor"_s, nullable(text())},
                          {u"total"_s, nullable(integer(0))},
                          {u"total_at_least"_s, integer(0)}}));
}

} // namespace

void addSceneRoutes(http::Router &router, storage::Storage &store, QObject *context)
{
    defineSceneSchemas(router);
    router.add(
        {.method = "GET",
         .path = u"/api/scene-changes"_s,
         .scope = http::Scope::Read,
         .source = http::Source::StoreAlone,
         .tag = u"cameras"_s,
         .summary = u"Views that were blocked, moved or spoilt, newest first"_s,
         .description = u"Told when several images in a row, over half a minute, are not "
                        "what the camera showed before. The newest 10,000 are kept."_s,
         .parameters = http::pageParameters(http::textCursor()) + http::timeParameters()
             + QList<http::Parameter>{only(u"camera_id"_s, schema::text(1, MaxName),
                                           u"Only of this camera"_s),
                                      only(u"change_type"_s, schema::words(sceneChanges()),
                                           u"Only of this kind"_s)},
         .answers = {oneOf(u"SceneChanges"_s, u"One page"_s), http::failure(503, cannotRead())},
         .handler = [&store, context](const http::Request &request,
                                      const http::ExchangePtr &exchange) {
             replyPage(
                 store, context, request,
                 [filter = filterOf(request)](storage::Transaction &tx) {
                     return protocol::Result(sceneChangesPage(tx, filter));
                 },
                 exchange);
         }});
}

} // namespace pipeline
