// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/descriptors.h"

#include <limits>

#include <sys/resource.h>

namespace http {

using namespace Qt::StringLiterals;

namespace {

qint64 toCount(rlim_t limit)
{
    constexpr auto most = std::numeric_limits<int>::max();
    return limit == RLIM_INFINITY || limit > static_cast<rlim_t>(most) ? most
                                                                       : static_cast<qint64>(limit);
}

} // namespace

qint64 descriptorLimit()
{
    rlimit limit{};
    return ::getrlimit(RLIMIT_NOFILE, &limit) == 0 ? toCount(limit.rlim_cur) : 1024;
}

qint64 raiseDescriptorLimit()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur != limit.rlim_max) {
        limit.rlim_cur = limit.rlim_max;
        ::setrlimit(RLIMIT_NOFILE, &limit);
    }
    return descriptorLimit();
}

protocol::Result<protocol::Done> checkDescriptors(int maxConnections)
{
    constexpr qint64 forTheRest = 128;
    const qint64 most = descriptorLimit() - forTheRest;
    if (maxConnections > most) {
        return protocol::Error{protocol::ErrorKind::BadRequest,
                               u"limits.max_connections = %1 is more than this system allows (%2)"_s
                                   .arg(maxConnections)
                                   .arg(most)};
    }
    return protocol::Done();
}

} // namespace http
