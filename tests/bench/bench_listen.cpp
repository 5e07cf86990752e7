// SPDX-License-Identifier: GPL-3.0-or-later
// Many WebSocket clients that only listen.
// bench_listen PORT PATH CLIENTS STUCK; prints "ready" when all are let in, of which the last STUCK
// never read on. Then for each line "COUNT BYTES" on its standard input it waits until every client
// that reads has got COUNT messages of at least BYTES / 2 bytes, and prints the seconds from the
// line to the last of them, -1 when one lost its connection. Ends with its standard input.
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
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

using Clock = std::chrono::steady_clock;

/// Counts the large messages in a stream of unmasked frames.
class FrameCounter final
{
public:
    void take(const unsigned char *bytes, std::size_t size, std::uint64_t least)
    {
        std::size_t at = 0;
        while (at < size) {
            if (m_left > 0) {
                const auto part = std::min<std::uint64_t>(m_left, size - at);
                m_left -= part;
                at += part;
                continue;
            }
            m_head[m_have++] = bytes[at++];
            readHead(least);
        }
    }

    std::uint64_t messages = 0;

private:
    void readHead(std::uint64_t least)
    {
        if (m_have < 2) {
            return;
        }
        const unsigned code = m_head[1] & 0x7fU;
        const std::size_t whole = code == 126 ? 4 : code == 127 ? 10 : 2;
        if (m_have < whole) {
            return;
        }
        std::uint64_t length = code < 126 ? code : 0;
        for (std::size_t i = 2; i < whole; ++i) {
            length = length << 8U | m_head[i];
        }
        m_left = length;
        m_have = 0;
        messages += length >= least ? 1 : 0;
    }

    std::array<unsigned char, 10> m_head{};
    std::size_t m_have = 0;
    std::uint64_t m_left = 0;
};

struct Client
{
    int descriptor = -1;
    FrameCounter counter = {};
    bool isStuck = false;
    bool isOpen = true;
};

/// A connection that has been upgraded, or -1.
int connectTo(int port, const std::string &path, bool isStuck)
{
    const int descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
    if (isStuck) {
        const int small = 4096; // so that the server's own queue is what grows
        ::setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
    }
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(descriptor, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0) {
        return -1;
    }
    const std::string request = "GET " + path
        + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port)
        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
    (void)::send(descriptor, request.data(), request.size(), MSG_NOSIGNAL);
    // Byte by byte: what comes behind the head belongs to the frames.
    std::string head;
    char byte = 0;
    while (!head.ends_with("\r\n\r\n") && ::recv(descriptor, &byte, 1, 0) == 1) {
        head.push_back(byte);
    }
    return head.starts_with("HTTP/1.1 101") ? descriptor : -1;
}

class Crowd final
{
public:
    Crowd(int port, const std::string &path, int clients, int stuck)
        : m_epoll(::epoll_create1(0))
        , m_clients(static_cast<std::size_t>(clients))
    {
        for (std::size_t i = 0; i < m_clients.size(); ++i) {
            Client &client = m_clients[i];
            client.isStuck = i + static_cast<std::size_t>(stuck) >= m_clients.size();
            client.descriptor = connectTo(port, path, client.isStuck);
            client.isOpen = client.descriptor >= 0;
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
        const auto got = ::recv(client.descriptor, m_part.data(), m_part.size(), 0);
        if (got <= 0) {
            return false;
        }
        const auto before = client.counter.messages;
        client.counter.take(m_part.data(), static_cast<std::size_t>(got), least);
        m_waiting -= before < m_goal && client.counter.messages >= m_goal ? 1 : 0;
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
    if (argc != 5) {
        std::fprintf(stderr, "bench_listen PORT PATH CLIENTS STUCK\n");
        return 1;
    }
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    Crowd crowd(std::atoi(argv[1]), argv[2], std::atoi(argv[3]), std::atoi(argv[4]));
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
