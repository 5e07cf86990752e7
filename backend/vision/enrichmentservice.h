// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/vision/imagerequest.h"

namespace vision {

/// The tasks of enrichment, each a path below /enrichment/.
QByteArrayList enrichmentTasks();

/// {available, reason, measured, …, inference_time_ms} of the image or of its `bbox`.
///
/// `measured`: width, height, brightness, sharpness, dominant_color, light, and time_of_day when
/// the request has a `timestamp`. clothing-classify adds upper_color, lower_color and colors;
/// object-distance estimated_distance_m and the assumption that it rests on (keys `bbox`,
/// `object_type`). What needs a trained model is said not to be available, not guessed.
Response enrich(const QByteArray &task, const ImageRequest &request);

} // namespace vision
