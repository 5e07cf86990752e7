// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/entityroutes.h"

#include "backend/http/reply.h"
#include "backend/http/router.h"
#include "backend/pipeline/entitystore.h"
#include "backend/storage/storage.h"

using namespace Qt::StringLiterals;

namespace pipeline {

namespace {

namespace schema = protocol::schema;

void replyEntities(storage::Storage &store, QObject *context, const http::Request &request,
                   const http::ExchangePtr &exchange)
{
    const QString cursor = request.text(u"cursor"_s);
    if (!cursor.isEmpty() && !isEntityCursor(cursor)) {
        http::replyError(exchange, http::badCursor(cursor));
        return;
    }
    store.read<QByteArray>(
        context,
        [limit = static_cast<int>(request.integer(u"limit"_s)), cursor](storage::Transaction &tx) {
            return entitiesPage(tx, limit, cursor);
        },
        [exchange](const protocol::Result<QByteArray> &read) { http::reply(exchange, read); });
}

} // namespace

void addEntityRoutes(http::Router &router, storage::Storage &store, QObject *context)
{
    router.add({.method = "GET",
                .path = u"/api/entities"_s,
                .scope = http::Scope::Read,
                .source = http::Source::StoreAlone,
                .tag = u"events"_s,
                .summary = u"Who was seen, on which cameras; the last seen first"_s,
                .parameters = http::pageParameters(http::textCursor()),
                .answers = {{.status = 200,
                             .description = u"One page"_s,
                             .schema = schema::named(u"Entities"_s)},
                            http::failure(503, u"The store cannot be read"_s)},
                .handler = [&store, context](const http::Request &request,
                                             const http::ExchangePtr &exchange) {
                    replyEntities(store, context, request, exchange);
                }});
}

} // namespace pipeline
