// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/metrics/metricsroutes.h"

#include "backend/breakers/registry.h"
#include "backend/http/httpserver.h"
#include "backend/journal/eventhub.h"
#include "backend/journal/journal.h"
#include "backend/metrics/metricstext.h"
#include "backend/performance/collector.h"
#include "backend/pipeline/pipeline.h"
#include "backend/protocol/clock.h"
#include "backend/storage/storage.h"
#include "backend/supervisor/supervisor.h"

#include <memory>

using namespace Qt::StringLiterals;

namespace metrics {

namespace {

SocketFigures figuresOf(const QString &path, const journal::EventHub &hub)
{
    return {.path = path, .clients = hub.clients(), .counts = hub.counts()};
}

// Nothing is kept between two requests: a figure that other rooms keep cannot drift from theirs.
Snapshot read(const http::HttpServer &server, const Rooms &rooms, protocol::WallTime startedAt)
{
    return {.version = QStringLiteral(SIGNALBOX_VERSION),
            .startedAt = startedAt,
            .supervisor = rooms.supervisor.status(),
            .processes = rooms.supervisor.processes(),
            .breakers = rooms.breakers.status(),
            .pipeline = rooms.pipeline.status(protocol::Now::read()),
            .times = rooms.pipeline.times(),
            .door = server.counters(),
            .connections = server.liveConnections(),
            .requests = server.requests(),
            .sockets = {figuresOf(u"/ws/events"_s, rooms.events),
                        figuresOf(u"/ws/system"_s, rooms.system)},
            .journal = {.sequence = rooms.journal.sequence(),
                        .invalid = rooms.journal.invalid(),
                        .dropped = rooms.journal.dropped()},
            .commits = rooms.store.commits(),
            .performance = rooms.performance.latest(),
            .self = rooms.performance.self()};
}

} // namespace

void addRoutes(http::HttpServer &server, const Rooms &rooms)
{
    const auto answer = [&server, rooms, text = std::make_shared<MetricsText>(),
                         startedAt = protocol::Now::read().wall](
                            const http::Request &, const http::ExchangePtr &exchange) {
        exchange->reply({.status = 200,
                         .type = "text/plain; version=0.0.4; charset=utf-8",
                         .body = text->bytes(read(server, rooms, startedAt))});
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
