// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/vision/motionrules.h"

#include <algorithm>

#include <opencv2/imgproc.hpp>

using namespace Qt::StringLiterals;
using workers::Detection;

namespace vision {

namespace {

constexpr double SmallestShare = 0.0015;
constexpr size_t MaxMovements = 20;

cv::Rect boxOf(const Detection &detection)
{
    return {detection.x, detection.y, detection.width, detection.height};
}

struct Blob
{
    cv::Rect box;
    int area = 0;
};

std::vector<Blob> blobsIn(const cv::Mat &mask)
{
    cv::Mat labels;
    cv::Mat stats;
    cv::Mat centres;
    const int count = cv::connectedComponentsWithStats(mask, labels, stats, centres);
    std::vector<Blob> blobs;
    for (int i = 1; i < count; ++i) { // 0 is what does not move
        const auto figure = [&stats, i](int column) { return stats.at<int>(i, column); };
        if (figure(cv::CC_STAT_AREA) >= SmallestShare * static_cast<double>(mask.total())) {
            blobs.push_back({.box = {figure(cv::CC_STAT_LEFT), figure(cv::CC_STAT_TOP),
                                     figure(cv::CC_STAT_WIDTH), figure(cv::CC_STAT_HEIGHT)},
                             .area = figure(cv::CC_STAT_AREA)});
        }
    }
    std::sort(blobs.begin(), blobs.end(),
              [](const Blob &a, const Blob &b) { return a.area > b.area; });
    blobs.resize(std::min(blobs.size(), MaxMovements));
    return blobs;
}

} // namespace

QList<Detection> unexplained(const QList<Detection> &movements, const QList<Detection> &found)
{
    QList<Detection> left;
    for (const Detection &movement : movements) {
        const bool explained =
            std::any_of(found.begin(), found.end(), [&movement](const Detection &known) {
                return known.confidence >= Believed && (boxOf(movement) & boxOf(known)).area() > 0;
            });
        if (!explained) {
            left.append(movement);
        }
    }
    return left;
}

QList<Detection> movementsIn(const cv::Mat &mask, const cv::Size &image)
{
    const double across = static_cast<double>(image.width) / mask.cols;
    const double down = static_cast<double>(image.height) / mask.rows;
    QList<Detection> movements;
    for (const Blob &blob : blobsIn(mask)) {
        const cv::Rect box =
            cv::Rect(cvFloor(blob.box.x * across), cvFloor(blob.box.y * down),
                     cvCeil(blob.box.width * across), cvCeil(blob.box.height * down))
            & cv::Rect(cv::Point(), image);
        movements.append({.objectType = u"motion"_s,
                          .confidence = static_cast<double>(blob.area) / blob.box.area(),
                          .x = box.x,
                          .y = box.y,
                          .width = box.width,
                          .height = box.height,
                          .source = u"background"_s});
    }
    return movements;
}

} // namespace vision
