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
    const auto page = http::pageParameters(request, isEntityCursor);
    if (!page) {
        http::replyError(exchange, page.error());
        return;
    }
    store.read<QByteArray>(
        context,
        [wish = page.value()](storage::Transaction &tx) {
            return entitiesPage(tx, wish.limit, wish.cursor);
        },
        [exchange](const protocol::Result<QByteArray> &read) { http::reply(exchange, read); });
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
