// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/workers/assessmentrules.h"
#include "backend/workers/promptrules.h"

namespace vision {

/// Assesses a scene by rules; every point of the score has its reason in `reasoning`.
///
/// A person 25, a vehicle 12, an animal 4; further people 8 each (at most 24); night (22 to 6)
/// 20 and dusk 8 for people and vehicles; staying longer than 30 s 8, than 60 s 15, than 120 s 20;
/// taller than half the image 12, than four fifths 18; all detections below 0.6 confidence: minus
/// 10. Animals alone stay at or below 15. A face without a person 10 and movement without anything
/// known 5, together at most 15 too: a cascade and a background are no proof of a person, so
/// neither night nor staying nor nearness counts for them; beside a person they add nothing.
workers::Assessment assess(const workers::SceneFacts &facts);

} // namespace vision
