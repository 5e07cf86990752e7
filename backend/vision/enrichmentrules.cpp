// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/vision/enrichmentrules.h"

#include "backend/protocol/json.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;
using protocol::Error;
using protocol::ErrorKind;
using protocol::numberOf;
using protocol::Result;

namespace vision {

namespace {

constexpr double ViewDegrees = 50;
constexpr double DegreesToRadians = 3.14159265358979323846 / 180;
/// Beyond any image; keeps the sums of sides in range.
constexpr double MaxSide = 100000;

struct UsualHeight
{
    QStringView objectType;
    double metres = 0;
};

/// Rounded means of adults and of common models.
constexpr std::array<UsualHeight, 7> UsualHeights{{{u"person", 1.7},
                                                   {u"car", 1.5},
                                                   {u"truck", 3.0},
                                                   {u"bus", 3.0},
                                                   {u"bicycle", 1.1},
                                                   {u"motorcycle", 1.2},
                                                   {u"face", 0.23}}};

Error bad(const QString &reason)
{
    return {.kind = ErrorKind::BadRequest, .detail = reason};
}

std::optional<int> sideOf(const QJsonObject &box, QStringView key)
{
    const auto number = numberOf(box, key);
    return number && std::abs(*number) <= MaxSide
        ? std::optional(static_cast<int>(std::lround(*number)))
        : std::nullopt;
}

} // namespace

Result<cv::Rect> boxIn(const QJsonObject &fields, const cv::Size &image)
{
    const cv::Rect whole(cv::Point(), image);
    const QJsonValue value = fields.value(u"bbox");
    if (value.isUndefined() || value.isNull()) {
        return whole;
    }
    const QJsonObject object = value.toObject();
    const auto x = sideOf(object, u"x");
    const auto y = sideOf(object, u"y");
    const auto width = sideOf(object, u"width");
    const auto height = sideOf(object, u"height");
    if (!x || !y || !width || !height) {
        return bad(u"bbox needs the numbers x, y, width and height"_s);
    }
    const cv::Rect box = cv::Rect(*x, *y, *width, *height) & whole;
    if (*width < 1 || *height < 1 || box.empty()) {
        return bad(u"bbox does not lie in the image"_s);
    }
    return box;
}

std::optional<QString> timeOfDay(const QString &stamp)
{
    static const QRegularExpression pattern(
        u"^\\d{4}-\\d{2}-\\d{2}[T ]([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d(\\.\\d+)?)?"
        "(Z|[+-]\\d{2}:?\\d{2})?$"_s);
    const QRegularExpressionMatch match = pattern.match(stamp);
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    const int hour = match.captured(1).toInt();
    if (hour < 6 || hour >= 22) {
        return u"night"_s;
    }
    return hour < 12 ? u"morning"_s : hour < 18 ? u"afternoon"_s : u"evening"_s;
}

Result<Distance> distanceOf(const QString &objectType, const cv::Rect &box, const cv::Size &image)
{
    const auto known =
        std::find_if(UsualHeights.begin(), UsualHeights.end(),
                     [&objectType](const auto &usual) { return usual.objectType == objectType; });
    if (known == UsualHeights.end()) {
        return bad(u"how tall a %1 is, is not known"_s.arg(objectType));
    }
    if (box.y <= 0 || box.y + box.height >= image.height) {
        return bad(
            u"the box reaches the upper or lower edge: how tall the object is, is not seen"_s);
    }
    const double focalLength = image.height / 2.0 / std::tan(ViewDegrees / 2 * DegreesToRadians);
    return Distance{.metres = known->metres * focalLength / box.height,
                    .assumption = u"a %1 is %2 m tall and wholly in the box, and the camera sees "
                                  "%3 degrees from top to bottom, looking level"_s.arg(objectType)
                                      .arg(known->metres)
                                      .arg(ViewDegrees)};
}

} // namespace vision
