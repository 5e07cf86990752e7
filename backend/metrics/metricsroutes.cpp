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

#include <QTimer>

#include <memory>
#include <utility>

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
                        .dropped = rooms.journal.dropped(),
                        .waiting = rooms.journal.waiting()},
            .commits = rooms.store.commits(),
            .isStoreUp = !rooms.store.isFaulted(),
            .performance = rooms.performance.latest(),
            .self = rooms.performance.self()};
}

/// Scrapes that are here at the same time get one text, which is read after the last of them came:
/// none is told what was before it asked.
class Scrapes final
{
public:
    Scrapes(http::HttpServer &server, const Rooms &rooms)
        : m_server(server)
        , m_rooms(rooms)
        , m_startedAt(protocol::Now::read().wall)
    { }

    void take(const http::ExchangePtr &exchange)
    {
        m_waiting.append(exchange);
        if (m_waiting.size() == 1) {
            // Behind what else has come in meanwhile.
            QTimer::singleShot(0, &m_server, [this] { answer(); });
        }
    }

private:
    void answer()
    {
        const QByteArray text = m_text.bytes(read(m_server, m_rooms, m_startedAt));
        const QList<http::ExchangePtr> all = std::exchange(m_waiting, {});
        for (const http::ExchangePtr &exchange : all) {
            exchange->reply(
                {.status = 200, .type = "text/plain; version=0.0.4; charset=utf-8", .body = text});
        }
    }

    http::HttpServer &m_server;
    Rooms m_rooms;
    protocol::WallTime m_startedAt;
    MetricsText m_text;
    QList<http::ExchangePtr> m_waiting;
};

} // namespace

void addRoutes(http::HttpServer &server, const Rooms &rooms)
{
    const auto scrapes = std::make_shared<Scrapes>(server, rooms);
    const auto answer = [scrapes](const http::Request &, const http::ExchangePtr &exchange) {
        scrapes->take(exchange);
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
