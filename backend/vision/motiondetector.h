// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/workers/detectionrules.h"

#include <chrono>
#include <map>

#include <opencv2/video/background_segm.hpp>

namespace vision {

/// Finds what moves before the background of each camera (Zivkovic 2004: a mixture of Gaussians a
/// pixel).
///
/// The first images of a camera are only learned from. A change of the image's size, or of most of
/// the image at once (a light, a moved camera), begins anew. A background takes at most 4 MB.
class MotionDetector final
{
public:
    using Moment = std::chrono::steady_clock::time_point;

    /// Class "motion", source "background". Nothing without the camera's name. About 5 ms.
    QList<workers::Detection> look(const QString &camera, const cv::Mat &image, Moment now);

    /// How many backgrounds are held.
    qsizetype cameras() const { return static_cast<qsizetype>(m_backgrounds.size()); }

    /// Images that are learned from before anything is reported.
    static constexpr int LearningImages = 6;
    /// More cameras than these: the one that was silent the longest is forgotten.
    static constexpr qsizetype MaxCameras = 32;
    /// A background this old says nothing about now.
    static constexpr std::chrono::minutes IdleTime{30};

private:
    struct Background
    {
        cv::Ptr<cv::BackgroundSubtractorMOG2> model = {};
        cv::Size size = {};
        int seen = 0;
        Moment lastSeen = {};
    };

    void forget(Moment now);
    Background &backgroundOf(const QString &camera, const cv::Size &size, Moment now);

    std::map<QString, Background> m_backgrounds;
};

} // namespace vision
