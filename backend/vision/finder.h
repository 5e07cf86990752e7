// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/vision/detector.h"
#include "backend/vision/facedetector.h"
#include "backend/vision/motiondetector.h"
#include "backend/vision/yolomodel.h"

#include <optional>

namespace vision {

/// What the finder works with.
struct FinderParts
{
    FaceDetector faces = FaceDetector();
    /// In place of the people detector.
    std::optional<YoloModel> model = {};
};

/// One way of finding things, as told to whoever asks.
struct FinderStatus
{
    QString source = {};
    QString finds = {};
    /// Why it does not run; empty when it does.
    QString fault = {};
};

/// All that finds things in images: people (or a model of the user's), faces, and what moves.
class Finder final
{
public:
    explicit Finder(FinderParts parts = {});

    /// The name of what finds people: of the model, or of the people detector.
    QString modelName() const;
    QList<FinderStatus> status() const;

    /// People, or what the model finds. Not re-entrant.
    QList<workers::Detection> objects(const cv::Mat &image);
    /// Everything; movements only where nothing else explains them. Not re-entrant.
    QList<workers::Detection> find(const QString &camera, const cv::Mat &image,
                                   MotionDetector::Moment now);

private:
    PersonDetector m_people;
    FinderParts m_parts;
    MotionDetector m_motion;
};

} // namespace vision
