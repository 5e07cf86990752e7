// SPDX-License-Identifier: GPL-3.0-or-later
// Many WebSocket clients that only listen.
// bench_listen PORT PATH CLIENTS STUCK plain|tls; prints "ready" when all are let in, of which the
// last STUCK never read on. Then for each line "COUNT BYTES" on its standard input it waits until
// every client that reads has got COUNT messages of at least BYTES / 2 bytes, and prints the
// seconds from the line to the last of them, -1 when one lost its connection. Ends with its
// standard input.
#include "tests/bench/framecounter.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

using Clock = std::chrono::steady_clock;

struct Client
{
    int descriptor = -1;
    SSL *tls = nullptr;
    FrameCounter counter = {};
    bool isStuck = false;
    bool isOpen = true;
};

ssize_t receive(const Client &client, void *bytes, std::size_t size)
{
    return client.tls == nullptr ? ::recv(client.descriptor, bytes, size, 0)
                                 : SSL_read(client.tls, bytes, static_cast<int>(size));
}

/// Asks for the upgrade; false when it is refused.
bool upgrade(const Client &client, int port, const std::string &path)
{
    const std::string request = "GET " + path
        + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port)
        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
    if (client.tls == nullptr) {
        (void)::send(client.descriptor, request.data(), request.size(), MSG_NOSIGNAL);
    } else {
        SSL_write(client.tls, request.data(), static_cast<int>(request.size()));
    }
    // Byte by byte: what comes behind the head belongs to the frames.
    std::string head;
    char byte = 0;
    while (!head.ends_with("\r\n\r\n") && receive(client, &byte, 1) == 1) {
        head.push_back(byte);
    }
    return head.starts_with("HTTP/1.1 101");
}

/// Connected and let in, or not open. Whose certificate it is does not matter here.
Client connectTo(int port, const std::string &path, bool isStuck, SSL_CTX *context)
{
    Client client{.descriptor = ::socket(AF_INET, SOCK_STREAM, 0), .isStuck = isStuck};
    if (isStuck) {
        const int small = 4096; // so that the server's own queue is what grows
        ::setsockopt(client.descriptor, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
    }
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    client.isOpen =
        ::connect(client.descriptor, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0;
    if (client.isOpen && context != nullptr) {
        client.tls = SSL_new(context);
        SSL_set_fd(client.tls, client.descriptor);
        client.isOpen = SSL_connect(client.tls) == 1;
    }
    client.isOpen = client.isOpen && upgrade(client, port, path);
    if (client.tls != nullptr) {
        // A record may have come in part: that may not hold up the others.
        ::fcntl(client.descriptor, F_SETFL, O_NONBLOCK);
    }
    return client;
}

class Crowd final
{
public:
    Crowd(int port, const std::string &path, int clients, int stuck, SSL_CTX *context)
        : m_epoll(::epoll_create1(0))
        , m_clients(static_cast<std::size_t>(clients))
    {
        for (std::size_t i = 0; i < m_clients.size(); ++i) {
            Client &client = m_clients[i];
            const bool isStuck = i + static_cast<std::size_t>(stuck) >= m_clients.size();
            client = connectTo(port, path, isStuck, context);
            m_isWhole = m_isWhole && client.isOpen;
            epoll_event event{.events = EPOLLIN, .data = {.u64 = i}};
            if (client.isOpen && !client.isStuck) {
                ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, client.descriptor, &event);
            }
        }
    }

    bool isWhole() const { return m_isWhole; }

    /// Reads until each has got that many more.
    double await(std::uint64_t count, std::uint64_t bytes)
    {
        const auto start = Clock::now();
        m_goal += count;
        while (!isDone()) {
            std::array<epoll_event, 64> events{};
            const int ready = ::epoll_wait(m_epoll, events.data(), events.size(), 60'000);
            if (ready <= 0) {
                return -1;
            }
            for (int i = 0; i < ready; ++i) {
                if (!read(m_clients[events[static_cast<std::size_t>(i)].data.u64], bytes / 2)) {
                    return -1;
                }
            }
        }
        return std::chrono::duration<double>(Clock::now() - start).count();
    }

private:
    bool read(Client &client, std::uint64_t least)
    {
        do {
            const auto got = receive(client, m_part.data(), m_part.size());
            if (got <= 0) {
                return client.tls != nullptr
                    && SSL_get_error(client.tls, static_cast<int>(got)) == SSL_ERROR_WANT_READ;
            }
            const auto before = client.counter.messages;
            client.counter.take(m_part.data(), static_cast<std::size_t>(got), least);
            m_waiting -= before < m_goal && client.counter.messages >= m_goal ? 1 : 0;
        } while (client.tls != nullptr && SSL_pending(client.tls) > 0);
        return true;
    }

    bool isDone()
    {
        if (m_counted != m_goal) {
            m_counted = m_goal;
            m_waiting = std::count_if(m_clients.begin(), m_clients.end(), [this](const auto &one) {
                return !one.isStuck && one.counter.messages < m_goal;
            });
        }
        return m_waiting == 0;
    }

    int m_epoll;
    std::vector<Client> m_clients;
    std::array<unsigned char, 262144> m_part{};
    std::uint64_t m_goal = 0;
    std::uint64_t m_counted = 0;
    std::ptrdiff_t m_waiting = 0;
    bool m_isWhole = true;
};

} // namespace

int main(int argc, char **argv)
{
    const std::string kind = argc == 6 ? argv[5] : "";
    if (kind != "plain" && kind != "tls") {
        std::fprintf(stderr, "bench_listen PORT PATH CLIENTS STUCK plain|tls\n");
        return 1;
    }
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    SSL_CTX *context = kind == "tls" ? SSL_CTX_new(TLS_client_method()) : nullptr;
    Crowd crowd(std::atoi(argv[1]), argv[2], std::atoi(argv[3]), std::atoi(argv[4]), context);
    std::printf("%s\n", crowd.isWhole() ? "ready" : "refused");
    std::fflush(stdout);
    std::string line;
    while (std::getline(std::cin, line)) {
        unsigned long count = 0;
        unsigned long bytes = 0;
        if (std::sscanf(line.c_str(), "%lu %lu", &count, &bytes) != 2) {
            break;
        }
        std::printf("%.6f\n", crowd.await(count, bytes));
        std::fflush(stdout);
    }
    return 0;
}
