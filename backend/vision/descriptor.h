// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

#include <opencv2/core.hpp>

namespace vision {

inline constexpr int DescriptorSize = 768;

/// 768 numbers of length 1 that are alike for images of the same person in the same clothes.
///
/// The image is cut into eight stripes from top to bottom; each is told by 96 numbers: how often
/// each of 12 hues x 4 saturations, 16 brightnesses and 16 + 16 opponent colours (L*a*b*) occurs,
/// the middle of the image counting more than its sides. Square roots of frequencies, so that the
/// product of two descriptors is Bhattacharyya's coefficient.
QList<double> describe(const cv::Mat &image);

/// The product of a descriptor with another vector, by the latter's length: 0..1. 0 when that is of
/// length 0.
double similarity(const QList<double> &descriptor, const QList<double> &other);

} // namespace vision
