// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/result.h"
#include "backend/workers/detectionrules.h"

#include <QStringList>

#include <opencv2/core.hpp>

namespace vision {

/// How a YOLO-style model lays out what it says.
enum class YoloLayout
{
    /// [1,N,5+C]: a row a box; centre, size, objectness, classes. YOLOv5 and YOLOv7.
    Rows,
    /// [1,4+C,N]: a column a box; centre, size, classes. YOLOv8 and later.
    Columns,
};

struct YoloShape
{
    YoloLayout layout = YoloLayout::Rows;
    int boxes = 0;
    int classes = 0;

    bool operator==(const YoloShape &) const = default;
};

/// Reads the shape of an output for that many class names; an error names both.
protocol::Result<YoloShape> yoloShapeOf(const QList<int> &output, int classes);

/// An image scaled into the model's input, its rest filled with grey.
struct Letterbox
{
    double scale = 1;
    int left = 0;
    int top = 0;
    int width = 0;
    int height = 0;

    bool operator==(const Letterbox &) const = default;
};

Letterbox letterboxOf(const cv::Size &image, const cv::Size &input);

/// What the numbers of an output mean for the image that went in.
struct YoloFrame
{
    YoloShape shape = {};
    Letterbox letterbox = {};
    cv::Size image = {};
    QStringList classes = {};
};

/// Boxes of at least 0.25 confidence in pixels of the image, source "model", most confident first.
/// Of boxes of one class that share 45 % (intersection over union) the most confident one stays; at
/// most 300 in all. Numbers that are not finite are passed over.
QList<workers::Detection> readYolo(const float *numbers, const YoloFrame &frame);

/// The names of a FILE.names, one a line; blank lines at the end do not count.
QStringList classNamesIn(const QByteArray &text);

/// The 80 classes of the COCO data set in their order.
const QStringList &cocoClasses();

} // namespace vision
