// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/metrics/familylines.h"

#include <QTest>

using namespace Qt::StringLiterals;
using metrics::Snapshot;

namespace {

http::RequestLine asked()
{
    http::RequestLine line{.route = u"/api/events/{id}"_s, .method = "GET"};
    line.classes = {0, 7, 0, 2, 0};
    line.durations.buckets[0] = 5; // up to half a millisecond
    line.durations.buckets[1] = 3; // up to one
    line.durations.buckets.back() = 1; // longer than all bounds
    line.durations.sumSeconds = 9.5;
    return line;
}

} // namespace

/// HTTP, WebSockets and the journal in the words of Prometheus.
class DoorFamiliesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void connections();
    void requests();
    void durations();
    void sockets();
    void journal();
};

void DoorFamiliesTest::connections()
{
    const Snapshot snapshot{.door = {.accepted = 1,
                                     .refusedFull = 2,
                                     .evicted = 3,
                                     .refused = 4,
                                     .deadlines = 5,
                                     .served = 6,
                                     .desync = 7},
                            .connections = 8};
    QCOMPARE(
        linesOf(snapshot, "signalbox_http"),
        QByteArrayList(
            {"signalbox_http_connections 8", "signalbox_http_connections_accepted_total 1",
             "signalbox_http_connections_refused_total 2",
             "signalbox_http_connections_evicted_total 3", "signalbox_http_requests_served_total 6",
             "signalbox_http_requests_refused_total 4", "signalbox_http_deadlines_missed_total 5",
             "signalbox_http_desyncs_total 7"}));
}

// A class that was never answered has no series.
void DoorFamiliesTest::requests()
{
    QCOMPARE(
        linesOf({.requests = {asked()}}, "signalbox_http_requests_total"),
        QByteArrayList(
            {R"(signalbox_http_requests_total{route="/api/events/{id}",method="GET",code="2xx"} 7)",
             R"(signalbox_http_requests_total{route="/api/events/{id}",method="GET",code="4xx"} 2)"}));
}

void DoorFamiliesTest::durations()
{
    const QByteArrayList lines =
        linesOf({.requests = {asked()}}, "signalbox_http_request_duration_seconds");
    const QByteArray labels = R"({route="/api/events/{id}",method="GET")";
    const QByteArray name = "signalbox_http_request_duration_seconds";
    QCOMPARE(lines.size(), 2 + qsizetype(protocol::RequestBounds.size()) + 1);
    QCOMPARE(lines.at(0), name + "_count" + labels + "} 9");
    QCOMPARE(lines.at(1), name + "_sum" + labels + "} 9.5");
    QCOMPARE(lines.at(2), name + "_bucket" + labels + R"(,le="0.0005"} 5)");
    QCOMPARE(lines.at(3), name + "_bucket" + labels + R"(,le="0.001"} 8)");
    QCOMPARE(lines.at(lines.size() - 2), name + "_bucket" + labels + R"(,le="5"} 8)");
    QCOMPARE(lines.last(), name + "_bucket" + labels + R"(,le="+Inf"} 9)");
}

void DoorFamiliesTest::sockets()
{
    const Snapshot snapshot{.sockets = {{.path = u"/ws/events"_s,
                                         .clients = 3,
                                         .counts = {.opened = 9, .sent = 1000, .tooSlow = 2}},
                                        {.path = u"/ws/system"_s}}};
    QCOMPARE(linesOf(snapshot, "signalbox_websocket"),
             QByteArrayList({R"(signalbox_websocket_clients{path="/ws/events"} 3)",
                             R"(signalbox_websocket_clients{path="/ws/system"} 0)",
                             R"(signalbox_websocket_connections_total{path="/ws/events"} 9)",
                             R"(signalbox_websocket_connections_total{path="/ws/system"} 0)",
                             R"(signalbox_websocket_messages_sent_total{path="/ws/events"} 1000)",
                             R"(signalbox_websocket_messages_sent_total{path="/ws/system"} 0)",
                             R"(signalbox_websocket_too_slow_total{path="/ws/events"} 2)",
                             R"(signalbox_websocket_too_slow_total{path="/ws/system"} 0)"}));
}

void DoorFamiliesTest::journal()
{
    QCOMPARE(linesOf({.journal = {.sequence = 42, .invalid = 1, .dropped = 2, .waiting = 3}},
                     "signalbox_journal"),
             QByteArrayList(
                 {"signalbox_journal_sequence 42", "signalbox_journal_invalid_lines_total 1",
                  "signalbox_journal_dropped_lines_total 2", "signalbox_journal_waiting_lines 3"}));
}

QTEST_GUILESS_MAIN(DoorFamiliesTest)
#include "tst_doorfamilies.moc"
