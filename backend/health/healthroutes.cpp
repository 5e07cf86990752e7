// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/health/healthroutes.h"

#include "backend/health/healthschemas.h"
#include "backend/health/monitor.h"
#include "backend/http/reply.h"
#include "backend/http/router.h"
#include "backend/protocol/keptdocument.h"

#include <memory>

using namespace Qt::StringLiterals;

namespace health {

namespace schema = protocol::schema;

void addRoutes(http::Router &router, const Monitor &monitor)
{
    defineSchemas(router);
    const auto document = std::make_shared<protocol::KeptDocument<protocol::FullHealth>>();
    router.add(
        {.method = "GET",
         .path = u"/api/system/health/full"_s,
         .scope = http::Scope::Read,
         .tag = u"health"_s,
         .summary = u"Health of every component"_s,
         .answers = {{.status = 200,
                      .description = u"Healthy or degraded"_s,
                      .schema = schema::named(u"FullHealth"_s)},
                     {.status = 503,
                      .description = u"Something critical is not healthy"_s,
                      .schema = schema::named(u"FullHealth"_s)}},
         .handler = [&monitor, document](const http::Request &, const http::ExchangePtr &exchange) {
             const protocol::FullHealth status = monitor.status();
             http::replyJson(exchange, status.ready ? 200 : 503,
                             document->bytes(status, protocol::Now::read().wall));
         }});
}

} // namespace health
