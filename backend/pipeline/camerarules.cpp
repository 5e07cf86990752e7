// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/camerarules.h"

#include <algorithm>
#include <vector>

namespace pipeline {

namespace {

constexpr size_t KeptPauses = 50;
constexpr int PausesOfPatience = 3;
constexpr std::chrono::seconds LeastJump{5};

} // namespace

void noteImage(CameraRhythm &rhythm, const CameraLimits &limits, protocol::WallTime at)
{
    ++rhythm.images;
    if (!rhythm.firstSeen) {
        rhythm.firstSeen = at;
    } else if (at - rhythm.lastSeen >= limits.visit) {
        rhythm.pauses.push_back(at - rhythm.lastSeen);
        if (rhythm.pauses.size() > KeptPauses) {
            rhythm.pauses.pop_front();
        }
    }
    rhythm.lastSeen = at;
}

bool hasJumped(const protocol::Now &before, const protocol::Now &now)
{
    const auto apart = (now.wall - before.wall) - (now.steady - before.steady);
    return std::chrono::abs(apart) > LeastJump;
}

std::optional<std::chrono::milliseconds> patienceWith(const CameraRhythm &rhythm,
                                                      const CameraLimits &limits)
{
    if (!rhythm.firstSeen || rhythm.images < limits.images
        || rhythm.lastSeen - *rhythm.firstSeen < limits.watched) {
        return std::nullopt;
    }
    if (rhythm.pauses.empty()) {
        return limits.patience;
    }
    std::vector<std::chrono::milliseconds> sorted(rhythm.pauses.begin(), rhythm.pauses.end());
    std::sort(sorted.begin(), sorted.end());
    return std::max(limits.patience, sorted[(sorted.size() - 1) / 2] * PausesOfPatience);
}

} // namespace pipeline
