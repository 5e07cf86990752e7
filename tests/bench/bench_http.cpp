// SPDX-License-Identifier: GPL-3.0-or-later
// The door against a bare QHttpServer, both answering the same fixed bytes to 32 kept-alive
// loopback connections. One line of JSON on standard output.
// bench_http [seconds of each run] [rounds]
#include "backend/http/httpserver.h"
#include "backend/http/reply.h"
#include "tests/bench/loadclient.h"

#include <QCoreApplication>
#include <QHttpServer>

#include <cstdio>
#include <thread>

using namespace Qt::StringLiterals;

namespace {

constexpr int Connections = 32;
const QByteArray Body =
    QByteArray("{\"status\":\"healthy\",\"pad\":\"") + QByteArray(200, 'x') + "\"}";

/// Loads one port from a thread while this thread serves.
LoadResult measure(quint16 port, std::chrono::milliseconds duration)
{
    LoadResult result;
    const QByteArray request = "GET /fixed HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(port)
        + "\r\nAccept: */*\r\nUser-Agent: bench\r\n\r\n";
    QEventLoop loop;
    std::thread client([&] {
        result = load(port, request, Connections, duration);
        QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection);
    });
    loop.exec();
    client.join();
    return result;
}

void keepBest(LoadResult &best, const LoadResult &now)
{
    if (now.requestsPerSecond > best.requestsPerSecond) {
        best = now;
    }
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const std::chrono::seconds duration(arguments.value(1, u"3"_s).toInt());
    const int rounds = arguments.value(2, u"3"_s).toInt();

    http::HttpServer door({}, {});
    door.router().add({.method = "GET",
                       .path = u"/fixed"_s,
                       .scope = http::Scope::Read,
                       .handler = [](const http::Request &, const http::ExchangePtr &exchange) {
                           http::replyJson(exchange, 200, Body);
                       }});
    const auto doorPort = door.listen(QHostAddress::LocalHost, 0);
    QHttpServer bare;
    bare.route("/fixed", [] { return QHttpServerResponse("application/json"_ba, Body); });
    const quint16 barePort = bare.listen(QHostAddress::LocalHost, 0);
    if (!doorPort || barePort == 0) {
        return 1;
    }
    LoadResult gate;
    LoadResult plain;
    for (int i = 0; i < rounds; ++i) {
        keepBest(plain, measure(barePort, duration));
        keepBest(gate, measure(doorPort.value(), duration));
    }
    std::printf(
        "{\"bench\":\"http\",\"connections\":%d,\"gate_requests_per_second\":%.0f,"
        "\"bare_requests_per_second\":%.0f,\"ratio\":%.3f,\"gate_p50_ms\":%.3f,"
        "\"gate_p99_ms\":%.3f,\"bare_p50_ms\":%.3f,\"bare_p99_ms\":%.3f,\"failures\":%.0f}\n",
        Connections, gate.requestsPerSecond, plain.requestsPerSecond,
        gate.requestsPerSecond / plain.requestsPerSecond, gate.p50Milliseconds,
        gate.p99Milliseconds, plain.p50Milliseconds, plain.p99Milliseconds,
        static_cast<double>(gate.failures));
    return 0;
}
