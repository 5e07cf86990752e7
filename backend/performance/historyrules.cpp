// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/performance/historyrules.h"

#include "backend/protocol/jsonwriter.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace performance {

namespace {

struct Range
{
    QStringView name;
    size_t every;
};

constexpr std::array<Range, 3> Ranges{{{u"5m", 1}, {u"15m", 3}, {u"60m", 12}}};

} // namespace

void remember(std::deque<Snapshot> &ring, Snapshot snapshot)
{
    ring.push_back(std::move(snapshot));
    if (ring.size() > MaxSnapshots) {
        ring.pop_front();
    }
}

QStringList timeRanges()
{
    QStringList names;
    for (const Range &range : Ranges) {
        names.append(range.name.toString());
    }
    return names;
}

std::vector<Snapshot> sampled(const std::deque<Snapshot> &ring, const QString &timeRange)
{
    const auto *const found = std::find_if(
        Ranges.begin(), Ranges.end(), [&](const Range &range) { return range.name == timeRange; });
    const size_t every = found == Ranges.end() ? 1 : found->every;
    std::vector<Snapshot> points;
    for (size_t back = 1; back <= ring.size() && points.size() < MaxPoints; back += every) {
        points.push_back(ring[ring.size() - back]);
    }
    std::reverse(points.begin(), points.end());
    return points;
}

QByteArray withWorker(const Snapshot &snapshot, const QString &worker)
{
    protocol::JsonWriter json;
    json.beginArray();
    if (const auto used = snapshot.workers ? figuresOf(*snapshot.workers, worker) : std::nullopt) {
        protocol::write(json, *used);
    }
    json.endArray();
    return snapshot.text.chopped(1) + ",\"workers\":" + json.bytes() + '}';
}

} // namespace performance
