// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/pipelineroutes.h"

#include "backend/http/reply.h"
#include "backend/http/router.h"
#include "backend/pipeline/pipeline.h"
#include "backend/pipeline/pipelineschemas.h"
#include "backend/pipeline/setaside.h"
#include "backend/protocol/jsonwriter.h"

using namespace Qt::StringLiterals;

namespace pipeline {

namespace {

namespace schema = protocol::schema;

void replySetAside(storage::Storage &store, QObject *context, const http::Request &request,
                   const http::ExchangePtr &exchange)
{
    const QString cursor = request.text(u"cursor"_s);
    if (!cursor.isEmpty() && !isSetAsideCursor(cursor)) {
        http::replyError(exchange, http::badCursor(cursor));
        return;
    }
    store.read<QByteArray>(
        context,
        [filter = SetAsideFilter{.kind = request.text(u"kind"_s),
                                 .cursor = cursor,
                                 .limit = static_cast<int>(request.integer(u"limit"_s))}](
            storage::Transaction &tx) { return setAsidePage(tx, filter); },
        [exchange](const protocol::Result<QByteArray> &read) { http::reply(exchange, read); });
}

} // namespace

void addRoutes(http::Router &router, const Pipeline &pipeline, storage::Storage &store,
               QObject *context)
{
    defineSchemas(router);
    router.add({.method = "GET",
                .path = u"/api/system/pipeline"_s,
                .scope = http::Scope::Read,
                .tag = u"pipeline"_s,
                .summary = u"Status of the pipeline"_s,
                .answers = {{.status = 200,
                             .description = u"File watcher, batches, degradation, queues"_s,
                             .schema = schema::named(u"PipelineStatus"_s)}},
                .handler = [&pipeline](const http::Request &, const http::ExchangePtr &exchange) {
                    const protocol::Now now = protocol::Now::read();
                    protocol::JsonWriter json;
                    protocol::write(json, pipeline.status(now), now.wall);
                    http::replyJson(exchange, 200, json.bytes());
                }});
    router.add({.method = "GET",
                .path = u"/api/intake/set-aside"_s,
                .scope = http::Scope::Read,
                .source = http::Source::StoreAlone,
                .tag = u"pipeline"_s,
                .summary = u"Files that were not taken in, and why; newest first"_s,
                .parameters = http::pageParameters(http::textCursor())
                    << http::Parameter{.name = u"kind"_s,
                                       .schema = schema::words(setAsideKinds()),
                                       .description = u"Only this kind"_s},
                .answers = {{.status = 200,
                             .description = u"One page"_s,
                             .schema = schema::named(u"SetAsideFiles"_s)},
                            http::failure(503, u"The store cannot be read"_s)},
                .handler = [&store, context](const http::Request &request,
                                             const http::ExchangePtr &exchange) {
                    replySetAside(store, context, request, exchange);
                }});
}

} // namespace pipeline
