// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/monitoring/monitoringschemas.h"

#include "backend/http/router.h"

using namespace Qt::StringLiterals;
using namespace protocol::schema;

namespace monitoring {

namespace {

protocol::Schema observedAt()
{
    return described(nullable(time()), u"When Prometheus was asked last; null: never"_s);
}

protocol::Schema statusSince(const QString &status)
{
    return described(
        nullable(time()),
        u"Since when %1 is seen as it is; null: Prometheus was never asked"_s.arg(status));
}

void defineTargetSchemas(http::Router &router)
{
    router.define(u"TargetHealth"_s, words({u"up"_s, u"down"_s, u"unknown"_s}));
    router.define(u"ScrapeTarget"_s,
                  object({{u"job"_s, text()},
                          {u"instance"_s, text()},
                          {u"health"_s, named(u"TargetHealth"_s)},
                          {u"labels"_s, mapOf(text())},
                          {u"last_scrape"_s, described(nullable(time()), u"Null: never scraped"_s)},
                          {u"last_error"_s, nullable(text())},
                          {u"scrape_duration_seconds"_s, nullable(number(0))},
                          {u"status_since"_s, statusSince(u"health"_s)}}));
    router.define(u"MonitoringTargets"_s,
                  object({{u"targets"_s, list(named(u"ScrapeTarget"_s))},
                          {u"total"_s, described(integer(0), u"Unknown ones included"_s)},
                          {u"up"_s, integer(0)},
                          {u"down"_s, integer(0)},
                          {u"jobs"_s, list(text())},
                          {u"timestamp"_s, time()},
                          {u"observed_at"_s, observedAt()}}));
}

} // namespace

void defineSchemas(http::Router &router)
{
    defineTargetSchemas(router);
    router.define(u"JobSummary"_s,
                  object({{u"job"_s, text()},
                          {u"total"_s, integer(0)},
                          {u"up"_s, integer(0)},
                          {u"down"_s, integer(0)},
                          {u"unknown"_s, integer(0)}}));
    router.define(u"Exporter"_s,
                  object({{u"name"_s, text()},
                          {u"status"_s, named(u"TargetHealth"_s)},
                          {u"endpoint"_s, text()},
                          {u"last_scrape"_s, nullable(time())},
                          {u"error"_s, nullable(text())},
                          {u"status_since"_s, statusSince(u"status"_s)}}));
    router.define(u"MonitoringHealth"_s,
                  object({{u"healthy"_s, boolean()},
                          {u"prometheus_reachable"_s, boolean()},
                          {u"prometheus_url"_s, text()},
                          {u"targets_summary"_s, list(named(u"JobSummary"_s))},
                          {u"exporters"_s, list(named(u"Exporter"_s))},
                          {u"metrics_collection"_s,
                           object({{u"collecting"_s, boolean()},
                                   {u"last_successful_scrape"_s, nullable(time())},
                                   {u"scrape_interval_seconds"_s, integer(1)},
                                   {u"total_series"_s, nullable(integer(0))}})},
                          {u"issues"_s, described(list(text()), u"Empty when all is well"_s)},
                          {u"timestamp"_s, time()},
                          {u"observed_at"_s, observedAt()},
                          {u"status_since"_s,
                           described(nullable(time()), u"Since when healthy is what it is"_s)}}));
}

} // namespace monitoring
