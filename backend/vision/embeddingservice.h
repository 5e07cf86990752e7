// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/vision/imagerequest.h"

namespace vision {

/// clip's {embedding, inference_time_ms}: see describe().
Response embed(const ImageRequest &request);

/// clip's {anomaly_score, similarity_to_baseline, inference_time_ms}; 400 without a
/// `baseline_embedding` of 768 numbers that are not all 0.
Response anomalyScore(const ImageRequest &request);

} // namespace vision
