// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/http/requestmeter.h"
#include "backend/metrics/snapshot.h"

#include <QByteArray>

#include <array>
#include <string>
#include <vector>

namespace metrics {

/// The text of GET /metrics. Most of it tells of the routes, one by one, and few of them are asked
/// between two scrapes: the series of a route are written anew when its figures are other ones.
///
/// It compares the figures themselves instead of being told of changes, so that it cannot be stale.
class MetricsText final
{
public:
    QByteArray bytes(const Snapshot &snapshot);

private:
    static constexpr std::size_t Families = 2; ///< of each route

    struct Kept
    {
        http::RequestLine line = {};
        std::array<std::string, Families> series = {};
    };

    void update(const QList<http::RequestLine> &lines);

    std::vector<Kept> m_kept; ///< as many as lines, in their order
    std::size_t m_size = 0; ///< of the last text
};

} // namespace metrics
