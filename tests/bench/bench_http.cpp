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
#include <ctime>
#include <thread>

using namespace Qt::StringLiterals;

namespace {

constexpr int Connections = 32;
const QByteArray Body = QByteArray(R"({"status":"healthy","pad":")") + QByteArray(200, 'x') + "\"}";

/// Processor time of this thread, which does nothing but serve.
double cpuMicroseconds()
{
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

struct Measured
{
    LoadResult load = {};
    double cpuPerRequest = 0; ///< microseconds; unlike the rate it hardly depends on other load
};

/// Loads one port from a thread while this thread serves.
Measured measure(quint16 port, std::chrono::milliseconds duration)
{
    Measured result;
    const double before = cpuMicroseconds();
    const QByteArray request = "GET /fixed HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(port)
        + "\r\nAccept: */*\r\nUser-Agent: bench\r\n\r\n";
    QEventLoop loop;
    std::thread client([&] {
        result.load = load(port, request, Connections, duration);
        QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection);
    });
    loop.exec();
    client.join();
    result.cpuPerRequest = (cpuMicroseconds() - before) / static_cast<double>(result.load.requests);
    return result;
}

void keepBest(Measured &best, const Measured &now)
{
    if (now.load.requestsPerSecond > best.load.requestsPerSecond) {
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
    bare.route(u"/fixed"_s, [] { return QHttpServerResponse("application/json"_ba, Body); });
    const quint16 barePort = bare.listen(QHostAddress::LocalHost, 0);
    if (!doorPort || barePort == 0) {
        return 1;
    }
    Measured gate;
    Measured plain;
    for (int i = 0; i < rounds; ++i) {
        keepBest(plain, measure(barePort, duration));
        keepBest(gate, measure(doorPort.value(), duration));
    }
    std::printf("{\"bench\":\"http\",\"connections\":%d,\"gate_requests_per_second\":%.0f,"
                "\"bare_requests_per_second\":%.0f,\"ratio\":%.3f,\"gate_p50_ms\":%.3f,"
                "\"gate_p99_ms\":%.3f,\"bare_p50_ms\":%.3f,\"bare_p99_ms\":%.3f,"
                "\"gate_cpu_us\":%.2f,\"bare_cpu_us\":%.2f,\"failures\":%.0f}\n",
                Connections, gate.load.requestsPerSecond, plain.load.requestsPerSecond,
                gate.load.requestsPerSecond / plain.load.requestsPerSecond,
                gate.load.p50Milliseconds, gate.load.p99Milliseconds, plain.load.p50Milliseconds,
                plain.load.p99Milliseconds, gate.cpuPerRequest, plain.cpuPerRequest,
                static_cast<double>(gate.load.failures));
    return 0;
}
