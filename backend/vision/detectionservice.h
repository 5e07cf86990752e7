// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/vision/finder.h"
#include "backend/vision/imagerequest.h"

namespace vision {

/// yolo26's {detections, inference_time_ms, image_width, image_height}; each detection says in
/// `source` what found it: hog or model, cascade, background. The optional field `camera_id` names
/// whose background moving things stand out from.
Response detect(Finder &finder, const ImageRequest &request);

} // namespace vision
