// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/result.h"

#include <QJsonObject>
#include <QString>

#include <optional>

#include <opencv2/core.hpp>

namespace vision {

/// The box {x,y,width,height} under `bbox`, cut to the image; all of the image without one. An
/// error when it is no box or lies outside.
protocol::Result<cv::Rect> boxIn(const QJsonObject &fields, const cv::Size &image);

/// night (22 to 6), morning (to 12), afternoon (to 18) or evening, by the clock that the ISO 8601
/// time `stamp` is written in; nothing when it is none.
std::optional<QString> timeOfDay(const QString &stamp);

/// How far away something is, and what that rests on.
struct Distance
{
    double metres = 0;
    QString assumption = {};
};

/// Estimates the distance of an object of a known usual height from the height of its box: a camera
/// of 50 degrees from top to bottom, looking level. An error says why it cannot be known.
protocol::Result<Distance> distanceOf(const QString &objectType, const cv::Rect &box,
                                      const cv::Size &image);

} // namespace vision
