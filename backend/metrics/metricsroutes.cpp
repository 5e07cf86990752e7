// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/metrics/metricsroutes.h"

#include "backend/breakers/registry.h"
#include "backend/http/httpserver.h"
#include "backend/metrics/families.h"
#include "backend/pipeline/pipeline.h"
#include "backend/protocol/clock.h"
#include "backend/supervisor/supervisor.h"

#include <prometheus/text_serializer.h>

using namespace Qt::StringLiterals;

namespace metrics {

namespace {

// Nothing is kept between two requests: a figure that other rooms keep cannot drift from theirs.
Snapshot read(const http::HttpServer &server, const Rooms &rooms, protocol::WallTime startedAt)
{
    return {.version = QStringLiteral(SIGNALBOX_VERSION),
            .startedAt = startedAt,
            .supervisor = rooms.supervisor.status(),
            .breakers = rooms.breakers.status(),
            .pipeline = rooms.pipeline.status(protocol::Now::read()),
            .door = server.counters(),
            .connections = server.liveConnections()};
}

} // namespace

void addRoutes(http::HttpServer &server, const Rooms &rooms)
{
    const auto answer = [&server, rooms, startedAt = protocol::Now::read().wall](
                            const http::Request &, const http::ExchangePtr &exchange) {
        const std::string text =
            prometheus::TextSerializer().Serialize(families(read(server, rooms, startedAt)));
        exchange->reply({.status = 200,
                         .type = "text/plain; version=0.0.4; charset=utf-8",
                         .body = QByteArray::fromStdString(text)});
    };
    server.router().add({.method = "GET",
                         .path = u"/metrics"_s,
                         .scope = http::Scope::Read,
                         .tag = u"metrics"_s,
                         .summary = u"Figures for Prometheus"_s,
                         .answers = {{.status = 200,
                                      .description = u"Text exposition format 0.0.4"_s,
                                      .schema = protocol::schema::text(),
                                      .type = "text/plain"}},
                         .handler = answer});
}

} // namespace metrics
