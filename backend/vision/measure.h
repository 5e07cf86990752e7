// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/result.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <opencv2/core.hpp>

namespace vision {

/// Decodes an image of ours (limits as for the camera folder) to BGR; a reason otherwise.
protocol::Result<cv::Mat> readImage(const QByteArray &bytes);

/// What can be said of an image by measuring alone.
struct Measured
{
    int width = 0;
    int height = 0;
    /// Mean luminance, 0..1.
    double brightness = 0;
    /// Variance of the Laplacian: below about 100 an image looks blurred.
    double sharpness = 0;
    /// black, white, grey, or the most frequent hue's name.
    QString dominantColour = {};
    /// day or night, from the brightness: dark is taken for night.
    QString light = {};
};

Measured measure(const cv::Mat &image);

/// 768 numbers of length 1: colours (8 x 8 x 8 in HSV), then edges (4 x 4 cells of 16 directions).
QList<double> describe(const cv::Mat &image);

inline constexpr int DescriptorSize = 768;

} // namespace vision
