// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/vision/motiondetector.h"

#include "backend/vision/motionrules.h"

#include <algorithm>

#include <opencv2/imgproc.hpp>

namespace vision {

namespace {

/// A moving person of a 768 x 576 camera is some 10 x 27 pixels at this side.
constexpr double WorkingSide = 256;
/// Images after which something that came to rest belongs to the background.
constexpr int History = 100;
constexpr double Threshold = 20;
constexpr int Mixtures = 3;
/// The subtractor marks shadows with 127.
constexpr double Moving = 200;
/// More than this at once is not a thing that moves.
constexpr double WholeScene = 0.6;

cv::Ptr<cv::BackgroundSubtractorMOG2> newModel()
{
    auto model = cv::createBackgroundSubtractorMOG2(History, Threshold, true);
    model->setNMixtures(Mixtures);
    return model;
}

/// Small, and without the noise of single pixels.
cv::Mat prepare(const cv::Mat &image)
{
    const double scale = std::min(WorkingSide / std::max(image.cols, image.rows), 1.0);
    const cv::Size size(std::max(cvRound(image.cols * scale), 1),
                        std::max(cvRound(image.rows * scale), 1));
    cv::Mat small;
    cv::resize(image, small, size, 0, 0, cv::INTER_AREA);
    cv::GaussianBlur(small, small, cv::Size(3, 3), 0);
    return small;
}

/// 255 where something moves: specks removed, gaps closed.
cv::Mat cleaned(const cv::Mat &foreground)
{
    cv::Mat mask;
    cv::threshold(foreground, mask, Moving, 255, cv::THRESH_BINARY);
    cv::medianBlur(mask, mask, 3);
    cv::morphologyEx(mask, mask, cv::MORPH_CLOSE,
                     cv::getStructuringElement(cv::MORPH_RECT, cv::Size(5, 7)));
    return mask;
}

} // namespace

void MotionDetector::forget(Moment now)
{
    for (auto at = m_backgrounds.begin(); at != m_backgrounds.end();) {
        at = now - at->second.lastSeen > IdleTime ? m_backgrounds.erase(at) : std::next(at);
    }
}

MotionDetector::Background &MotionDetector::backgroundOf(const QString &camera,
                                                         const cv::Size &size, Moment now)
{
    const bool known = m_backgrounds.count(camera) > 0;
    if (!known && cameras() >= MaxCameras) {
        m_backgrounds.erase(std::min_element(
            m_backgrounds.begin(), m_backgrounds.end(),
            [](const auto &a, const auto &b) { return a.second.lastSeen < b.second.lastSeen; }));
    }
    Background &background = m_backgrounds[camera];
    if (!known || background.size != size) {
        background = {.model = newModel(), .size = size};
    }
    background.lastSeen = now;
    return background;
}

QList<workers::Detection> MotionDetector::look(const QString &camera, const cv::Mat &image,
                                               Moment now)
{
    forget(now);
    if (camera.isEmpty()) {
        return {};
    }
    Background &background = backgroundOf(camera, image.size(), now);
    cv::Mat foreground;
    background.model->apply(prepare(image), foreground);
    if (++background.seen <= LearningImages) {
        return {};
    }
    const cv::Mat mask = cleaned(foreground);
    if (cv::countNonZero(mask) > WholeScene * static_cast<double>(mask.total())) {
        background = {.model = newModel(), .size = image.size(), .lastSeen = now};
        return {};
    }
    return movementsIn(mask, image.size());
}

} // namespace vision
