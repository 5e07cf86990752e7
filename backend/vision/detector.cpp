// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/vision/detector.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <opencv2/imgproc.hpp>

using namespace Qt::StringLiterals;

namespace vision {

namespace {

/// The classifier sees people of 96 pixels and more; at 960 pixels a side a 768 x 576 camera's
/// people of 77 pixels are found too, and the time for larger images stays bounded.
constexpr double WorkingSide = 960;
constexpr double MaxEnlargement = 1.5;
/// Far below the confidence that clients ask for, so that they may choose.
constexpr double MinMargin = -0.2;
/// The trained windows have a margin round the person. Source: OpenCV's peopledetect sample.
constexpr double MarginX = 0.1;
constexpr double MarginY = 0.07;
constexpr double KeptWidth = 0.8;
constexpr double KeptHeight = 0.86;
/// Chosen so that 0.5 lies above the margin of everything found in footage without people.
constexpr double Slope = 1.4;
constexpr double Even = 0.6;

struct Candidate
{
    cv::Rect2d box;
    double margin = 0;
};

/// True when `box` shows the same person as `stronger`.
bool isSame(const cv::Rect2d &box, const cv::Rect2d &stronger)
{
    const double common = (box & stronger).area();
    return common > 0.6 * std::min(box.area(), stronger.area());
}

workers::Detection toDetection(const Candidate &candidate, double scale, const cv::Size &image)
{
    const cv::Rect2d &box = candidate.box;
    const cv::Rect inImage =
        cv::Rect(cvRound((box.x + box.width * MarginX) / scale),
                 cvRound((box.y + box.height * MarginY) / scale),
                 cvRound(box.width * KeptWidth / scale), cvRound(box.height * KeptHeight / scale))
        & cv::Rect(cv::Point(), image);
    return {.objectType = u"person"_s,
            .confidence = confidenceOf(candidate.margin),
            .x = inImage.x,
            .y = inImage.y,
            .width = inImage.width,
            .height = inImage.height,
            .source = u"hog"_s};
}

/// Grey, of the working size, and no smaller than the classifier's window.
cv::Mat prepare(const cv::Mat &image, double scale, const cv::Size &window)
{
    cv::Mat grey;
    cv::cvtColor(image, grey, cv::COLOR_BGR2GRAY);
    cv::Mat scaled;
    cv::resize(grey, scaled, {}, scale, scale, scale < 1 ? cv::INTER_AREA : cv::INTER_LINEAR);
    const int right = std::max(window.width - scaled.cols, 0);
    const int bottom = std::max(window.height - scaled.rows, 0);
    cv::copyMakeBorder(scaled, scaled, 0, bottom, 0, right, cv::BORDER_REPLICATE);
    return scaled;
}

} // namespace

double confidenceOf(double margin)
{
    return 1 / (1 + std::exp(-Slope * (margin - Even)));
}

PersonDetector::PersonDetector()
{
    m_hog.setSVMDetector(cv::HOGDescriptor::getDefaultPeopleDetector());
}

QList<workers::Detection> PersonDetector::detect(const cv::Mat &image) const
{
    const double scale = std::min(WorkingSide / std::max(image.cols, image.rows), MaxEnlargement);
    std::vector<cv::Rect> boxes;
    std::vector<double> margins;
    m_hog.detectMultiScale(prepare(image, scale, m_hog.winSize), boxes, margins, MinMargin,
                           cv::Size(8, 8), cv::Size(), 1.1, 2.0, false);
    std::vector<Candidate> candidates;
    for (size_t i = 0; i < boxes.size(); ++i) {
        candidates.push_back({.box = boxes.at(i), .margin = margins.at(i)});
    }
    std::sort(candidates.begin(), candidates.end(),
              [](const Candidate &a, const Candidate &b) { return a.margin > b.margin; });
    std::vector<Candidate> kept;
    QList<workers::Detection> found;
    for (const Candidate &candidate : candidates) {
        const bool known = std::any_of(kept.begin(), kept.end(), [&candidate](const Candidate &k) {
            return isSame(candidate.box, k.box);
        });
        const workers::Detection detection = toDetection(candidate, scale, image.size());
        if (!known && detection.width > 0 && detection.height > 0) {
            kept.push_back(candidate);
            found.append(detection);
        }
    }
    return found;
}

} // namespace vision
