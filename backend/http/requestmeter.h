// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/histogram.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <array>
#include <memory>

namespace http {

class Exchange;
struct Route;

/// How the requests of one route were answered, since the start.
struct RequestLine
{
    QString route = {}; ///< with braces; "none" for all that no route took
    QByteArray method = {};
    std::array<quint64, 5> classes = {}; ///< 1xx, 2xx … 5xx
    protocol::RequestDurations durations = {};

    bool operator==(const RequestLine &) const = default;
};

/// Counts requests by their route and the class of their status, and how long each took. However
/// many paths are asked for, there are never more lines than routes and one. Answers may come from
/// any thread.
class RequestMeter final
{
public:
    RequestMeter();

    /// Counts the request when it is answered; `route` is null for one that no route takes.
    void watch(Exchange &exchange, const Route *route) const;

    /// Of what was asked for at least once, by route.
    QList<RequestLine> lines() const;

private:
    struct Shared;
    std::shared_ptr<Shared> m_shared; ///< with the exchanges, which may outlive us
};

} // namespace http
