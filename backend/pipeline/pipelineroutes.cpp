// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/pipelineroutes.h"

#include "backend/http/parameters.h"
#include "backend/http/reply.h"
#include "backend/http/router.h"
#include "backend/pipeline/eventstore.h"
#include "backend/pipeline/pipeline.h"
#include "backend/pipeline/setaside.h"
#include "backend/protocol/jsonwriter.h"

using namespace Qt::StringLiterals;

namespace pipeline {

namespace {

void replyEvents(storage::Storage &store, QObject *context, const http::Request &request,
                 const http::ExchangePtr &exchange)
{
    const auto limit = http::integerParameter(
        request, {.name = u"limit"_s, .least = 1, .most = 100, .fallback = 50});
    const auto cursor = http::integerParameter(request, {.name = u"cursor"_s});
    if (!limit || !cursor) {
        http::replyError(exchange, limit ? cursor.error() : limit.error());
        return;
    }
    store.read<QByteArray>(
        context,
        [count = static_cast<int>(limit.value()), before = cursor.value()](
            storage::Transaction &tx) { return eventsPage(tx, count, before); },
        [exchange](const protocol::Result<QByteArray> &page) { http::reply(exchange, page); });
}

void replySetAside(storage::Storage &store, QObject *context, const http::Request &request,
                   const http::ExchangePtr &exchange)
{
    const auto page = http::pageParameters(request, isSetAsideCursor);
    if (!page) {
        http::replyError(exchange, page.error());
        return;
    }
    const QString kind = request.query.value(u"kind"_s);
    if (!kind.isEmpty() && !setAsideKinds().contains(kind)) {
        constexpr qsizetype mostShown = 64;
        http::replyError(exchange,
                         {protocol::ErrorKind::BadRequest,
                          u"Invalid kind '%1': must be one of %2"_s.arg(
                              kind.left(mostShown), setAsideKinds().join(u", "_s))});
        return;
    }
    store.read<QByteArray>(
        context,
        [filter = SetAsideFilter{.kind = kind,
                                 .cursor = page.value().cursor,
                                 .limit = page.value().limit}](storage::Transaction &tx) {
            return setAsidePage(tx, filter);
        },
        [exchange](const protocol::Result<QByteArray> &read) { http::reply(exchange, read); });
}

void replyCameras(const Pipeline &pipeline, storage::Storage &store, QObject *context,
                  const http::ExchangePtr &exchange)
{
    store.read<QByteArray>(
        context,
        [waiting = pipeline.waitingFiles()](storage::Transaction &tx) {
            return camerasPage(tx, waiting);
        },
        [exchange](const protocol::Result<QByteArray> &page) { http::reply(exchange, page); });
}

} // namespace

void addRoutes(http::Router &router, const Pipeline &pipeline, storage::Storage &store,
               QObject *context)
{
    router.add({.method = "GET",
                .path = u"/api/system/pipeline"_s,
                .scope = http::Scope::Read,
                .summary = u"Status of the pipeline"_s,
                .handler = [&pipeline](const http::Request &, const http::ExchangePtr &exchange) {
                    const protocol::Now now = protocol::Now::read();
                    protocol::JsonWriter json;
                    protocol::write(json, pipeline.status(now), now.wall);
                    http::replyJson(exchange, 200, json.bytes());
                }});
    router.add({.method = "GET",
                .path = u"/api/events"_s,
                .scope = http::Scope::Read,
                .parameters = {u"limit"_s, u"cursor"_s},
                .summary = u"Security events, newest first"_s,
                .handler = [&store, context](const http::Request &request,
                                             const http::ExchangePtr &exchange) {
                    replyEvents(store, context, request, exchange);
                }});
    router.add({.method = "GET",
                .path = u"/api/intake/set-aside"_s,
                .scope = http::Scope::Read,
                .parameters = {u"limit"_s, u"cursor"_s, u"kind"_s},
                .summary = u"Files that were not taken in, and why; newest first"_s,
                .handler = [&store, context](const http::Request &request,
                                             const http::ExchangePtr &exchange) {
                    replySetAside(store, context, request, exchange);
                }});
    router.add({.method = "GET",
                .path = u"/api/cameras"_s,
                .scope = http::Scope::Read,
                .summary = u"Cameras, by their folders"_s,
                .handler = [&pipeline, &store, context](const http::Request &,
                                                        const http::ExchangePtr &exchange) {
                    replyCameras(pipeline, store, context, exchange);
                }});
}

} // namespace pipeline
