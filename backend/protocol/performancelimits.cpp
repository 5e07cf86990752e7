// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/performancelimits.h"

#include <algorithm>

namespace protocol {

const PerformanceLimit *performanceLimit(QStringView metric)
{
    const auto *found =
        std::find_if(PerformanceLimits.begin(), PerformanceLimits.end(),
                     [metric](const PerformanceLimit &limit) { return limit.metric == metric; });
    return found == PerformanceLimits.end() ? nullptr : found;
}

} // namespace protocol
