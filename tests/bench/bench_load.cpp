// SPDX-License-Identifier: GPL-3.0-or-later
// Loads one path of a server on this machine over kept-alive connections; one line of JSON.
// bench_load PORT PATH CONNECTIONS SECONDS
#include "tests/bench/loadclient.h"

#include <QStringBuilder>

#include <cstdio>
#include <cstdlib>

int main(int argc, char **argv)
{
    if (argc != 5) {
        std::fprintf(stderr, "bench_load PORT PATH CONNECTIONS SECONDS\n");
        return 1;
    }
    const auto port = static_cast<quint16>(std::atoi(argv[1]));
    const QByteArray request = QByteArray("GET ") + QByteArray(argv[2])
        + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray(argv[1])
        + "\r\nAccept: */*\r\nUser-Agent: bench\r\n\r\n";
    const LoadResult result =
        load(port, request, std::atoi(argv[3]), std::chrono::seconds(std::atoi(argv[4])));
    std::printf(
        "{\"requests_per_second\":%.0f,\"p50_ms\":%.3f,\"p99_ms\":%.3f,\"failures\":%.0f}\n",
        result.requestsPerSecond, result.p50Milliseconds, result.p99Milliseconds,
        static_cast<double>(result.failures));
    return 0;
}
