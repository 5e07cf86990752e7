// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/loadclient.h"

#include <algorithm>
#include <array>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

using Clock = std::chrono::steady_clock;

struct Client
{
    int descriptor = -1;
    QByteArray head = {}; ///< of an answer, until it is whole
    qint64 left = -1; ///< bytes of the body; -1 while the head is not whole
    Clock::time_point sent = {};
};

int connectTo(quint16 port)
{
    const int descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(descriptor, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0) {
        qFatal("nobody listens on port %d", int{port});
    }
    const int on = 1;
    ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return descriptor;
}

void send(Client &client, const QByteArray &request)
{
    client.head.clear();
    client.left = -1;
    client.sent = Clock::now();
    (void)::send(client.descriptor, request.constData(), static_cast<std::size_t>(request.size()),
                 MSG_NOSIGNAL);
}

/// Takes what has come; true when the answer is whole.
bool take(Client &client, const char *bytes, qsizetype size)
{
    if (client.left >= 0) {
        client.left -= size;
        return client.left <= 0;
    }
    client.head.append(bytes, size);
    const qsizetype end = client.head.indexOf("\r\n\r\n");
    if (end < 0) {
        return false;
    }
    const QByteArray head = client.head.first(end + 2).toLower();
    const qsizetype field = head.indexOf("\r\ncontent-length: ") + 18;
    const qint64 length = head.sliced(field, head.indexOf('\r', field) - field).toLongLong();
    client.left = length - (client.head.size() - end - 4);
    return client.left <= 0;
}

double percentile(std::vector<double> &sorted, double share)
{
    return sorted.empty()
        ? 0
        : sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
}

} // namespace

LoadResult load(quint16 port, const QByteArray &request, int connections,
                std::chrono::milliseconds duration)
{
    std::vector<Client> clients(static_cast<std::size_t>(connections));
    std::vector<pollfd> polled;
    for (Client &client : clients) {
        client.descriptor = connectTo(port);
        polled.push_back({.fd = client.descriptor, .events = POLLIN, .revents = 0});
        send(client, request);
    }
    LoadResult result;
    std::vector<double> times;
    times.reserve(4'000'000);
    const auto start = Clock::now();
    std::array<char, 65536> part{};
    while (Clock::now() - start < duration) {
        ::poll(polled.data(), polled.size(), 100);
        for (std::size_t i = 0; i < polled.size(); ++i) {
            if (polled[i].revents == 0) {
                continue;
            }
            Client &client = clients[i];
            const auto got = ::recv(client.descriptor, part.data(), part.size(), 0);
            if (got <= 0) {
                ++result.failures;
                ::close(client.descriptor);
                client.descriptor = polled[i].fd = connectTo(port);
                send(client, request);
                continue;
            }
            if (take(client, part.data(), static_cast<qsizetype>(got))) {
                const std::chrono::duration<double, std::milli> took = Clock::now() - client.sent;
                times.push_back(took.count());
                send(client, request);
            }
        }
    }
    const std::chrono::duration<double> took = Clock::now() - start;
    for (const Client &client : clients) {
        ::close(client.descriptor);
    }
    std::sort(times.begin(), times.end());
    result.requests = static_cast<qint64>(times.size());
    result.requestsPerSecond = static_cast<double>(times.size()) / took.count();
    result.p50Milliseconds = percentile(times, 0.5);
    result.p99Milliseconds = percentile(times, 0.99);
    return result;
}
