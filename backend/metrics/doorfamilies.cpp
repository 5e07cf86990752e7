// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/metrics/familyparts.h"

using namespace Qt::StringLiterals;

namespace metrics {

using prometheus::MetricFamily;

namespace {

void addSockets(Families &all, const QList<SocketFigures> &sockets)
{
    MetricFamily clients = gauge("signalbox_websocket_clients", "Clients that are connected.");
    MetricFamily opened =
        counter("signalbox_websocket_connections_total", "Clients that have connected.");
    MetricFamily sent = counter("signalbox_websocket_messages_sent_total", "Messages sent.");
    MetricFamily slow = counter("signalbox_websocket_too_slow_total",
                                "Clients dropped because they did not keep up.");
    for (const SocketFigures &path : sockets) {
        const Labels labels{{"path", path.path}};
        add(clients, labels, static_cast<double>(path.clients));
        add(opened, labels, static_cast<double>(path.counts.opened));
        add(sent, labels, static_cast<double>(path.counts.sent));
        add(slow, labels, static_cast<double>(path.counts.tooSlow));
    }
    take(all, {&clients, &opened, &sent, &slow});
}

void addJournal(Families &all, const JournalFigures &journal)
{
    addSingle(all, gauge("signalbox_journal_sequence", "The number of the newest journal line."),
              journal.sequence);
    addSingle(all,
              counter("signalbox_journal_invalid_lines_total",
                      "Lines left out because they break their schema; more than 0 is an alarm."),
              journal.invalid);
    addSingle(all,
              counter("signalbox_journal_dropped_lines_total",
                      "Lines lost while the store could not be written."),
              journal.dropped);
    addSingle(
        all,
        gauge("signalbox_journal_waiting_lines", "Lines that wait until the store can be written."),
        journal.waiting);
}

void addConnections(Families &all, const Snapshot &snapshot)
{
    const http::Counters &door = snapshot.door;
    addSingle(all, gauge("signalbox_http_connections", "Connections that are open."),
              snapshot.connections);
    addSingle(all, counter("signalbox_http_connections_accepted_total", "Connections let in."),
              door.accepted);
    addSingle(all,
              counter("signalbox_http_connections_refused_total",
                      "Connections refused because there were too many."),
              door.refusedFull);
    addSingle(all,
              counter("signalbox_http_connections_evicted_total",
                      "Idle connections closed to make room for new ones."),
              door.evicted);
    addSingle(all,
              counter("signalbox_http_requests_served_total", "Requests that a handler answered."),
              door.served);
    addSingle(
        all,
        counter("signalbox_http_requests_refused_total", "Requests refused by their head alone."),
        door.refused);
    addSingle(all,
              counter("signalbox_http_deadlines_missed_total",
                      "Connections cut because the other side was too slow."),
              door.deadlines);
    addSingle(all,
              counter("signalbox_http_desyncs_total",
                      "Requests that were parsed in two ways and cut; more than 0 is an alarm."),
              door.desync);
}

} // namespace

Families requestFamilies(const QList<http::RequestLine> &lines)
{
    MetricFamily requests =
        counter("signalbox_http_requests_total",
                "Requests answered, by route and class of the status; those that no route took are "
                "counted under one name.");
    MetricFamily durations =
        histogram("signalbox_http_request_duration_seconds",
                  "From the whole request to its answer, without the network.");
    for (const http::RequestLine &line : lines) {
        const Labels labels{{"route", line.route}, {"method", QString::fromLatin1(line.method)}};
        for (size_t i = 0; i < line.classes.size(); ++i) {
            if (line.classes[i] > 0) {
                Labels whole = labels;
                whole.emplace_back("code", QString::number(i + 1) % u"xx"_s);
                add(requests, whole, static_cast<double>(line.classes[i]));
            }
        }
        add(durations, labels, line.durations, protocol::RequestBounds);
    }
    Families both;
    take(both, {&requests, &durations});
    return both;
}

void addDoor(Families &all, const Snapshot &snapshot)
{
    addConnections(all, snapshot);
    addSockets(all, snapshot.sockets);
    addJournal(all, snapshot.journal);
}

} // namespace metrics
