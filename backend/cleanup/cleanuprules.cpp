// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/cleanup/cleanuprules.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace cleanup {

namespace {

constexpr int LeastBatch = 100;
constexpr int MostBatch = 1000;
constexpr auto Long = 25ms;
constexpr auto Short = 12ms;
constexpr auto LongestPause = 100ms;

} // namespace

QString dailyText()
{
    return u"%1:%2"_s.arg(DailyAt / 1h, 2, 10, QChar(u'0'))
        .arg((DailyAt % 1h) / 1min, 2, 10, QChar(u'0'));
}

protocol::WallTime nextDaily(protocol::WallTime time)
{
    const auto today = std::chrono::floor<std::chrono::days>(time) + DailyAt;
    return today > time ? today : today + std::chrono::days(1);
}

protocol::WallTime nextRun(std::optional<protocol::WallTime> last, protocol::WallTime since)
{
    return nextDaily(last.value_or(since));
}

QString toText(Phase phase)
{
    switch (phase) {
    case Phase::Jobs:
        return u"jobs"_s;
    case Phase::Detections:
        return u"detections"_s;
    case Phase::Events:
        return u"events"_s;
    case Phase::Batches:
        return u"batches"_s;
    case Phase::Entities:
        return u"entities"_s;
    case Phase::SetAside:
        return u"set_aside"_s;
    case Phase::Alerts:
        return u"alerts"_s;
    case Phase::RestartHistory:
        return u"restart_history"_s;
    case Phase::Journal:
        return u"journal"_s;
    case Phase::Images:
        return u"images"_s;
    case Phase::Frames:
        return u"orphaned_frames"_s;
    case Phase::Spill:
        return u"orphaned_spill"_s;
    case Phase::Media:
        return u"orphaned_media"_s;
    }
    return {};
}

QList<Phase> phasesOf(protocol::CleanupKind kind)
{
    QList<Phase> orphans{Phase::Frames, Phase::Spill, Phase::Media};
    if (kind == protocol::CleanupKind::Orphans) {
        return orphans;
    }
    return QList<Phase>{Phase::Jobs,     Phase::Detections, Phase::Events, Phase::Batches,
                        Phase::Entities, Phase::SetAside,   Phase::Alerts, Phase::RestartHistory,
                        Phase::Journal,  Phase::Images}
    + orphans;
}

QList<Phase> hourlyPhases()
{
    return {Phase::Journal, Phase::RestartHistory, Phase::Jobs, Phase::SetAside, Phase::Entities};
}

bool needsService(Phase phase)
{
    return phase >= Phase::Images;
}

int percentOf(const protocol::CleanupJob &job)
{
    if (job.state == protocol::CleanupState::Finished || job.phases.isEmpty()) {
        return 100;
    }
    double sum = 0;
    for (const protocol::CleanupPhase &phase : job.phases) {
        if (job.phase == phase.name) {
            const auto total = static_cast<double>(phase.total.value_or(0));
            sum += total > 0 ? std::min(1.0, static_cast<double>(phase.done) / total) : 0.0;
            break;
        }
        sum += 1;
    }
    return std::min(99, static_cast<int>(sum * 100 / static_cast<double>(job.phases.size())));
}

int nextBatch(int limit, qint64 rows, std::chrono::microseconds took)
{
    if (took > Long) {
        return std::max(LeastBatch, limit / 2);
    }
    return rows >= limit && took < Short ? std::min(MostBatch, limit * 2) : limit;
}

std::chrono::milliseconds pauseAfter(std::chrono::microseconds took)
{
    return std::min<std::chrono::milliseconds>(
        std::chrono::duration_cast<std::chrono::milliseconds>(took), LongestPause);
}

bool mayDeleteMedia(protocol::WallTime modifiedAt, protocol::WallTime before)
{
    return modifiedAt < before;
}

bool hasLeapt(std::optional<protocol::WallTime> newestLine, protocol::WallTime now)
{
    return newestLine && now - *newestLine > std::chrono::hours(24);
}

} // namespace cleanup
