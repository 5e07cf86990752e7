// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/vision/finder.h"
#include "backend/vision/imagerequest.h"

namespace vision {

/// florence's {result, prompt_used, available, reason, inference_time_ms}: a caption of what was
/// measured and found. Other prompts than captions get `available` false and "not available".
Response caption(Finder &finder, const ImageRequest &request);

} // namespace vision
