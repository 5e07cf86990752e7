// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/performance/performanceroutes.h"

#include "backend/http/reply.h"
#include "backend/http/router.h"
#include "backend/performance/collector.h"
#include "backend/performance/performanceschemas.h"

using namespace Qt::StringLiterals;

namespace performance {

namespace schema = protocol::schema;

namespace {

const QString TimeRange = u"time_range"_s;
const QString WorkerName = u"worker_name"_s;

void replyLatest(const Collector &collector, const http::ExchangePtr &exchange)
{
    if (!collector.latest()) {
        http::replyError(
            exchange,
            {protocol::ErrorKind::Unavailable, u"Performance collector not initialized"_s});
        return;
    }
    http::replyJson(exchange, 200, collector.document(protocol::Now::read().wall));
}

} // namespace

void addRoutes(http::Router &router, const Collector &collector)
{
    defineSchemas(router);
    router.add({.method = "GET",
                .path = u"/api/system/performance"_s,
                .scope = http::Scope::Read,
                .tag = u"performance"_s,
                .summary = u"Load of host, GPU, services, stores and workers"_s,
                .description = u"As of the last collection (observed_at), every 5 s"_s,
                .answers = {{.status = 200,
                             .description = u"What cannot be measured is null"_s,
                             .schema = schema::named(u"Performance"_s)},
                            http::failure(503, u"Nothing has been collected yet"_s)},
                .handler = [&collector](const http::Request &, const http::ExchangePtr &exchange) {
                    replyLatest(collector, exchange);
                }});
    router.add(
        {.method = "GET",
         .path = u"/api/system/performance/history"_s,
         .scope = http::Scope::Read,
         .tag = u"performance"_s,
         .summary = u"The last minutes of the same figures, oldest first"_s,
         .description = u"Every collection of 5 minutes, every third of 15, every twelfth of 60"_s,
         .parameters = {{.name = TimeRange,
                         .schema = schema::withDefault(schema::words(timeRanges()), u"5m"_s),
                         .description = u"How far back"_s},
                        {.name = WorkerName,
                         .schema = schema::text(),
                         .description = u"With what this worker used, at each snapshot"_s}},
         .answers = {{.status = 200,
                      .description = u"At most 60 snapshots, without the other workers"_s,
                      .schema = schema::named(u"PerformanceHistory"_s)}},
         .handler = [&collector](const http::Request &request, const http::ExchangePtr &exchange) {
             http::replyJson(exchange, 200,
                             collector.history(request.query.value(TimeRange),
                                               request.query.value(WorkerName)));
         }});
}

} // namespace performance
