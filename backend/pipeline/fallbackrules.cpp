// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/fallbackrules.h"

#include "backend/pipeline/pressurerules.h"

namespace pipeline {

Place placeFor(const FallbackFacts &facts, const FallbackLimits &limits)
{
    const bool takesMore = !facts.isDiskAway && facts.onDisk < limits.onDisk;
    const bool mustGoOn = facts.comesAfterSpilled || facts.inMemory >= limits.inMemory;
    return mustGoOn && takesMore ? Place::Disk : Place::Memory;
}

bool isFallbackFull(bool wasFull, const FallbackFacts &facts, const FallbackLimits &limits)
{
    return isHeldBack(wasFull, facts.onDisk, limits.onDisk)
        || (facts.isDiskAway && isHeldBack(wasFull, facts.inMemory, limits.inMemory));
}

} // namespace pipeline
