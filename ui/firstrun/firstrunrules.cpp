// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/firstrun/firstrunrules.h"

#include <algorithm>

namespace ui {

FirstRun firstRunOf(const FirstRunFacts &facts)
{
    if (!facts.canStartAnew) {
        return FirstRun::Elsewhere;
    }
    if (facts.instances > 0) {
        return FirstRun::SetUp;
    }
    if (!facts.workers || !facts.cameras) {
        return FirstRun::Unknown;
    }
    const bool areAllBuiltin = std::all_of(facts.workers->begin(), facts.workers->end(),
                                           [](const auto &worker) { return worker.builtin; });
    return areAllBuiltin && *facts.cameras == 0 ? FirstRun::Empty : FirstRun::SetUp;
}

} // namespace ui
