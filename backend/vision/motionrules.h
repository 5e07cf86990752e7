// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/workers/detectionrules.h"

#include <opencv2/core.hpp>

namespace vision {

/// From which confidence on a find is believed when it is to explain a movement.
inline constexpr double Believed = 0.5;

/// The movements that none of the believed finds explains: a moving blob that overlaps a person
/// says nothing new.
QList<workers::Detection> unexplained(const QList<workers::Detection> &movements,
                                      const QList<workers::Detection> &found);

/// The connected areas of `mask` (255 where something moves) as detections in an image of the size
/// `image`: class "motion", source "background", largest first, at most 20.
///
/// Areas below 0.15 % of the mask are noise. The confidence is the share of the box that moves.
QList<workers::Detection> movementsIn(const cv::Mat &mask, const cv::Size &image);

} // namespace vision
