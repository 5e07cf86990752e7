// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workers/restartbars.h"

#include <QCoreApplication>

#include <algorithm>

namespace ui {

using protocol::RestartOutcome;
using protocol::WallTime;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(RestartBars)
};

/// When restarts of this outcome were, oldest first.
QList<WallTime> momentsOf(const protocol::RestartHistory &history, RestartOutcome outcome)
{
    QList<WallTime> moments;
    for (const protocol::RestartEvent &event : history.items) {
        if (event.timestamp && event.status == outcome) {
            moments.append(*event.timestamp);
        }
    }
    std::sort(moments.begin(), moments.end());
    return moments;
}

/// From when on all are known; with all of them on this page, ever since.
std::optional<WallTime> knownSince(const protocol::RestartHistory &history)
{
    std::optional<WallTime> oldest;
    for (const protocol::RestartEvent &event : history.items) {
        if (history.hasMore() && event.timestamp) {
            oldest = std::min(oldest.value_or(*event.timestamp), *event.timestamp);
        }
    }
    return oldest;
}

} // namespace

QList<ChartLine> restartLines(const protocol::RestartHistory &history, WallTime now,
                              std::chrono::hours span)
{
    const auto since = knownSince(history);
    QList<ChartLine> lines{
        {Text::tr("automatic"), {}}, {Text::tr("by hand"), {}}, {Text::tr("failed"), {}}};
    const QList<QList<WallTime>> moments{momentsOf(history, RestartOutcome::Success),
                                         momentsOf(history, RestartOutcome::Manual),
                                         momentsOf(history, RestartOutcome::Failed)};
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QList<WallTime> &all = moments.at(i);
        const WallTime start = now - span;
        for (WallTime edge = start; edge <= now; edge += std::chrono::hours(1)) {
            if (since && edge < *since) {
                continue;
            }
            const auto before =
                edge == now ? all.end() : std::lower_bound(all.begin(), all.end(), edge);
            // What has grown up to an edge belongs to the hour that ends there.
            lines[i].points.append({edge == start ? edge : edge - std::chrono::milliseconds(1),
                                    static_cast<double>(before - all.begin())});
        }
    }
    return lines;
}

} // namespace ui
