// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/breakers/breakerroutes.h"

#include "backend/breakers/breakerschemas.h"
#include "backend/breakers/registry.h"
#include "backend/http/reply.h"
#include "backend/http/router.h"
#include "backend/protocol/jsonwriter.h"
#include "backend/protocol/keptdocument.h"

#include <memory>

using namespace Qt::StringLiterals;

namespace breakers {

namespace {

namespace schema = protocol::schema;

void replyReset(Registry &registry, const http::Request &request, const http::ExchangePtr &exchange)
{
    const QString name = request.segments.value(u"name"_s);
    const auto previous = registry.reset(name);
    if (!previous) {
        http::replyError(exchange, previous.error());
        return;
    }
    const QString before = protocol::toText(previous.value());
    protocol::JsonWriter json;
    json.beginObject()
        .field(u"name", name)
        .field(u"previous_state", before)
        .field(u"new_state", protocol::toText(protocol::BreakerState::Closed))
        .field(u"message",
               u"Circuit breaker '%1' reset successfully from %2 to closed"_s.arg(name, before))
        .field(u"timestamp", protocol::Now::read().wall)
        .endObject();
    http::replyJson(exchange, 200, json.bytes());
}

} // namespace

void addRoutes(http::Router &router, Registry &registry)
{
    defineSchemas(router);
    const auto document = std::make_shared<protocol::KeptDocument<QList<protocol::Breaker>>>();
    router.add({.method = "GET",
                .path = u"/api/system/circuit-breakers"_s,
                .scope = http::Scope::Read,
                .tag = u"breakers"_s,
                .summary = u"All circuit breakers"_s,
                .answers = {{.status = 200,
                             .description = u"By name"_s,
                             .schema = schema::named(u"CircuitBreakers"_s)}},
                .handler = [&registry, document](const http::Request &,
                                                 const http::ExchangePtr &exchange) {
                    http::replyJson(exchange, 200,
                                    document->bytes(registry.status(), protocol::Now::read().wall));
                }});
    router.add(
        {.method = "POST",
         .path = u"/api/system/circuit-breakers/{name}/reset"_s,
         .scope = http::Scope::Operate,
         .tag = u"breakers"_s,
         .summary = u"Close a circuit breaker by hand"_s,
         .answers = {{.status = 200,
                      .description = u"It is closed, whatever it was"_s,
                      .schema = schema::named(u"BreakerReset"_s)},
                     http::failure(404, u"There is no such breaker"_s)},
         .handler = [&registry](const http::Request &request, const http::ExchangePtr &exchange) {
             replyReset(registry, request, exchange);
         }});
}

} // namespace breakers
