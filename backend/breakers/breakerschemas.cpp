// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/breakers/breakerschemas.h"

#include "backend/http/router.h"

using namespace Qt::StringLiterals;
using namespace protocol::schema;

namespace breakers {

void defineSchemas(http::Router &router)
{
    router.define(u"BreakerState"_s, words({u"closed"_s, u"open"_s, u"half_open"_s}));
    router.define(u"CircuitBreaker"_s,
                  object({{u"name"_s, text()},
                          {u"state"_s, named(u"BreakerState"_s)},
                          {u"failure_count"_s, integer(0)},
                          {u"success_count"_s, integer(0)},
                          {u"total_calls"_s, described(integer(0), u"Traffic and trials"_s)},
                          {u"rejected_calls"_s, integer(0)},
                          {u"last_failure_time"_s, nullable(time())},
                          {u"opened_at"_s, nullable(time())},
                          {u"config"_s,
                           object({{u"failure_threshold"_s, integer(1)},
                                   {u"recovery_timeout"_s, described(number(0), u"Seconds"_s)},
                                   {u"half_open_max_calls"_s, integer(1)},
                                   {u"success_threshold"_s, integer(1)}})},
                          {u"state_since"_s, nullable(time())},
                          {u"next_probe_at"_s, nullable(time())},
                          {u"last_error"_s, nullable(text())},
                          {u"failed_calls"_s, integer(0)}}));
    router.define(u"CircuitBreakers"_s,
                  object({{u"circuit_breakers"_s, mapOf(named(u"CircuitBreaker"_s))},
                          {u"total_count"_s, integer(0)},
                          {u"open_count"_s, integer(0)},
                          {u"timestamp"_s, time()}}));
    router.define(u"BreakerReset"_s,
                  object({{u"name"_s, text()},
                          {u"previous_state"_s, named(u"BreakerState"_s)},
                          {u"new_state"_s, named(u"BreakerState"_s)},
                          {u"message"_s, text()},
                          {u"timestamp"_s, time()}}));
}

} // namespace breakers
