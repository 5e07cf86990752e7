// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/result.h"

#include <QByteArray>
#include <QString>

#include <opencv2/core.hpp>

namespace vision {

/// Decodes an image of ours (limits as for the camera folder) to BGR; a reason otherwise. At most
/// 50 megapixels, hence 150 MB.
protocol::Result<cv::Mat> readImage(const QByteArray &bytes);

/// What can be said of an image by measuring alone.
struct Measured
{
    int width = 0;
    int height = 0;
    /// Mean luminance, 0..1.
    double brightness = 0;
    /// Variance of the Laplacian at 1024 pixels a side: below about 100 an image looks blurred.
    double sharpness = 0;
    /// black, white, grey, or the most frequent hue's name where a quarter has a colour.
    QString dominantColour = {};
    /// day or night, from the brightness: dark is taken for night.
    QString light = {};
};

Measured measure(const cv::Mat &image);

/// As Measured::dominantColour, of an image that is not empty.
QString dominantColour(const cv::Mat &image);

} // namespace vision
