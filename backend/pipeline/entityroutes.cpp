// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/entityroutes.h"

#include "backend/http/parameters.h"
#include "backend/http/reply.h"
#include "backend/http/router.h"
#include "backend/pipeline/entitystore.h"
#include "backend/storage/storage.h"

using namespace Qt::StringLiterals;

namespace pipeline {

namespace {

void replyEntities(storage::Storage &store, QObject *context, const http::Request &request,
                   const http::ExchangePtr &exchange)
{
    const auto limit = http::integerParameter(
        request, {.name = u"limit"_s, .least = 1, .most = 100, .fallback = 50});
    if (!limit) {
        http::replyError(exchange, limit.error());
        return;
    }
    const QString cursor = request.query.value(u"cursor"_s);
    if (!cursor.isEmpty() && !isEntityCursor(cursor)) {
        http::replyError(exchange,
                         {protocol::ErrorKind::BadRequest,
                          u"Query parameter 'cursor' must be the next_cursor of an answer"_s});
        return;
    }
    store.read<QByteArray>(
        context,
        [count = static_cast<int>(limit.value()), cursor](storage::Transaction &tx) {
            return entitiesPage(tx, count, cursor);
        },
        [exchange](const protocol::Result<QByteArray> &page) { http::reply(exchange, page); });
}

} // namespace

void addEntityRoutes(http::Router &router, storage::Storage &store, QObject *context)
{
    router.add({.method = "GET",
                .path = u"/api/entities"_s,
                .scope = http::Scope::Read,
                .parameters = {u"limit"_s, u"cursor"_s},
                .summary = u"Who was seen, on which cameras; the last seen first"_s,
                .handler = [&store, context](const http::Request &request,
                                             const http::ExchangePtr &exchange) {
                    replyEntities(store, context, request, exchange);
                }});
}

} // namespace pipeline
