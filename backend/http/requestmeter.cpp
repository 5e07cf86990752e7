// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/requestmeter.h"

#include "backend/http/exchange.h"
#include "backend/http/route.h"

#include <QMap>
#include <QMutex>

#include <algorithm>
#include <chrono>
#include <utility>

using namespace Qt::StringLiterals;

namespace http {

namespace {

using Key = std::pair<QString, QByteArray>;
using Clock = std::chrono::steady_clock;

Key keyOf(const Route *route)
{
    return route == nullptr ? Key(u"none"_s, "none"_ba) : Key(route->path, route->method);
}

} // namespace

struct RequestMeter::Shared
{
    QMutex mutex; ///< guards the lines
    QMap<Key, RequestLine> lines;

    void count(const Key &key, int status, Clock::duration duration)
    {
        constexpr int perClass = 100;
        const QMutexLocker lock(&mutex);
        RequestLine &line = lines[key];
        const int number = std::clamp(status / perClass, 1, 5);
        ++line.classes[static_cast<size_t>(number - 1)];
        observe(line.durations, protocol::RequestBounds,
                std::chrono::duration<double>(duration).count());
    }
};

RequestMeter::RequestMeter()
    : m_shared(std::make_shared<Shared>())
{ }

void RequestMeter::watch(Exchange &exchange, const Route *route) const
{
    exchange.onReply([shared = m_shared, key = keyOf(route), since = Clock::now()](int status) {
        shared->count(key, status, Clock::now() - since);
    });
}

QList<RequestLine> RequestMeter::lines() const
{
    const QMutexLocker lock(&m_shared->mutex);
    QList<RequestLine> all;
    for (auto it = m_shared->lines.cbegin(); it != m_shared->lines.cend(); ++it) {
        RequestLine line = *it;
        line.route = it.key().first;
        line.method = it.key().second;
        all.append(line);
    }
    return all;
}

} // namespace http
