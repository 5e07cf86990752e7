// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/http/head.h"

#include <QtGlobal>

#include <algorithm>
#include <chrono>

namespace http {

/// What one client may cost. Defaults are those of the section [limits] of the configuration.
struct Limits
{
    int maxConnections = 256; ///< above: an idle one is closed for the new one, else 503
    int maxPerAddress = 256;
    qint64 maxHeadBytes = 16384;
    int maxHeaderFields = 64;
    qint64 maxBodyBytes = 1048576;
    std::chrono::milliseconds headTimeout{10000}; ///< for the whole head, from its first byte
    std::chrono::milliseconds bodyTimeout{30000}; ///< for the whole body
    std::chrono::milliseconds idleTimeout{30000}; ///< between two requests
    std::chrono::milliseconds writeTimeout{20000}; ///< for every 64 KiB of an answer
    std::chrono::milliseconds handlerTimeout{30000}; ///< from a whole request to its answer: 504
    std::chrono::milliseconds lingerTimeout{1000}; ///< so that the client sees why it was refused
    std::chrono::milliseconds evictionGrace{1000}; ///< so long no idle connection is evicted
    int maxRequestsPerConnection = 10000;
    qint64 websocketMessageBytes = 65536; ///< above: closed with 1009
    qint64 websocketBacklogBytes = 1048576; ///< for who sends: unsent bytes that are too many
};

/// So many WebSockets may be open at once: they stay for days, and a probe of a load balancer or an
/// operator must still find a place.
inline int mostWebSockets(const Limits &limits)
{
    constexpr int keptForRequests = 16;
    constexpr int share = 8;
    return limits.maxConnections - std::min(keptForRequests, limits.maxConnections / share);
}

/// Qt 6.4's parser drops all fields when there are a hundred, so the limits stay below its own.
inline HeadLimits headLimits(const Limits &limits)
{
    constexpr qint64 mostHeadBytes = 65536;
    constexpr int mostFields = 96;
    const auto headBytes =
        static_cast<std::size_t>(std::clamp<qint64>(limits.maxHeadBytes, 64, mostHeadBytes));
    return {
        .requestLineBytes = std::min<std::size_t>(headBytes, 8192),
        .headBytes = headBytes,
        .fieldBytes = std::min<std::size_t>(headBytes, 8192),
        .fields = static_cast<unsigned>(std::clamp(limits.maxHeaderFields, 1, mostFields)),
        .bodyBytes = static_cast<std::uint64_t>(std::max<qint64>(limits.maxBodyBytes, 0)),
    };
}

} // namespace http
