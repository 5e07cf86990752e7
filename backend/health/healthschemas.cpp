// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/health/healthschemas.h"

#include "backend/http/router.h"

using namespace Qt::StringLiterals;
using namespace protocol::schema;

namespace health {

namespace {

void definePartSchemas(http::Router &router)
{
    const auto status = words({u"healthy"_s, u"degraded"_s, u"unhealthy"_s, u"unknown"_s});
    router.define(u"InfrastructureHealth"_s,
                  object({{u"name"_s, text()},
                          {u"status"_s, status},
                          {u"message"_s, text()},
                          {u"details"_s, nullable(object({}))},
                          {u"status_since"_s, nullable(time())}}));
    router.define(u"AiServiceHealth"_s,
                  object({{u"name"_s, text()},
                          {u"display_name"_s, text()},
                          {u"status"_s, status},
                          {u"url"_s, described(text(), u"Empty without an address"_s)},
                          {u"response_time_ms"_s, nullable(number(0))},
                          {u"error"_s, nullable(text())},
                          {u"circuit_state"_s, named(u"BreakerState"_s)},
                          {u"last_check"_s, nullable(time())},
                          {u"critical"_s, boolean()},
                          {u"observed_at"_s, nullable(time())},
                          {u"status_since"_s, nullable(time())}}));
}

} // namespace

void defineSchemas(http::Router &router)
{
    definePartSchemas(router);
    router.define(
        u"FullHealth"_s,
        object(
            {{u"status"_s, words({u"healthy"_s, u"degraded"_s, u"unhealthy"_s})},
             {u"ready"_s, boolean()},
             {u"message"_s, text()},
             {u"postgres"_s,
              described(named(u"InfrastructureHealth"_s), u"The store, whichever engine"_s)},
             {u"redis"_s,
              described(named(u"InfrastructureHealth"_s), u"The queue, whichever engine"_s)},
             {u"ai_services"_s, list(named(u"AiServiceHealth"_s))},
             {u"circuit_breakers"_s,
              object({{u"total"_s, integer(0)},
                      {u"open"_s, integer(0)},
                      {u"half_open"_s, integer(0)},
                      {u"closed"_s, integer(0)},
                      {u"breakers"_s, mapOf(named(u"BreakerState"_s))}})},
             {u"workers"_s,
              list(object(
                  {{u"name"_s, text()}, {u"running"_s, boolean()}, {u"critical"_s, boolean()}}))},
             {u"status_since"_s, nullable(time())},
             {u"timestamp"_s, time()},
             {u"version"_s, text()}}));
}

} // namespace health
